using System.Collections.Immutable;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Projects;
using SunGov.Grains.Shared;

namespace SunGov.Tests.Rules.Projects;

/// <summary>R-BUS-15: what a correction changed, told from what was frozen.</summary>
public sealed class SubmittingAgain
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Shows_the_sections_that_the_last_submission_changed_as_they_were_before()
    {
        var (at, changed) = ProjectSubmissions.Before(
            Entries(Begun(1, "a1", "b1"), Done(1), Begun(2, "a1", "b2"), Done(2)), "f");
        Assert.Equal(At.AddDays(1), at);
        Assert.Equal(["b b1"], changed.Select(section => $"{section.Section} {section.Sm3}"));
    }

    [Fact]
    public void Counts_no_submission_that_a_quota_refused()
    {
        var refused = new SubmissionRefused(At, 2, Refusal.Of(RefusalKind.WrongState, "quota-full"));
        var (at, changed) = ProjectSubmissions.Before(
            Entries(Begun(1, "a1", "b1"), Done(1), Begun(2, "a1", "b2"), refused, Begun(3, "a3", "b1"), Done(3)), "f");
        Assert.Equal(At.AddDays(1), at);
        Assert.Equal(["a a1"], changed.Select(section => $"{section.Section} {section.Sm3}"));
    }

    [Fact]
    public void Compares_nothing_where_a_form_was_submitted_once()
    {
        var once = Entries(Begun(1, "a1", "b1"), Done(1), Begun(2, "a1", "b2"));
        Assert.Empty(ProjectSubmissions.Before(once, "f").Changed);
        Assert.Null(ProjectSubmissions.Before(once, "f").At);
        Assert.Null(ProjectSubmissions.Before(once, "other").At);
    }

    private static SubmissionBegun Begun(int attempt, string a, string b) => new(
        At, attempt, Guid.NewGuid(), new Actor("", "", "", "", "", "", ""), "t", "submit", new Words("提交", "Submit"),
        null, [], [new FrozenForm("f", "", [new FrozenSection("a", 1, a), new FrozenSection("b", 1, b)])], "题", null);

    private static SubmissionCompleted Done(int attempt) => new(At, At.AddDays(attempt), attempt);

    private static ImmutableArray<Entry> Entries(params ProjectEvent[] events) =>
    [
        .. events.Select((happened, at) => Entry(at + 1, StoredJson.Body<ProjectEvent>([happened]))),
    ];

    private static Entry Entry(int version, byte[] body) =>
        new(version, version, Guid.Empty, "", "", "", At, body, [], true);
}
