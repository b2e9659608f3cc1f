using System.Collections.Immutable;
using SunGov.GrainInterfaces.Programmes;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Programmes;

/// <summary>A programme as one caller may see it; what is allowed comes from the guards of the commands. Pure.
/// </summary>
public static class ProgrammeViews
{
    /// <summary>Where it stands: draft (nothing published), published, suspended or retired.</summary>
    public static string StateOf(ProgrammeState state) =>
        state.Current is null ? "draft" : state.Closed ?? "published";

    /// <summary>
    /// The programme; not found while nothing is published, except for those who may design it or publish it.
    /// </summary>
    /// <param name="draft">Its draft; null for none.</param>
    public static Outcome<ProgrammeView> Of(
        string key, long version, ProgrammeState state, StoredDraft? draft, DraftHead? head, Caller caller)
    {
        var works = DraftRules.MayRead(state, head, caller) is null && (draft?.Definition ?? (object?)state.Proposed
            ?? state.Current) is not null;
        if (state.Current is null && !works)
        {
            return SharedRefusals.NotFound;
        }

        var (name, kind, owner) = state.Current is { } current ? (current.Name, current.Class, current.Owner)
            : state.Proposed is { } proposed ? (proposed.Name, proposed.Class, proposed.Owner)
            : (head!.Name(key), head.Class ?? "", head.Owner ?? "");
        return Outcome.Of(new ProgrammeView(
            key,
            version,
            name,
            kind,
            owner,
            state.Current?.Number ?? 0,
            [.. state.Versions.Select(v => new PublishedVersion(v.Number, v.At, v.Sm3))],
            state.Current?.Stages ?? [],
            StateOf(state),
            works && draft?.Definition is not null
                ? new DraftMark(draft.Version, draft.BasedOn, draft.SavedAt, draft.SavedBy)
                : null,
            works && state.Proposed is { } waiting
                ? new ProposedVersion(waiting.At, waiting.By.Name, waiting.Note ?? "", waiting.Sm3)
                : null,
            works ? History(state) : [],
            [.. Allowed(state, draft, head, caller)]));
    }

    private static ImmutableArray<ProgrammeAct> History(ProgrammeState state) =>
    [
        .. state.Versions.Select(v => new ProgrammeAct(
                "published", v.At, Named(v.By), v.Note ?? "", v.Number,
                v.Confirmed is { } second ? Named(second) : null))
            .Concat((state.Changes ?? []).Select(
                change => new ProgrammeAct(change.What, change.At, Named(change.By), change.Note ?? "")))
            .OrderByDescending(act => act.At),
    ];

    private static string Named(Actor by) => by.RoleName.Length == 0 ? by.Name : $"{by.Name}（{by.RoleName}）";

    private static IEnumerable<Allowed> Allowed(
        ProgrammeState state, StoredDraft? draft, DraftHead? head, Caller caller)
    {
        if (DraftRules.MayDesign(state, head, null, caller) is null)
        {
            yield return Command("design", new Words("修改业务定义", "Change the definition"), "none");
        }

        if (draft?.Definition is not null && state.Proposed is null && state.Closed != "retired"
            && caller.MayAny("programme.publish")
            && ProgrammeRules.MayPublish(state.Current?.Owner ?? head?.Owner ?? "", caller))
        {
            yield return Command("publish", new Words("发布", "Publish"), "required");
        }

        if (ProgrammeRules.MayConfirm(state, caller) is null)
        {
            yield return Command("confirm", new Words("确认发布", "Confirm the publication"), "none");
        }

        if (ProgrammeRules.MayDecline(state, caller) is null)
        {
            yield return Command("decline", new Words("不予发布", "Do not publish"), "required");
        }

        if (ProgrammeRules.MaySuspend(state, caller) is null)
        {
            yield return Command("suspend", new Words("暂停受理", "Suspend"), "required");
        }

        if (ProgrammeRules.MayResume(state, caller) is null)
        {
            yield return Command("resume", new Words("恢复受理", "Resume"), "required");
        }

        if (ProgrammeRules.MayRetire(state, caller) is null)
        {
            yield return Command("retire", new Words("停办", "Retire"), "required");
        }
    }

    private static Allowed Command(string action, Words name, string opinion) =>
        new(action, name, null, action is "publish" or "confirm", opinion, []);
}
