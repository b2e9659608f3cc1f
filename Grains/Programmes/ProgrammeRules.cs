using System.Collections.Immutable;
using SunGov.GrainInterfaces.Programmes;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Projects;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Programmes;

/// <summary>Who may publish what; pure.</summary>
public static class ProgrammeRules
{
    /// <summary>May the caller publish for this organisation?</summary>
    public static bool MayPublish(string owner, Caller caller) =>
        caller.May("programme.publish", Facts.None.With("owner", owner));

    /// <summary>Publishes a definition as the next version (R-BUS-06).</summary>
    /// <param name="key">The programme's id.</param>
    /// <param name="read">The definition as read, or what is wrong with it.</param>
    /// <param name="sm3">Hash of its content.</param>
    public static Decision<ProgrammeEvent> Publish(
        ProgrammeState state,
        string key,
        (CompiledProgramme? Programme, ImmutableArray<Refusal> Findings) read,
        string sm3,
        Caller caller,
        DateTimeOffset now)
    {
        if (!caller.MayAny("programme.publish"))
        {
            return SharedRefusals.NotAllowed;
        }

        if (read.Programme?.Definition is not { } definition)
        {
            return ProgrammeRefusals.DefinitionInvalid(read.Findings);
        }

        var refusal = definition.Programme != key ? ProgrammeRefusals.OtherProgramme(definition.Programme, key)
            : !MayPublish(definition.Owner, caller) ? SharedRefusals.NotAllowed
            : state.Current is { } current && !MayPublish(current.Owner, caller) ? SharedRefusals.NotAllowed
            : state.Current?.Sm3 == sm3 ? ProgrammeRefusals.DefinitionUnchanged
            : null;
        return refusal is not null
            ? refusal
            : new DefinitionPublished(
                now,
                Actor.Of(caller),
                state.Versions.Length + 1,
                sm3,
                definition.Name,
                definition.Class,
                definition.Owner,
                [
                    .. definition.Stages.Select(stage =>
                        new StageName(stage.Id, ProjectStages.KindOf(stage.Kind), stage.Name)),
                ]);
    }

    /// <summary>The programme as anyone may see it; not found while nothing is published.</summary>
    public static Outcome<ProgrammeView> View(string key, long version, ProgrammeState state) =>
        state.Current is not { } current
            ? SharedRefusals.NotFound
            : Outcome.Of(new ProgrammeView(
                key,
                version,
                current.Name,
                current.Class,
                current.Owner,
                current.Number,
                [.. state.Versions.Select(v => new PublishedVersion(v.Number, v.At, v.Sm3))],
                current.Stages));

    /// <summary>Hash of a version's content; null when there is no such version.</summary>
    public static string? Sm3Of(ProgrammeState state, int version) =>
        state.Versions.FirstOrDefault(published => published.Number == version)?.Sm3;
}
