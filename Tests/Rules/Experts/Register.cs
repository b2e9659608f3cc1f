using System.Collections.Immutable;
using SunGov.GrainInterfaces.Experts;
using SunGov.Grains.Experts;
using SunGov.Grains.Shared;
using SunGov.Tests.Rules.Identity;
using SunGov.Tests.Rules.LegalEntities;
using SunGov.Tests.Rules.Shared.Tidy;

namespace SunGov.Tests.Rules.Experts;

/// <summary>Experts, those who keep the register, and the shipped table of disciplines.</summary>
internal static class Register
{
    public static readonly Disciplines Table = Disciplines.Parse(File.ReadAllText(
        Path.Combine(SourceTree.Root, "Programmes", "codes", "disciplines.txt")));

    public static readonly Caller Li = People.Who("applicant", "lnu-eng", "p-li");
    public static readonly Caller Wang = People.Who("applicant", "lnu-eng", "p-wang");
    public static readonly Caller Office = People.Who("entity-office", "lnu", "p-office");
    public static readonly Caller OtherOffice = People.Who("entity-office", "gzkjj", "p-other");
    public static readonly Caller Keeper = People.Who("expert-keeper", "kjt", "p-keeper");
    public static readonly Caller Supervisor = People.Who("supervisor", "kjt", "p-audit");

    public static readonly ApplyAsExpert Application = new(
        "教授", ["43045", "5101010"], ["陶瓷基板", "功率封装"], [new Recusal("entity", "lnu2", "岭南第二大学", "兼职")]);

    public static ExpertFacts Around { get; } = new(
        Table,
        Organisations.Known["lnu-eng"],
        ("lnu", Organisations.University),
        null,
        "expert:e1",
        ["entity-office"]);

    public static ExpertState Applied { get; } =
        After(ExpertState.None, ExpertRules.Apply(ExpertState.None, Application, Around, Li, People.Now));

    public static ExpertState Endorsed { get; } = After(Applied, Judge(Applied, "endorse", Office));

    public static ExpertState Confirmed { get; } = After(Endorsed, Judge(Endorsed, "confirm", Keeper));

    /// <summary>A record in each state, the missing one included.</summary>
    public static ImmutableArray<ExpertState> InEveryState { get; } =
    [
        ExpertState.None,
        Applied,
        Endorsed,
        Confirmed,
        After(Endorsed, Judge(Endorsed, "return", Keeper)),
        After(Confirmed, Judge(Confirmed, "pause", Keeper)),
        After(Confirmed, Judge(Confirmed, "leave", Li)),
    ];

    public static Decision<ExpertEvent> Judge(
        ExpertState state, string action, Caller caller, string reason = "材料不全") =>
        ExpertRules.Judge(state, action, new JudgeExpert(reason), "expert", caller, People.Now);

    public static ExpertState After(ExpertState state, Decision<ExpertEvent> decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(state, ExpertState.Evolve);
    }
}
