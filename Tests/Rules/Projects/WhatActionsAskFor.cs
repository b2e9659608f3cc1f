using SunGov.GrainInterfaces.Projects;
using SunGov.Grains.Programmes;
using SunGov.Grains.Projects;
using SunGov.Grains.Shared;
using SunGov.Tests.Rules.Identity;
using static SunGov.Tests.Rules.Projects.SmallWays;

namespace SunGov.Tests.Rules.Projects;

/// <summary>R-APV-01: what an action asks for comes with all that a browser needs to judge, and later to read it.
/// </summary>
public sealed class WhatActionsAskFor
{
    private static readonly CompiledProgramme Programme = Compiled(Definition(
        """
        {"id":"draft","kind":"fill","form":"paper","name":{"zh":"写","en":"draft"},
         "tasks":[{"id":"t","holder":"leader","name":{"zh":"写","en":"write"}}],
         "actions":[{"id":"send","name":{"zh":"交","en":"send"},"target":"case","primary":true}]}
        """,
        """
        {"id":"case","kind":"approve","name":{"zh":"会","en":"case"},
         "tasks":[{"id":"t0","holder":"o0","name":{"zh":"主","en":"lead"}}],
         "actions":[
          {"id":"agree","name":{"zh":"同","en":"agree"},"target":"done","primary":true,
           "asks":[{"id":"sum","kind":"money","required":true,"name":{"zh":"额","en":"Sum"}}],
           "rules":[{"id":"year","field":"sum","holds":{">":[{"var":"project.year"},2000]},
            "message":{"zh":"年度不对","en":"Wrong year"}}]},
          {"id":"back","name":{"zh":"退","en":"back"},"target":"draft","returns":true,"asksSections":true}]}
        """,
        """{"id":"done","kind":"end","name":{"zh":"终","en":"done"}}"""));

    [Fact]
    public void Rules_over_it_see_the_project_in_the_browser_as_they_do_here()
    {
        var agree = View(Sent(), Party(0)).Allowed.Single(allowed => allowed.Action == "agree");
        var project = agree.Asks!.Project!.Value;
        Assert.Equal(2026, project.GetProperty("year").GetInt32());
        Assert.Equal("c1", project.GetProperty("call").GetString());
        Assert.Equal("p-li", project.GetProperty("leader").GetString());
    }

    [Fact]
    public void A_return_tells_whose_sections_it_may_name()
    {
        var allowed = View(Sent(), Party(0)).Allowed;
        Assert.Equal("paper", allowed.Single(one => one.Action == "back").Corrects);
        Assert.Null(allowed.Single(one => one.Action == "agree").Corrects);
    }

    [Fact]
    public void What_was_decided_is_read_with_the_name_and_kind_of_its_field()
    {
        var state = Walks.After(Sent(), Act(Sent(), Programme, "t0", "agree", Party(0), """{"sum":250000000}"""));
        var decided = View(state, Leader).Decided.Single();
        Assert.Equal(("case", "sum", "额"), (decided.Stage, decided.Field, decided.Name!.Zh));
        Assert.Equal(250_000_000, decided.Value.GetInt64());
        Assert.Equal("integer", decided.Schema!.Value.GetProperty("type").GetString());
        Assert.Equal("money", decided.Ui!.Value.GetProperty("ui:widget").GetString());
    }

    private static ProjectState Sent()
    {
        var started = Start(Programme);
        return Walks.After(started, Act(started, Programme, "t", "send", Leader));
    }

    private static ProjectView View(ProjectState state, Caller caller) =>
        ProjectViews.Of(1, state, caller, new ViewFacts(Programme, Closes, People.Now));
}
