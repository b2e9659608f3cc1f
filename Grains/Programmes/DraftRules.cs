using System.Collections.Immutable;
using System.Text.Json;
using SunGov.GrainInterfaces.Programmes;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Programmes;

/// <summary>What lists show of a draft, read from it even where it has faults.</summary>
public sealed record DraftHead(string? NameZh, string? NameEn, string? Class, string? Owner)
{
    /// <summary>Nothing is known.</summary>
    public static DraftHead None { get; } = new(null, null, null, null);

    /// <summary>The head of a definition that may have faults.</summary>
    public static DraftHead Of(JsonElement definition)
    {
        var name = Member(definition, "name");
        return new DraftHead(
            Text(Member(name, "zh")), Text(Member(name, "en")), Text(Member(definition, "class")),
            Text(Member(definition, "owner")));
    }

    /// <summary>The head of a stored draft; null for none.</summary>
    public static DraftHead? Of(StoredDraft? draft) =>
        draft?.Definition is { } json ? Of(JsonSerializer.Deserialize<JsonElement>(json)) : null;

    /// <summary>Its name; the id while it has none.</summary>
    public Words Name(string id) => new(NameZh ?? id, NameEn ?? NameZh ?? id);

    private static JsonElement? Member(JsonElement? json, string name) =>
        json is { ValueKind: JsonValueKind.Object } known && known.TryGetProperty(name, out var member)
            ? member
            : null;

    private static string? Text(JsonElement? json) => json is { ValueKind: JsonValueKind.String } text
        && text.GetString() is { Length: > 0 and <= 400 } given
        ? given
        : null;
}

/// <summary>Who may change a draft, and what it takes; pure.</summary>
public static class DraftRules
{
    /// <summary>Most bytes of a definition.</summary>
    public const int MostBytes = 1024 * 1024;

    /// <summary>Why the caller may not see the draft; null when they may: who designs or publishes it.</summary>
    /// <param name="head">What the draft says of itself; null where there is none.</param>
    public static Refusal? MayRead(ProgrammeState state, DraftHead? head, Caller caller) =>
        caller.MayAny("programme.design") || caller.MayAny("programme.publish")
            ? Owners(state, head, null).All(owner =>
                caller.May("programme.design", Of(owner)) || ProgrammeRules.MayPublish(owner, caller))
                ? null
                : SharedRefusals.NotFound
            : SharedRefusals.NotAllowed;

    /// <summary>Why the caller may not change the draft; null when they may.</summary>
    /// <param name="next">What it is to become; null where nothing is said.</param>
    public static Refusal? MayDesign(ProgrammeState state, DraftHead? head, DraftHead? next, Caller caller) =>
        caller.MayAny("programme.design")
            && Owners(state, head, next).All(owner => caller.May("programme.design", Of(owner)))
            ? null
            : SharedRefusals.NotAllowed;

    /// <summary>Why this cannot be saved; null when it can. It may have faults.</summary>
    public static Refusal? MaySave(
        ProgrammeState state, string key, StoredDraft? saved, SaveDraft command, int bytes, Caller caller) =>
        MayDesign(state, DraftHead.Of(saved), Head(command.Definition), caller)
        ?? (!DefinitionCheck.IsId(key) ? ProgrammeRefusals.IdMalformed("programme", key)
            : command.Definition.ValueKind != JsonValueKind.Object ? SharedRefusals.Required("definition")
            : bytes > MostBytes ? ProgrammeRefusals.DraftTooLarge(MostBytes)
            : command.BasedOn is { } based && based != 0 && ProgrammeRules.Sm3Of(state, based) is null
                ? ProgrammeRefusals.VersionUnknown(based)
            : null);

    /// <summary>Why the caller cannot publish the draft as it stands, its faults aside; null when they can.</summary>
    /// <param name="seen">Version of the draft the caller read; null where it does not matter.</param>
    public static Refusal? MayPublish(ProgrammeState state, StoredDraft? draft, int? seen, Caller caller) =>
        !caller.MayAny("programme.publish") ? SharedRefusals.NotAllowed
        : MayRead(state, DraftHead.Of(draft), caller)
            ?? (draft?.Definition is null ? ProgrammeRefusals.NothingDrafted
                : seen is { } version && version != draft.Version ? ProgrammeRefusals.DraftStale(draft)
                : null);

    /// <summary>Faults and warnings as callers get them.</summary>
    public static ImmutableArray<Finding> Findings(
        ImmutableArray<Refusal> faults, ImmutableArray<Refusal> warnings) =>
    [
        .. faults.Select(fault => Of(fault, warning: false)), .. warnings.Select(fault => Of(fault, warning: true)),
    ];

    private static DraftHead? Head(JsonElement definition) =>
        definition.ValueKind == JsonValueKind.Object ? DraftHead.Of(definition) : null;

    private static Finding Of(Refusal refusal, bool warning) =>
        new(refusal.Field ?? "", refusal.Code, refusal.Args, warning);

    private static Facts Of(string owner) => Facts.None.With("owner", owner);

    private static IEnumerable<string> Owners(ProgrammeState state, DraftHead? head, DraftHead? next) =>
        new[] { state.Current?.Owner, state.Proposed?.Owner, head?.Owner, next?.Owner }.OfType<string>().Distinct();
}
