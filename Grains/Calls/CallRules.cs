using System.Collections.Immutable;
using System.Globalization;
using SunGov.GrainInterfaces.Calls;
using SunGov.GrainInterfaces.Programmes;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Programmes;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Calls;

/// <summary>Who may do what with a call, and what must hold of it; pure.</summary>
public static class CallRules
{
    /// <summary>Title of the notice that an extension posts.</summary>
    public const string ExtensionTitle = "关于延长申报时间的通知";

    private const int LongestText = 20_000;
    private const int MostChapters = 40;

    /// <summary>May the caller draft, publish and change calls of this organisation?</summary>
    public static bool MayManage(string owner, string programme, Caller caller) =>
        caller.May("call.manage", Facts.None.With("owner", owner).With("programme", programme));

    /// <summary>May the caller see the call? What is published, anyone; a draft only its managers.</summary>
    public static bool MayRead(CallState state, Caller caller) =>
        state.Draft is { } draft && (state.Published is not null || MayManage(state.Owner, draft.Programme, caller));

    /// <summary>Where the call stands at an instant (R-BUS-14).</summary>
    public static string Status(CallState state, DateTimeOffset now) =>
        state.Published is null ? "draft"
        : now < state.Draft!.Opens ? "scheduled"
        : now <= state.Closes ? "open"
        : "closed";

    /// <summary>Drafts or rewrites a call.</summary>
    /// <param name="programme">The programme named; null when there is none.</param>
    public static Decision<CallEvent> Draft(
        CallState state, DraftCall command, ProgrammeView? programme, Caller caller, DateTimeOffset now)
    {
        if (!caller.MayAny("call.manage"))
        {
            return SharedRefusals.NotAllowed;
        }

        if (programme is null)
        {
            return CallRefusals.ProgrammeUnknown(command.Programme);
        }

        if (programme.State == "retired")
        {
            return ProgrammeRefusals.Retired;
        }

        var (opens, closes) = (CivilTime.At(command.Opens, TimeOnly.MinValue),
            CivilTime.At(command.Closes, command.ClosesAt));
        var refusal = !MayManage(programme.Owner, programme.Id, caller) ? SharedRefusals.NotAllowed
            : state.Draft is { } before && !MayManage(before.Owner, before.Programme, caller)
                ? SharedRefusals.NotFound
            : state.Published is not null ? CallRefusals.Published
            : Texts(command)
                ?? (closes <= opens ? CallRefusals.ClosesTooEarly
                    : command.EntityCap is < 1 ? CallRefusals.CapTooSmall
                    : CallBlockRules.Fault(command.Blocks ?? []));
        return refusal is not null
            ? refusal
            : new CallDrafted(
                now, Actor.Of(caller), programme.Id, programme.Name, programme.Owner, command.Title.Trim(),
                command.Year, command.Summary.Trim(), command.Guideline.IsDefault ? [] : command.Guideline, opens,
                closes, command.EntityCap, command.Contact.Trim(), command.Blocks);
    }

    /// <summary>Publishes the draft with the programme's newest version.</summary>
    public static Decision<CallEvent> Publish(
        CallState state, ProgrammeView? programme, Caller caller, DateTimeOffset now)
    {
        var refusal = Managed(state, caller)
            ?? (state.Published is not null ? CallRefusals.Published
                : programme is null ? CallRefusals.ProgrammeUnknown(state.Draft!.Programme)
                : programme.State == "retired" ? ProgrammeRefusals.Retired
                : state.Draft!.Closes <= now ? CallRefusals.ClosesTooEarly
                : null);
        return refusal is not null
            ? refusal
            : new CallPublished(
                now, Actor.Of(caller), programme!.Name, programme.Owner, programme.Current,
                programme.Versions.Single(version => version.Number == programme.Current).Sm3);
    }

    /// <summary>Moves the closing to a later instant than now and than before.</summary>
    public static Decision<CallEvent> Extend(CallState state, ExtendCall command, Caller caller, DateTimeOffset now)
    {
        var closes = CivilTime.At(command.Closes, command.ClosesAt);
        var refusal = Managed(state, caller)
            ?? (state.Published is null ? CallRefusals.NotPublished
                : closes <= state.Closes || closes <= now ? CallRefusals.ClosesTooEarly
                : Text("reason", command.Reason, 4, 1_000));
        return refusal is not null
            ? refusal
            : new CallExtended(now, Actor.Of(caller), state.Closes, closes, NoticeId(state), command.Reason.Trim());
    }

    /// <summary>Posts a notice.</summary>
    public static Decision<CallEvent> Post(CallState state, PostNotice command, Caller caller, DateTimeOffset now)
    {
        var refusal = Managed(state, caller)
            ?? (state.Published is null ? CallRefusals.NotPublished : null)
            ?? Text("title", command.Title, 4, 120)
            ?? Text("text", command.Text, 1, LongestText);
        return refusal is not null
            ? refusal
            : new NoticePosted(now, Actor.Of(caller), NoticeId(state), command.Title.Trim(), command.Text.Trim());
    }

    /// <summary>The call as this caller may see it, or not found.</summary>
    public static Outcome<CallView> View(
        string key, long version, CallState state, Caller caller, DateTimeOffset now,
        string programmeState = "published") =>
        !MayRead(state, caller)
            ? SharedRefusals.NotFound
            : Outcome.Of(new CallView(
                key,
                version,
                Status(state, now),
                state.Draft!.Programme,
                state.ProgrammeName,
                state.Published?.DefinitionVersion ?? 0,
                state.Published?.DefinitionSm3 ?? "",
                state.Draft.Title,
                state.Draft.Year,
                state.Draft.Summary,
                state.Draft.Guideline,
                state.Draft.Opens,
                state.Closes,
                state.Draft.EntityCap,
                state.Draft.Contact,
                state.Notices,
                Allowed(state, caller),
                state.Blocks,
                programmeState));

    private static ImmutableArray<Allowed> Allowed(CallState state, Caller caller) =>
        Managed(state, caller) is not null ? []
        : state.Published is null
            ?
            [
                new Allowed("publish", new Words("发布", "Publish"), null, true, "none", []),
                new Allowed("draft", new Words("修改", "Change"), null, false, "none", []),
            ]
            :
            [
                new Allowed("extend", new Words("延长申报时间", "Extend"), null, false, "required", []),
                new Allowed("post", new Words("发布通知", "Post a notice"), null, false, "none", []),
                new Allowed("blocks", new Words("调整切块", "Change the blocks"), null, false, "required", []),
            ];

    internal static Refusal? Managed(CallState state, Caller caller) =>
        !MayRead(state, caller) ? SharedRefusals.NotFound
        : !MayManage(state.Owner, state.Draft!.Programme, caller) ? SharedRefusals.NotAllowed
        : null;

    internal static string NoticeId(CallState state) =>
        (state.Notices.Length + 1).ToString(CultureInfo.InvariantCulture);

    private static Refusal? Texts(DraftCall command) =>
        Text("title", command.Title, 4, 120)
        ?? Text("summary", command.Summary, 1, 2_000)
        ?? Text("contact", command.Contact, 1, 500)
        ?? (command.Year is < 2000 or > 2100 ? CallRefusals.YearUnlikely : null)
        ?? Chapters(command.Guideline);

    private static Refusal? Chapters(ImmutableArray<GuidelineChapter> chapters)
    {
        if (chapters.IsDefault)
        {
            return null;
        }

        if (chapters.Length > MostChapters)
        {
            return SharedRefusals.Length("guideline", 0, MostChapters);
        }

        for (var i = 0; i < chapters.Length; i++)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"guideline/{i}");
            var refusal = Text($"{place}/heading", chapters[i].Heading, 1, 200)
                ?? Text($"{place}/text", chapters[i].Text, 1, LongestText);
            if (refusal is not null)
            {
                return refusal;
            }
        }

        return null;
    }

    internal static Refusal? Text(string field, string text, int least, int most) =>
        text.Trim().Length < least || text.Length > most ? SharedRefusals.Length(field, least, most) : null;
}
