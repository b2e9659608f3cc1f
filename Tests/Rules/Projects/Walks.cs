using System.Collections.Immutable;
using System.Text.Json;
using SunGov.GrainInterfaces.Calls;
using SunGov.GrainInterfaces.LegalEntities;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Programmes;
using SunGov.Grains.Projects;
using SunGov.Grains.Shared;
using SunGov.Tests.Rules.Identity;
using Definitions = SunGov.Tests.Rules.Programmes.Definitions;

namespace SunGov.Tests.Rules.Projects;

/// <summary>A project walked by its rules alone, and the people who walk it.</summary>
internal static class Walks
{
    public static readonly DateTimeOffset Opens = People.Now.AddDays(-10);
    public static readonly DateTimeOffset Closes = People.Now.AddDays(20);

    public static readonly CompiledProgramme Programme =
        Definitions.Compiled(Definitions.Changed(root => root["owner"] = "kjt"));

    public static readonly Caller Leader = People.Who("applicant", "lnu", "p-li");
    public static readonly Caller Colleague = People.Who("applicant", "lnu", "p-wang");
    public static readonly Caller Office = People.Who("entity-office", "lnu", "p-office");
    public static readonly Caller OtherOffice = People.Who("entity-office", "gzkjj", "p-other");
    public static readonly Caller Bureau = People.Who("recommender", "gzkjj", "p-bureau");
    public static readonly Caller Desk = People.Who("intake", "kjt", "p-desk");
    public static readonly Caller Division = People.Who("case-officer", "kjt", "p-officer");

    public static readonly ImmutableArray<Caller> Everyone =
        [Leader, Colleague, Office, OtherOffice, Bureau, Desk, Division];

    public static readonly LegalEntityView University = new(
        "lnu", 1, "岭南大学", null, "university", "440100", "lnu", null, null, new Named("gzkjj", "广州市科学技术局"), "", []);

    public static readonly CallView Call = new(
        "c1", 2, "open", "key-rnd", new Words("省重点领域研发计划", "R&D"), 1, "sm3", "2026 年度新材料专项", 2026, "", [],
        Opens, Closes, 30, "", [], [], []);

    public static readonly PinnedDefinition Pinned =
        new("key-rnd", 1, "sm3", Programme.Definition.Name, "department");

    public static readonly StartProject Begin = new("c1", "低温共烧陶瓷基板", "lnu");

    public static StartFacts Around { get; } =
        new(Call, University, new Named("kjt", "广东省科学技术厅"), Programme, Pinned);

    public static ActFacts Facts(Dictionary<string, JsonElement>? contents = null) => new(
        Programme,
        Closes,
        30,
        [
            new FormAsIs("application", contents ?? Definitions.Complete(), new FrozenForm(
                "application", "f0", [new FrozenSection("basic", 1, "f1"), new FrozenSection("budget", 2, "f2")])),
        ],
        "2026B01010001");

    public static ProjectState After(ProjectState state, Decision<ProjectEvent> decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(state, ProjectState.Evolve);
    }

    public static ProjectState Started(StartFacts? facts = null) => After(
        ProjectState.Initial,
        ProjectRules.Start(ProjectState.Initial, "x1", Begin, Leader, facts ?? Around, People.Now));

    public static Decision<ProjectEvent> Act(
        ProjectState state, Caller caller, string action, string? opinion = null, string? input = null,
        ActFacts? facts = null, DateTimeOffset? at = null) => ProjectActions.Act(
            state,
            new ActOnTask(
                state.Tasks is [var task, ..] ? task.Id : "none", action, opinion,
                input is null ? null : Definitions.Json(input)),
            caller,
            facts ?? Facts(),
            at ?? People.Now);

    public static Decision<ProjectEvent> Complete(ProjectState state, DateTimeOffset? at = null) =>
        ProjectSubmission.Complete(state, Programme, Closes, at ?? People.Now);

    /// <summary>The project after these actions, each by who usually takes it; submissions go through.</summary>
    public static ProjectState Walked(params ReadOnlySpan<string> actions)
    {
        var state = Started();
        foreach (var action in actions)
        {
            var caller = Everyone.First(known => ProjectRules.Holds(state, state.Tasks[0], known));
            var opinion = action is "recommend" or "return" ? "意见" : null;
            state = After(state, Act(state, caller, action, opinion));
            state = state.Status == ProjectStatus.Submitting ? After(state, Complete(state)) : state;
        }

        return state;
    }
}
