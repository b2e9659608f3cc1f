using SunGov.GrainInterfaces.Projects;
using SunGov.Grains.Programmes;
using SunGov.Grains.Projects;
using SunGov.Grains.Shared;
using SunGov.Tests.Rules.Identity;
using static SunGov.Tests.Rules.Projects.SmallWays;

namespace SunGov.Tests.Rules.Projects;

/// <summary>R-APV-04: what everybody may see, who may object, who reads objections, and what an answer does.</summary>
public sealed class ObjectingToWhatIsShown
{
    private static readonly RaiseObjection Named = new("张三", "020-80000000", "该项目与另一项目内容重复，请核查。");
    private static readonly CompiledProgramme Closed = Programme(anonymous: false);
    private static readonly CompiledProgramme Open = Programme(anonymous: true);

    [Fact]
    public void Only_declared_fields_are_shown_and_masked_ones_keep_their_first_character()
    {
        var shown = Assert.Single(ProjectPublications.Of(Shown(Closed)));
        Assert.Equal(
            [("title", "低温共烧陶瓷基板"), ("leader", "某*")],
            shown.Fields.Select(field => (field.Id, field.Value)));
        Assert.Equal((3, (int?)null), (shown.Notice!.WorkingDays, shown.Notice.Days));
        Assert.Equal($"c1.notice.{Today:yyyyMMdd}", shown.Id);
    }

    [Theory]
    [InlineData("张三", "020-80000000", "该项目与另一项目内容重复，请核查。", false, null)]
    [InlineData("张", "020-80000000", "该项目与另一项目内容重复，请核查。", false, "length")]
    [InlineData("张三", "020", "该项目与另一项目内容重复，请核查。", false, "length")]
    [InlineData("张三", "020-80000000", "重复", false, "length")]
    [InlineData(null, null, "该项目与另一项目内容重复，请核查。", false, "length")]
    [InlineData(null, null, "该项目与另一项目内容重复，请核查。", true, "objection-name-needed")]
    public void A_name_a_contact_and_reasons_are_needed_where_names_are(
        string? name, string? contact, string text, bool anonymous, string? refusal) =>
        Assert.Equal(refusal, Why(Closed, new(name, contact, text, anonymous)));

    [Theory]
    [InlineData(null, null, null)]
    [InlineData(null, "a@b.cn", null)]
    [InlineData(null, "020", "length")]
    public void Where_the_definition_says_so_nobody_need_tell_who_they_are(
        string? name, string? contact, string? refusal) =>
        Assert.Equal(refusal, Why(Open, new(name, contact, Named.Text, Anonymous: true)));

    [Fact]
    public void Nothing_else_can_be_objected_to()
    {
        var state = Shown(Closed);
        var late = state.Now!.Entered.Due!.Value.AddSeconds(1);
        Assert.Equal("publication-not-open", ProjectObjections.MayRaise(state, Named, late)?.Code);
        var other = Named with { Publication = "c1.notice.20200101" };
        Assert.Equal("publication-not-open", ProjectObjections.MayRaise(state, other, People.Now)?.Code);
        var mine = Named with { Publication = ProjectPublications.Of(state)[0].Id };
        Assert.Null(ProjectObjections.MayRaise(state, mine, People.Now));
        var draft = state with { Submitted = null };
        Assert.Equal("publication-not-open", ProjectObjections.MayRaise(draft, Named, People.Now)?.Code);
        Assert.Empty(ProjectPublications.Of(draft));
    }

    [Fact]
    public void The_ones_objected_to_never_read_who_objected_and_those_who_answered_still_do_later()
    {
        var state = Raised(Closed, "n1");
        Assert.Equal("not-allowed", ProjectObjections.MayReadThem(state, Leader)?.Code);
        Assert.Equal("not-found", ProjectObjections.MayReadThem(state, Party(1))?.Code);
        Assert.Null(ProjectObjections.MayReadThem(state, Party(0)));
        Assert.Null(ProjectObjections.MayReadThem(state, People.Who("supervisor", "kjt", "p-sup")));
        var upheld = Answered(state, Closed, "n1", upheld: true, People.Now);
        Assert.Null(ProjectObjections.MayReadThem(upheld, Party(0)));
        Assert.Equal("not-allowed", ProjectObjections.MayAnswer(upheld, Party(0))?.Code);
    }

    [Fact]
    public void An_upheld_one_takes_the_project_down_for_good()
    {
        var state = Answered(Raised(Closed, "n1"), Closed, "n1", upheld: true, People.Now);
        Assert.Equal("start", state.Now!.Entered.Stage);
        Assert.Empty(ProjectPublications.Of(state));
        Assert.Equal("upheld", ProjectObjections.ProgressOf(state, "n1")!.State);
    }

    [Fact]
    public void An_open_one_holds_the_project_beyond_the_period_and_the_last_dismissed_lets_it_go_on()
    {
        var state = Raised(Raised(Closed, "n1"), "n2");
        var late = state.Now!.Entered.Due!.Value.AddDays(1);
        Assert.False(ProjectMoves.HasElapsed(state, late));
        state = Answered(state, Closed, "n1", upheld: false, late);
        Assert.Equal(("notice", "open"), (state.Now!.Entered.Stage, ProjectObjections.ProgressOf(state, "n2")!.State));
        state = Answered(state, Closed, "n2", upheld: false, late);
        Assert.Equal("done", state.Now!.Entered.Stage);
        Assert.Single(ProjectPublications.Of(state));
        Assert.Equal("dismissed", ProjectObjections.ProgressOf(state, "n1")!.State);
        Assert.Null(ProjectObjections.ProgressOf(state, "n3"));
    }

    private static DateOnly Today => CivilTime.DayOf(People.Now);

    private static CompiledProgramme Programme(bool anonymous) => Compiled(Definition(
        """
        {"id":"start","kind":"approve","name":{"zh":"始","en":"start"},
         "tasks":[{"id":"t","holder":"o0","name":{"zh":"办","en":"do"}}],
         "actions":[{"id":"go","name":{"zh":"行","en":"go"},"target":"notice"}]}
        """,
        $$$"""
        {"id":"notice","kind":"publicise","name":{"zh":"示","en":"notice"},"period":{"workingDays":3},"then":"done",
         "public":{"upheld":"start","anonymous":{{{(anonymous ? "true" : "false")}}},
          "fields":[{"id":"title","from":"title","name":{"zh":"题","en":"Title"}},
                    {"id":"leader","from":"leader","mask":true,"name":{"zh":"人","en":"Leader"}}]},
         "tasks":[{"id":"answer","holder":"o0","name":{"zh":"答","en":"answer"}}]}
        """,
        """{"id":"done","kind":"end","name":{"zh":"终","en":"done"}}"""));

    private static ProjectState Shown(CompiledProgramme programme)
    {
        var state = Start(programme);
        return Walks.After(state, Act(state, programme, "t", "go", Party(0))) with
        {
            Submitted = People.Now, Status = ProjectStatus.Running,
        };
    }

    private static string? Why(CompiledProgramme programme, RaiseObjection command) =>
        ProjectObjections.MayRaise(Shown(programme), command, People.Now)?.Code;

    private static ProjectState Raised(CompiledProgramme programme, string number) =>
        Raised(Shown(programme), number);

    private static ProjectState Raised(ProjectState state, string number) =>
        Walks.After(state, ProjectObjections.Raise(state, Named, number, "token", People.Now));

    private static ProjectState Answered(
        ProjectState state, CompiledProgramme programme, string number, bool upheld, DateTimeOffset at) =>
        Walks.After(state, ProjectObjections.Answer(
            state, new(number, upheld, "经核查，情况如下。"), Party(0), Facts(programme), at));
}
