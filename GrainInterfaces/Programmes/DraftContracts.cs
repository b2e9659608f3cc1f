using System.Collections.Immutable;
using System.Text.Json;
using Orleans;

namespace SunGov.GrainInterfaces.Programmes;

/// <summary>Saves the draft of a definition.</summary>
/// <param name="Definition">The whole definition; may still have faults.</param>
/// <param name="IfDraft">Version of the draft the author saw; 0 for none.</param>
/// <param name="BasedOn">Number of the published version it began from; null for as before.</param>
[Immutable, Alias("SunGov.SaveDraft")]
public sealed record SaveDraft(JsonElement Definition, int IfDraft, int? BasedOn = null);

/// <summary>Gives a draft up.</summary>
/// <param name="IfDraft">Version of the draft the author saw; null where it does not matter.</param>
[Immutable, Alias("SunGov.GiveUpDraft")]
public sealed record GiveUpDraft(int? IfDraft);

/// <summary>Publishes the draft.</summary>
/// <param name="Note">What it changes, 2 to 500 characters.</param>
/// <param name="IfDraft">Version of the draft the publisher read; null where it does not matter.</param>
[Immutable, Alias("SunGov.PublishDraft")]
public sealed record PublishDraft(string Note, int? IfDraft = null);

/// <summary>What is being changed.</summary>
/// <param name="Version">Counts saves.</param>
/// <param name="BasedOn">The published version it began from; 0 for none.</param>
[Immutable, Alias("SunGov.DraftMark")]
public sealed record DraftMark(int Version, int BasedOn, DateTimeOffset SavedAt, string SavedBy);

/// <summary>A draft of a definition, and what is wrong with it.</summary>
/// <param name="Version">Counts saves, also of drafts given up; the next save must name it.</param>
/// <param name="BasedOn">The published version it began from; 0 for none.</param>
/// <param name="Saved">False while there is no draft and this is the current version, as one would begin with.</param>
/// <param name="Findings">Faults, which forbid publishing, and warnings, which do not.</param>
/// <param name="Others">Who else has opened it in the last minutes.</param>
/// <param name="Kept">Versions kept, newest first.</param>
[Immutable, Alias("SunGov.DraftView")]
public sealed record DraftView(
    string Programme,
    int Version,
    int BasedOn,
    bool Saved,
    JsonElement Definition,
    ImmutableArray<Finding> Findings,
    DateTimeOffset? SavedAt,
    string? SavedBy,
    ImmutableArray<DraftReader> Others,
    ImmutableArray<DraftVersionRow> Kept);

/// <summary>Somebody else who has the draft open.</summary>
[Immutable, Alias("SunGov.DraftReader")]
public sealed record DraftReader(string Name, DateTimeOffset At);

/// <summary>A kept version of a draft.</summary>
[Immutable, Alias("SunGov.DraftVersionRow")]
public sealed record DraftVersionRow(int Version, DateTimeOffset SavedAt, string SavedBy);

/// <summary>Something about a definition; the web's catalogue holds the sentence with the remedy.</summary>
/// <param name="Place">Where, by ids: <c>stages/intake/actions/accept/target</c>.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Args">Arguments of the sentence.</param>
/// <param name="Warning">True where it can be published nevertheless.</param>
[Immutable, Alias("SunGov.Finding")]
public sealed record Finding(
    string Place, string Code, ImmutableDictionary<string, string> Args, bool Warning);

/// <summary>A difference between two definitions.</summary>
/// <param name="Place">Where, by ids: <c>forms/application/sections/basic/fields/title/maxLength</c>.</param>
/// <param name="Change">added, removed, changed, or moved: it stands elsewhere among its like.</param>
/// <param name="Before">What stood there; for a move the place it had. Null for nothing.</param>
/// <param name="After">What stands there; for a move the place it has. Null for nothing.</param>
[Immutable, Alias("SunGov.Difference")]
public sealed record Difference(string Place, string Change, JsonElement? Before, JsonElement? After);
