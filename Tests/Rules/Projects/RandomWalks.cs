using FsCheck;
using FsCheck.Fluent;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Projects;
using SunGov.Grains.Shared;
using SunGov.Tests.Rules.Identity;
using static SunGov.Tests.Rules.Projects.Walks;

namespace SunGov.Tests.Rules.Projects;

/// <summary>Whatever is asked in whatever order, what must always hold, holds.</summary>
public sealed class RandomWalks
{
    private static readonly string[] Steps =
        ["hand-in", "submit", "recommend", "accept", "return", "withdraw", "complete", "refuse", "overdue"];

    [Fact]
    public void Never_break_what_must_always_hold() =>
        Prop.ForAll(
            Gen.Choose(0, (Steps.Length * Everyone.Length) - 1).Select(n => (n, n % 3)).ListOf(40).ToArbitrary(),
            walk => Walk([.. walk]))
            .QuickCheckThrowOnFailure();

    private static void Walk((int Step, int Days)[] walk)
    {
        var (state, now, held, number) = (Started(), People.Now, 0, (string?)null);
        foreach (var (step, days) in walk)
        {
            now = now.AddHours(days);
            var (name, caller) = (Steps[step % Steps.Length], Everyone[step / Steps.Length]);
            var decision = Decide(state, name, caller, now);
            if (decision.Refusal is not null)
            {
                Assert.Empty(decision.Events);
                continue;
            }

            var next = After(state, decision);
            held += decision.Events.OfType<SubmissionCompleted>().Any()
                ? state.Submission is { Open: true } open ? open.Begun.Reservations.Length
                    : decision.Events.OfType<SubmissionBegun>().Single().Reservations.Length
                : 0;
            held -= decision.Events.OfType<QuotasReleased>().Sum(released => released.Holders.Length);
            number ??= next.Number;
            Always(next, held, number);
            Assert.Equal(Ser(next), Ser(StoredJson.State<ProjectState>(StoredJson.Bytes(next))));
            state = next;
        }
    }

    private static Decision<ProjectEvent> Decide(ProjectState state, string step, Caller caller, DateTimeOffset now) =>
        step switch
        {
            "withdraw" => ProjectRules.Withdraw(state, new("原因"), caller, Programme, Closes, now),
            "complete" => Complete(state, now),
            "refuse" => ProjectSubmission.Refuse(state, Refusal.Of(RefusalKind.WrongState, "quota-full"), now),
            "overdue" => ProjectRules.Overdue(state, state.Stages.Length, now),
            _ => Act(state, caller, step, step is "hand-in" ? null : "意见", at: now),
        };

    private static void Always(ProjectState state, int held, string? number)
    {
        Assert.Equal(
            state.Status == ProjectStatus.Withdrawn ? 0 : 1, state.Stages.Count(stage => stage.Left is null));
        Assert.Equal(number, state.Number);
        Assert.Equal(held, state.Quotas.Length);
        Assert.Equal(state.Quotas.Length, state.Quotas.Select(place => (place.Holder, place.Class)).Distinct().Count());
        Assert.Equal(state.Submitted is not null, state.Status is ProjectStatus.Running or ProjectStatus.Ended
            || (state.Submitted is not null && state.Status is ProjectStatus.Withdrawn or ProjectStatus.Submitting));
        Assert.Equal(state.Stages.Length, state.Stages.Select(stage => stage.Entered.No).Distinct().Count());
        Assert.NotEmpty(ProjectRows.Kind.Rows(state));
        Assert.Equal(
            state.Status == ProjectStatus.Submitting,
            ProjectRows.Kind.Due(state).Any(due => due.What.StartsWith("submission", StringComparison.Ordinal)));
    }

    private static string Ser(ProjectState state) => System.Text.Encoding.UTF8.GetString(StoredJson.Bytes(state));
}
