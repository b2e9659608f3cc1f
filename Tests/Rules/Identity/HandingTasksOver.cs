using FsCheck;
using FsCheck.Fluent;
using SunGov.GrainInterfaces.Identity;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Identity;
using SunGov.Grains.Projects;
using SunGov.Grains.Shared;
using SunGov.Tests.Rules.Projects;
using static SunGov.Tests.Rules.Identity.People;

namespace SunGov.Tests.Rules.Identity;

/// <summary>R-USR-09: tasks handed over for a time, which ends by itself.</summary>
public sealed class HandingTasksOver
{
    private static readonly HeldIdentity Colleague = new("i2", "applicant", "lnu", "lnu", "讲师", Today, null, null);

    private static readonly PersonState Wang = new("王芳", "wangfang", null, null, "sealed", [Colleague], null);

    private static readonly DelegateTasks Leave =
        new("i1", "p-wang", "i2", Today.AddDays(1), Today.AddDays(10), "休假");

    public static TheoryData<string, DelegateTasks, string> Delegations => new()
    {
        { "as it should be", Leave, "" },
        { "from today, for one day", Leave with { From = Today, Until = Today }, "" },
        { "of an identity that is not held", Leave with { Identity = "i9" }, "identity-unknown" },
        { "to nobody", Leave with { To = "p-nobody" }, "stand-in-unfit" },
        { "to oneself", Leave with { To = "p-li", ToIdentity = "i1" }, "stand-in-unfit" },
        { "to an identity the other does not hold", Leave with { ToIdentity = "i9" }, "stand-in-unfit" },
        { "from yesterday", Leave with { From = Today.AddDays(-1) }, "delegation-past" },
        { "ending before it begins", Leave with { Until = Today }, "delegation-period" },
        { "of 180 days", Leave with { Until = Today.AddDays(180) }, "" },
        { "of 181 days", Leave with { Until = Today.AddDays(181) }, "delegation-period" },
        { "without a reason", Leave with { Reason = " " }, "length" },
    };

    [Theory]
    [MemberData(nameof(Delegations))]
    public void A_delegation_is_refused_where_something_is_wrong(string @case, DelegateTasks command, string refusal) =>
        Assert.True(refusal == (Give(Li, command).Refusal?.Code ?? ""), @case);

    [Fact]
    public void Only_the_person_hands_over_and_never_what_was_received()
    {
        Assert.Equal("not-found", Give(Li, Leave, Self("p-wang")).Refusal?.Code);
        var standing = Self("p-li") with { For = new Behalf("p-chen", "陈静", "i7") };
        Assert.Equal("delegated-only", Give(Li, Leave, standing).Refusal?.Code);
    }

    [Theory]
    [InlineData("applicant", "gzkjj", "gzkjj", false)]
    [InlineData("entity-office", "lnu", "lnu", false)]
    [InlineData("applicant", "lnu-phy", "lnu/lnu-phy", true)]
    public void The_stand_in_is_of_the_same_legal_entity_and_of_a_role_that_the_role_names(
        string role, string organisation, string path, bool fits) =>
        Assert.Equal(fits, DelegationRules.Fits(
            Researcher, Colleague with { Role = role, Organisation = organisation, Path = path }, Roles, Today));

    [Fact]
    public void An_expert_has_no_stand_in() => Assert.Empty(Roles.Find("expert")!.StandIn);

    /// <summary>Whatever is given and ended, at most one person does the tasks of an identity on a day.</summary>
    [Fact]
    public void On_no_day_two_people_stand_in_for_one_identity() =>
        Prop.ForAll(
            Gen.Choose(0, 100_000).ListOf(25).ToArbitrary(),
            numbers =>
            {
                var (state, day) = (Li, Today);
                var days = new HashSet<DateOnly>();
                foreach (var number in numbers)
                {
                    var (kind, from, length) = (number % 4, number / 4 % 40, number / 160 % 20);
                    var now = CivilTime.At(day, new TimeOnly(9, 0));
                    if (kind == 0 && state.Delegations is [.., var last])
                    {
                        var ended = DelegationRules.End(state, "p-li", new EndDelegation(last.Id), Self("p-li"), now);
                        state = ended.Events.Aggregate(state, PersonState.Evolve);
                    }
                    else if (kind == 1)
                    {
                        day = day.AddDays(from % 5);
                    }
                    else
                    {
                        var command = Leave with { From = day.AddDays(from), Until = day.AddDays(from + length) };
                        var given = DelegationRules.Delegate(
                            state, "p-li", command, Wang, Roles, $"d{number}-{state.Delegations.Length}",
                            Self("p-li"), now);
                        var free = !state.Delegations.Any(d =>
                            d.Ended is null && d.From <= command.Until && command.From <= d.Until);
                        Assert.Equal(free, given.Refusal is null);
                        state = given.Events.Aggregate(state, PersonState.Evolve);
                    }
                }

                for (var at = Today; at < Today.AddDays(400); at = at.AddDays(1))
                {
                    Assert.True(state.Delegations.Count(d => d.ActiveOn(at)) <= 1);
                }
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void It_holds_from_the_first_to_the_last_day_while_both_identities_do()
    {
        var li = Given(Li, Leave);
        var standIn = new StandIn("p-li", li.Delegations[0].Id, Leave.Until);
        bool Holds(PersonState other, PersonState taker, int day) =>
            Standings.Of(standIn, other, "p-wang", taker, Today.AddDays(day)) is not null;

        Assert.Equal([false, true, true, false], new[] { 0, 1, 10, 11 }.Select(day => Holds(li, Wang, day)));
        var ended = li with { Delegations = [li.Delegations[0] with { Ended = Now }] };
        Assert.False(Holds(ended, Wang, 5));
        Assert.False(Holds(li with { Identities = [Researcher with { Ended = Now }] }, Wang, 5));
        Assert.False(Holds(li, Wang with { Identities = [Colleague with { Until = Today.AddDays(2) }] }, 5));
        Assert.Null(Standings.Of(standIn, li, "p-other", Wang, Today.AddDays(5)));
    }

    [Fact]
    public void The_stand_in_does_the_tasks_of_that_identity_and_the_trail_says_for_whom()
    {
        var state = Walks.Started();
        Caller StandIn(string organisation, string path) => Walks.Colleague with
        {
            For = new Behalf("p-li", "李明", "i1"),
            Organisation = organisation,
            Grants = Roles.Find("applicant")!.StandInGrantsOf(Standings.Functions, "p-li", organisation, path),
        };

        Assert.False(ProjectRules.MayRead(state, Walks.Colleague));
        Assert.False(ProjectRules.MayRead(state, StandIn("lnu-eng", "lnu/lnu-eng")));
        var caller = StandIn("lnu", "lnu");
        Assert.True(ProjectRules.Holds(state, state.Tasks[0], caller));
        Assert.False(caller.MayAny("project.start"));
        Assert.Equal("not-allowed", ProjectRules.Withdraw(
            state, new("x"), caller, Walks.Programme, Walks.Closes, Now).Refusal?.Code);
        var acted = Assert.IsType<ActionTaken>(Walks.Act(state, caller, "hand-in").Events[0]);
        Assert.Equal(("p-wang", new Named("p-li", "李明")), (acted.By.Person, acted.By.OnBehalf));
    }

    [Fact]
    public void The_stand_in_is_told()
    {
        var given = Give(Li, Leave);
        Assert.Equal(
            ["person p-wang take-over", "message p-wang deliver"],
            PersonSendings.Of(Li, given.Events).Select(s => $"{s.Kind} {s.Key} {s.What.Split(' ')[0]}"));
    }

    private static PersonState Given(PersonState state, DelegateTasks command) =>
        Give(state, command).Events.Aggregate(state, PersonState.Evolve);

    private static Decision<PersonEvent> Give(PersonState state, DelegateTasks command, Caller? caller = null) =>
        DelegationRules.Delegate(
            state, "p-li", command, command.To switch { "p-wang" => Wang, "p-li" => Li, _ => null }, Roles, "d1",
            caller ?? Self("p-li"), Now);
}
