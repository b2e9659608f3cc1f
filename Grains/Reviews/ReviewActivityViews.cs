using System.Collections.Immutable;
using SunGov.GrainInterfaces.Reviews;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Reviews;

/// <summary>An activity as one caller may see it; what is allowed comes from the commands' guards. Pure.</summary>
public static class ReviewActivityViews
{
    /// <summary>The activity.</summary>
    public static ReviewActivityView Of(long version, ReviewActivityState state, Caller caller)
    {
        var created = state.Created!;
        return new ReviewActivityView(
            created.Id,
            version,
            ReviewActivityRules.StatusOf(state.Status),
            created.Title,
            created.Call,
            created.Stage,
            created.StageName,
            created.Owner,
            state.Chosen!.Plan,
            state.Chosen.SheetName,
            created.Projects.Length,
            state.Drawn,
            [.. state.Groups.Select(Line)],
            created.At,
            state.Invited?.At,
            state.Closed?.At,
            state.NudgeAt,
            [.. state.Release.Select(RowOf)],
            Allowed(state, caller));
    }

    /// <summary>A row of a release as shown.</summary>
    public static ReleaseRowView RowOf(ReleaseLine line) => new(
        line.Planned.Project,
        line.Planned.Action,
        !line.Done ? "planned" : line.Why is null ? "done" : "refused",
        line.Why);

    private static ReviewGroupLine Line(ActivityGroup group) => new(
        group.Key,
        group.Name,
        group.Disciplines,
        group.Projects,
        group.Draw?.Candidates ?? 0,
        group.Draw?.Recused ?? 0,
        group.Draw?.Seats ?? 0,
        group.Draw?.InReserve ?? 0,
        group.Frozen is not null,
        [
            .. group.Draw?.Reasons?.Select(reason => new RecusalCount(reason.Key, reason.Value))
                ?? ImmutableArray<RecusalCount>.Empty,
        ]);

    private static ImmutableArray<Allowed> Allowed(ReviewActivityState state, Caller caller)
    {
        if (ReviewActivityRules.MayManage(state, caller) is not null)
        {
            return ResultsOf(state, caller);
        }

        var preparing = state.Status == ReviewStatus.Preparing;
        var allowed = ImmutableArray.CreateBuilder<Allowed>();
        if (preparing)
        {
            Add("plan", "修改方案", "Change the plan", ReviewActivityRules.MayPrepare(state, caller));
            Add("arrange", "项目分组", "Arrange groups", ReviewActivityRules.MayPrepare(state, caller));
            Add("draw", "抽取专家", "Draw experts",
                ReviewActivityRules.MayDraw(state, new DrawExperts(0), caller), !state.Drawn);
            Add("invite", "邀请专家", "Invite experts", ReviewActivityRules.MayInvite(state, caller), state.Drawn);
        }

        if (state.Status == ReviewStatus.Open)
        {
            Add("nudge", "催评", "Send reminders", ReviewRoundRules.MayNudge(state, caller));
            Add("reserves", "增补候补专家", "Draw more reserves", ReviewReserveRules.MayDraw(state, caller));
            Add("close", "结束评审", "Close the review", ReviewRoundRules.MayClose(state, caller));
        }

        if (state is { Status: ReviewStatus.Open, NudgeAt: not null })
        {
            Add("withdraw-nudge", "撤回催评", "Take the reminders back",
                ReviewRoundRules.MayWithdrawNudge(state, caller));
        }

        if (state.Closed is not null)
        {
            Add("release", "下达评审结果", "Release results", ReviewRoundRules.MayRelease(state, caller),
                state.Status == ReviewStatus.Closed);
        }

        return allowed.ToImmutable().AddRange(ResultsOf(state, caller));

        void Add(string action, string zh, string en, Refusal? why, bool primary = false) => allowed.Add(
            new Allowed(action, new Words(zh, en), null, primary, "none", why is null ? [] : [why]));
    }

    private static ImmutableArray<Allowed> ResultsOf(ReviewActivityState state, Caller caller)
    {
        var allowed = ImmutableArray.CreateBuilder<Allowed>();
        if (ReviewRoundRules.MaySeeResults(state, caller) is null)
        {
            allowed.Add(new Allowed("ranking", new Words("查看结果", "See results"), null, false, "none", []));
        }

        if (ReviewRoundRules.MaySeeExperts(state, caller) is null)
        {
            allowed.Add(new Allowed("experts", new Words("查看专家", "See experts"), null, false, "none", []));
        }

        return allowed.ToImmutable();
    }
}
