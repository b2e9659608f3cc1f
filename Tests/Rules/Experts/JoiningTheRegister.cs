using SunGov.GrainInterfaces.Experts;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Experts;
using SunGov.Grains.Shared;
using SunGov.Tests.Rules.Identity;
using static SunGov.Tests.Rules.Experts.Register;

namespace SunGov.Tests.Rules.Experts;

/// <summary>R-EXP-01, R-EXP-03: applied by the person, confirmed by the office, kept by the register.</summary>
public sealed class JoiningTheRegister
{
    public static TheoryData<string, ApplyAsExpert, string> Applications => new()
    {
        { "as it should be", Application, "" },
        { "without a title", Application with { Title = " " }, "length title" },
        { "without a discipline", Application with { Disciplines = [] }, "length disciplines" },
        {
            "with six disciplines",
            Application with { Disciplines = ["110", "120", "130", "140", "150", "160"] },
            "length disciplines"
        },
        {
            "with a code that is none", Application with { Disciplines = ["43045", "99999"] },
            "discipline-unknown disciplines/1"
        },
        {
            "with a discipline within another", Application with { Disciplines = ["43045", "430"] },
            "discipline-twice disciplines/0"
        },
        { "without a keyword", Application with { Keywords = [] }, "length keywords" },
        { "with a keyword of one character", Application with { Keywords = ["陶瓷", "封"] }, "length keywords/1" },
        {
            "with a recusal of neither kind",
            Application with { Recusals = [new Recusal("club", "", "桥牌社", "")] },
            "recusal-kind-unknown recusals/0/kind"
        },
        {
            "with a recusal that names nobody",
            Application with { Recusals = [new Recusal("person", "", "", "")] },
            "length recusals/0/name"
        },
    };

    [Theory]
    [MemberData(nameof(Applications))]
    public void An_application_is_refused_where_something_is_wrong(
        string @case, ApplyAsExpert command, string refusal)
    {
        var decided = ExpertRules.Apply(ExpertState.None, command, Around, Li, People.Now).Refusal;
        Assert.True(refusal == (decided is null ? "" : $"{decided.Code} {decided.Field}"), @case);
    }

    [Fact]
    public void An_application_names_the_legal_entity_and_the_unit_of_the_acting_identity() => Assert.Equal(
        (new Named("p-li", "某人"), new Named("lnu", "岭南大学"), new Named("lnu-eng", "工学院"), "lnu/lnu-eng", "440100"),
        (Applied.Person, Applied.Entity, Applied.Unit, Applied.Path, Applied.Region));

    [Fact]
    public void Who_may_not_apply_cannot_and_a_person_has_one_record()
    {
        Assert.Equal("not-allowed", Apply(ExpertState.None, Around, Office));
        Assert.Equal("expert-no-entity", Apply(ExpertState.None, Around with { Unit = null, Entity = null }, Li));
        Assert.Equal("taken", Apply(ExpertState.None, Around with { Owner = "expert:e2" }, Li));
        Assert.Equal("", Apply(ExpertState.None, Around with { Owner = "expert:e1" }, Li));
        Assert.Equal("not-found", Apply(Applied, Around, Wang));
    }

    public static TheoryData<string, string, string> Judges => new()
    {
        // action on a record waiting for the office, who, refusal
        { "endorse", "office", "" },
        { "endorse", "other office", "not-found" },
        { "endorse", "keeper", "not-allowed" },
        { "endorse", "expert", "not-allowed" },
        { "confirm", "keeper", "expert-status" },
        { "return", "office", "" },
        { "return", "keeper", "" },
        { "return", "supervisor", "not-allowed" },
        { "pause", "office", "not-allowed" },
        { "leave", "expert", "" },
        { "leave", "office", "not-allowed" },
        { "leave", "other", "not-found" },
    };

    [Theory]
    [MemberData(nameof(Judges))]
    public void Each_judges_only_what_is_theirs(string action, string who, string refusal)
    {
        var caller = who switch
        {
            "office" => Office,
            "other office" => OtherOffice,
            "keeper" => Keeper,
            "supervisor" => Supervisor,
            "expert" => Li,
            _ => Wang,
        };
        Assert.Equal(refusal, Judge(Applied, action, caller).Refusal?.Code ?? "");
    }

    [Fact]
    public void Nobody_judges_their_own_record()
    {
        var own = Application with { Recusals = [] };
        var caller = Keeper with
        {
            Grants = Keeper.Grants.SetItem("expert.apply", Scope.All),
            Organisation = "lnu-eng",
        };
        var state = After(ExpertState.None, ExpertRules.Apply(ExpertState.None, own, Around, caller, People.Now));
        Assert.Equal("expert-own", Judge(state, "return", caller).Refusal?.Code);
    }

    [Fact]
    public void The_office_returns_only_what_waits_for_it() =>
        Assert.Equal("not-allowed", Judge(Endorsed, "return", Office).Refusal?.Code);

    [Fact]
    public void A_return_and_a_pause_say_why()
    {
        Assert.Equal("length", Judge(Applied, "return", Office, "").Refusal?.Code);
        Assert.Equal("length", Judge(Confirmed, "pause", Keeper, " ").Refusal?.Code);
        Assert.Equal("材料不全", After(Confirmed, Judge(Confirmed, "pause", Keeper)).Reason);
    }

    /// <summary>Every command in every state: accepted exactly where the table of the rules says so.</summary>
    [Fact]
    public void The_life_of_a_record_is_a_table()
    {
        Assert.Equal(ExpertStatus.All.Add("").Order(), InEveryState.Select(state => state.Status).Order());
        foreach (var (action, states) in ExpertRules.Fits)
        {
            foreach (var state in InEveryState)
            {
                var refusal = Do(state, action);
                Assert.True(
                    states.Contains(state.Status) == refusal is null,
                    $"{action} of a record that is '{state.Status}': {refusal?.Code}");
            }
        }
    }

    [Fact]
    public void Other_disciplines_must_be_confirmed_again_and_nothing_else()
    {
        var keywords = ExpertRules.Change(
            Confirmed, new ChangeExpert(Keywords: ["激光"]), Table, Li, People.Now);
        Assert.Equal(ExpertStatus.Confirmed, After(Confirmed, keywords).Status);
        var fields = ExpertRules.Change(
            Confirmed, new ChangeExpert(Disciplines: ["520"]), Table, Li, People.Now);
        Assert.Equal(ExpertStatus.Endorsed, After(Confirmed, fields).Status);
        Assert.Equal("nothing-changed", ExpertRules.Change(
            Confirmed, new ChangeExpert(Title: "教授"), Table, Li, People.Now).Refusal?.Code);
        Assert.Equal("not-allowed", ExpertRules.Change(
            Confirmed, new ChangeExpert(Title: "院士"), Table, Keeper, People.Now).Refusal?.Code);
    }

    [Fact]
    public void What_an_expert_declared_is_for_them_and_the_keeper()
    {
        Assert.Single(ExpertRows.View("e1", 1, Confirmed, Table, Li).Recusals);
        Assert.Single(ExpertRows.View("e1", 1, Confirmed, Table, Keeper).Recusals);
        Assert.Empty(ExpertRows.View("e1", 1, Confirmed, Table, Office).Recusals);
        Assert.Empty(ExpertRows.View("e1", 1, Confirmed, Table, Supervisor).Recusals);
    }

    [Fact]
    public void Confirmation_gives_the_identity_of_an_expert_and_leaving_ends_it()
    {
        var given = ExpertSendings.Of(Confirmed, [Judge(Endorsed, "confirm", Keeper).Events[0]]);
        Assert.Equal(["person give", "message deliver"], given.Select(s => $"{s.Kind} {s.What.Split(' ')[0]}"));
        var ended = ExpertSendings.Of(InEveryState[^1], [Judge(Confirmed, "leave", Li).Events[0]]);
        Assert.Equal(["person end"], ended.Select(s => $"{s.Kind} {s.What.Split(' ')[0]}"));
    }

    private static string Apply(ExpertState state, ExpertFacts facts, Caller caller) =>
        ExpertRules.Apply(state, Application, facts, caller, People.Now).Refusal?.Code ?? "";

    private static Refusal? Do(ExpertState state, string action) => action switch
    {
        "apply" => ExpertRules.Apply(state, Application, Around, Li, People.Now).Refusal,
        "change" => ExpertRules.Change(state, new ChangeExpert("研究员"), Table, Li, People.Now).Refusal,
        _ => Judge(state, action, action switch
        {
            "endorse" => Office,
            "leave" => Li,
            _ => Keeper,
        }).Refusal,
    };
}
