using System.Collections.Immutable;
using System.Text.Json;
using Orleans;
using Orleans.Concurrency;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.GrainInterfaces.Programmes;

/// <summary>
/// One kind of business (R-BUS-06). Key: the programme's id, e.g. <c>key-rnd</c>. Owns its versions; a published
/// version never changes.
/// </summary>
[Alias("SunGov.IProgrammeGrain")]
public interface IProgrammeGrain : IGrainWithStringKey
{
    /// <summary>Publishes a definition as the next version after checking it whole.</summary>
    [Alias("Publish")]
    Task<Outcome<ProgrammeView>> Publish(PublishDefinition command, By by);

    /// <summary>The programme and its versions.</summary>
    [Alias("Read"), ReadOnly]
    Task<Outcome<ProgrammeView>> Read(By by);

    /// <summary>The definition of one version as it was published.</summary>
    [Alias("ReadVersion"), ReadOnly]
    Task<Outcome<JsonElement>> ReadVersion(int version, By by);
}

/// <summary>Lists of programmes. Stateless; key: <c>programmes</c>.</summary>
[Alias("SunGov.IProgrammeQueries")]
public interface IProgrammeQueries : IGrainWithStringKey
{
    /// <summary>All programmes with a published version.</summary>
    [Alias("List")]
    Task<Outcome<Page<ProgrammeView>>> List(PageRequest page, By by);
}

/// <summary>Publishes a definition.</summary>
/// <param name="Definition">The definition (docs/programmes.md).</param>
[Immutable, Alias("SunGov.PublishDefinition")]
public sealed record PublishDefinition(JsonElement Definition);

/// <summary>A programme.</summary>
/// <param name="Class">Management class: department, cross-department, delegated, self-initiated (R-BUS-01).</param>
/// <param name="Owner">The organisation in charge.</param>
/// <param name="Current">Number of the newest published version.</param>
[Immutable, Alias("SunGov.ProgrammeView")]
public sealed record ProgrammeView(
    string Id,
    long Version,
    Words Name,
    string Class,
    string Owner,
    int Current,
    ImmutableArray<PublishedVersion> Versions,
    ImmutableArray<StageName> Stages);

/// <summary>A published version.</summary>
[Immutable, Alias("SunGov.PublishedVersion")]
public sealed record PublishedVersion(int Number, DateTimeOffset At, string Sm3);

/// <summary>A stage of the newest version, for filters and maps.</summary>
[Immutable, Alias("SunGov.StageName")]
public sealed record StageName(string Id, string Kind, Words Name);
