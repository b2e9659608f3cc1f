using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using SunGov.GrainInterfaces.Calls;
using SunGov.GrainInterfaces.Experts;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Demo;

/// <summary>The demo province as data: who there is, what is called for, and how far each project has come.</summary>
/// <param name="Organisations">Organisations, parents before children.</param>
/// <param name="People">People with their identities.</param>
/// <param name="Calls">Calls; their days count from the day of loading.</param>
/// <param name="Projects">Projects and the steps that brought them where they stand.</param>
/// <param name="Experts">Records of the expert register, of some of the people.</param>
public sealed record DemoProvince(
    ImmutableArray<DemoOrganisation> Organisations,
    ImmutableArray<DemoPerson> People,
    ImmutableArray<DemoCall> Calls,
    ImmutableArray<DemoProject> Projects,
    ImmutableArray<DemoExpert> Experts)
{
    /// <summary>Reads the province that is shipped with the host.</summary>
    public static DemoProvince Shipped() => new(
        Read<DemoOrganisation>("organisations"),
        [.. Read<DemoPerson>("people"), .. Read<DemoPerson>("staff")],
        Read<DemoCall>("calls"),
        Read<DemoProject>("projects"),
        Read<DemoExpert>("experts"));

    private static ImmutableArray<T> Read<T>(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Demo.{name}.json")
            ?? throw new InvalidOperationException($"the demo's {name} are not part of this build");
        return JsonSerializer.Deserialize<ImmutableArray<T>>(stream, StoredJson.Options);
    }
}

/// <summary>An organisation of the demo.</summary>
public sealed record DemoOrganisation(
    string Id,
    string Name,
    string? CreditCode,
    string Kind,
    string Region,
    string? Parent,
    string? CompetentAuthority,
    string? RecommendingUnit,
    string Contact);

/// <summary>A person of the demo; all share one precomputed password hash.</summary>
/// <param name="Shown">True for those whom the login page names: one per role, each with work to do.</param>
public sealed record DemoPerson(
    string Id, string Name, string Login, ImmutableArray<DemoIdentity> Identities, bool Shown = false);

/// <summary>An identity of a demo person.</summary>
public sealed record DemoIdentity(string Role, string Organisation, string Position);

/// <summary>A call of the demo.</summary>
/// <param name="By">Login of the officer who publishes it.</param>
/// <param name="OpensIn">Days from the day of loading to the first day; negative for the past.</param>
/// <param name="ClosesIn">Days to the last day.</param>
public sealed record DemoCall(
    string Id,
    string Programme,
    string By,
    string Title,
    int Year,
    string Summary,
    ImmutableArray<GuidelineChapter> Guideline,
    int OpensIn,
    int ClosesIn,
    int? EntityCap,
    string Contact,
    ImmutableArray<DemoNotice> Notices);

/// <summary>A notice of a demo call.</summary>
public sealed record DemoNotice(string Title, string Text);

/// <summary>A project of the demo.</summary>
/// <param name="Leader">Login of its leader.</param>
/// <param name="Form">The form that is filled.</param>
/// <param name="Sections">Section id to content.</param>
/// <param name="Steps">What happened to it, in order.</param>
public sealed record DemoProject(
    string Id,
    string Call,
    string Leader,
    string Entity,
    string Title,
    string Form,
    ImmutableSortedDictionary<string, JsonElement> Sections,
    ImmutableArray<DemoStep> Steps);

/// <summary>One step: an action on the open task that this person holds, or a withdrawal.</summary>
/// <param name="By">Login.</param>
/// <param name="Action">Action id of the definition; <c>withdraw</c> withdraws the project.</param>
/// <param name="Opinion">Opinion or reason.</param>
/// <param name="Input">Further input of the action, e.g. the sections to correct.</param>
public sealed record DemoStep(string By, string Action, string? Opinion, JsonElement? Input);

/// <summary>An expert of the demo.</summary>
/// <param name="Login">Login of the person, whose first identity names the entity of work.</param>
/// <param name="Office">Login of the office that endorses.</param>
/// <param name="Status">How far the record has come: applied, endorsed, confirmed or paused.</param>
public sealed record DemoExpert(
    string Id,
    string Login,
    string Title,
    ImmutableArray<string> Disciplines,
    ImmutableArray<string> Keywords,
    ImmutableArray<Recusal> Recusals,
    string Office,
    string Status);
