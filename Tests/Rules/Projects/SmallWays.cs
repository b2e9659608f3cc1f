using System.Text.Json;
using System.Text.Json.Nodes;
using SunGov.Grains.Programmes;
using SunGov.Grains.Projects;
using SunGov.Grains.Shared;
using SunGov.Tests.Rules.Identity;
using Definitions = SunGov.Tests.Rules.Programmes.Definitions;

namespace SunGov.Tests.Rules.Projects;

/// <summary>Small definitions for tests of the engine, and projects that walk them by the rules alone.</summary>
internal static class SmallWays
{
    public static readonly DateTimeOffset Closes = People.Now.AddDays(20);
    public static readonly Caller Leader = People.Who("applicant", "lnu", "p-li");

    /// <summary>A holder of a parallel task.</summary>
    public static Caller Party(int index) => People.Who("entity-office", "lnu", $"p-o{index}") with
    {
        Organisation = $"o{index}",
        Grants = People.Roles.Find("entity-office")!.GrantsOf($"p-o{index}", $"o{index}", $"o{index}"),
    };

    public static JsonObject Words(string text) => new() { ["zh"] = text, ["en"] = text };

    /// <summary>A definition of these stages; holders are leader and o0 to o4.</summary>
    public static JsonObject Definition(params IEnumerable<string> stages)
    {
        var holders = new JsonObject();
        holders["leader"] = new JsonObject { ["name"] = Words("leader"), ["person"] = "leader" };
        for (var i = 0; i < 5; i++)
        {
            holders[$"o{i}"] = new JsonObject
            {
                ["name"] = Words($"party {i}"), ["role"] = "entity-office", ["organisation"] = $"o{i}",
            };
        }

        return new JsonObject
        {
            ["programme"] = "small",
            ["name"] = Words("small"),
            ["class"] = "department",
            ["owner"] = "kjt",
            ["holders"] = holders,
            ["forms"] = JsonNode.Parse("""
                [{"id":"paper","name":{"zh":"文","en":"Paper"},"sections":[{"id":"main","name":{"zh":"正","en":"Main"},
                  "fields":[{"id":"text","kind":"text","name":{"zh":"题","en":"Text"},"required":true},
                            {"id":"ends","kind":"date","name":{"zh":"止","en":"Ends"}}]}]}]
                """),
            ["stages"] = new JsonArray([.. stages.Select(stage => JsonNode.Parse(stage))]),
        };
    }

    public static CompiledProgramme Compiled(JsonObject definition) =>
        Definitions.Compiled(Definitions.Json(definition.ToJsonString()));

    public static ProjectState Start(CompiledProgramme programme) => Walks.After(
        ProjectState.Initial,
        ProjectRules.Start(
            ProjectState.Initial,
            "x1",
            new("c1", "低温共烧陶瓷基板", "lnu"),
            Leader,
            new StartFacts(
                Walks.Call with { Programme = "small", EntityCap = null },
                Walks.University,
                new("kjt", "科技厅"),
                programme,
                Walks.Pinned),
            People.Now));

    public static ActFacts Facts(CompiledProgramme programme) =>
        new(programme, Closes, null, [], null)
        {
            Serial = "R0001",
        };

    public static ActFacts WithPaper(this ActFacts facts, string instance, string text, string sm3) => facts with
    {
        Forms =
        [
            new FormAsIs(
                "paper",
                new Dictionary<string, JsonElement>
                {
                    ["main"] = Definitions.Json($$"""{"text":"{{text}}","ends":"2027-06-30"}"""),
                },
                new FrozenForm(instance, sm3, [new FrozenSection("main", 1, sm3)])),
        ],
    };

    public static Decision<ProjectEvent> Act(
        ProjectState state, CompiledProgramme programme, string task, string action, Caller caller,
        string? input = null, ActFacts? facts = null, DateTimeOffset? at = null)
    {
        var id = state.Now?.Entered.Tasks.FirstOrDefault(known => known.Task == task)?.Id ?? "none";
        var signs = state.Now is { } now && programme.Stages[now.Entered.Stage].Action(action) is
            { Definition.Signs: true };
        return ProjectActions.Act(
            state,
            new(id, action, null, input is null ? null : Definitions.Json(input)),
            caller,
            (facts ?? Facts(programme)) with
            {
                Signature = signs ? ProjectSignatures.Prepare(state, id, Actor.Of(caller), at ?? People.Now) : null,
            },
            at ?? People.Now);
    }

    /// <summary>The state as another process would find it: through its stored form.</summary>
    public static ProjectState Restarted(ProjectState state) =>
        StoredJson.State<ProjectState>(StoredJson.Bytes(state));
}
