using SunGov.GrainInterfaces.Projects;
using SunGov.Grains.Projects;
using SunGov.Grains.Shared;
using static SunGov.Tests.Rules.Projects.Walks;

namespace SunGov.Tests.Rules.Projects;

/// <summary>R-APP-01, R-USR-04, R-BUS-14.</summary>
public sealed class StartingAProject
{
    public static TheoryData<string, string> Cases => new()
    {
        { "as it should be", "" },
        { "started before", "exists" },
        { "under an identity that may not", "not-allowed" },
        { "in a call that does not exist", "call-unknown" },
        { "for an entity that does not exist", "entity-unknown" },
        { "for another's entity", "entity-not-yours" },
        { "before the call opens", "call-not-open" },
        { "after the call closed", "call-not-open" },
        { "with a title too short", "length" },
        { "where the entity's bureau is unknown", "" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Is_refused_where_something_is_wrong(string @case, string refusal)
    {
        var decision = @case switch
        {
            "started before" => Start(state: Started()),
            "under an identity that may not" => Start(caller: Office),
            "in a call that does not exist" => Start(facts: Around with { Call = null }),
            "for an entity that does not exist" => Start(facts: Around with { Entity = null }),
            "for another's entity" => Start(facts: Around with { Entity = University with { Id = "gzkjj" } }),
            "before the call opens" => Start(facts: Around with { Call = Call with { Status = "scheduled" } }),
            "after the call closed" => Start(facts: Around with { Call = Call with { Status = "closed" } }),
            "with a title too short" => Start(Begin with { Title = "短 " }),
            "where the entity's bureau is unknown" =>
                Start(facts: Around with { Entity = University with { RecommendingUnit = null } }),
            _ => Start(),
        };
        Assert.Equal(refusal, decision.Refusal?.Code ?? "");
    }

    [Fact]
    public void Makes_the_caller_its_leader_and_opens_the_first_stage_until_the_call_closes()
    {
        var state = Started();
        Assert.Equal("p-li", state.Start!.By.Person);
        var task = Assert.Single(state.Tasks);
        Assert.Equal("person:p-li", task.Holder);
        Assert.Equal((Closes, true, "application"), (
            state.Now!.Entered.Due, state.Now.Entered.DueOfCall, state.Now.Entered.Form));
        Assert.Equal(ProjectStatus.Draft, state.Status);
    }

    private static Decision<ProjectEvent> Start(
        StartProject? command = null, ProjectState? state = null, Caller? caller = null, StartFacts? facts = null) =>
        ProjectRules.Start(
            state ?? ProjectState.Initial, "x1", command ?? Begin, caller ?? Leader, facts ?? Around,
            Identity.People.Now);
}
