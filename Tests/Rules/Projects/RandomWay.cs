using System.Collections.Immutable;
using System.Text.Json.Nodes;
using SunGov.Grains.Programmes;
using static SunGov.Tests.Rules.Projects.SmallWays;

namespace SunGov.Tests.Rules.Projects;

/// <summary>A task of a random stage, held by the party of its number.</summary>
internal sealed record WayTask(int Party, bool Chosen, int People, int Weight)
{
    public string Id => $"t{Party}";
}

/// <summary>A stage of a random way; it has the actions yes, no and back.</summary>
/// <param name="Yes">Where yes leads.</param>
/// <param name="Picks">Stages that the taker of yes picks from; none for none.</param>
/// <param name="PicksTasks">True where the taker of yes picks who takes part.</param>
/// <param name="Backs">Where back may lead.</param>
/// <param name="Resume">True where a correction comes straight back.</param>
/// <param name="OnlyInModeA">True where it is left out in the other mode.</param>
/// <param name="Days">Its time; null for none.</param>
internal sealed record WayStage(
    string Id, string Join, int Quorum, ImmutableArray<WayTask> Tasks, string Yes, ImmutableArray<string> Picks,
    bool PicksTasks, ImmutableArray<string> Backs, bool Resume, bool OnlyInModeA, int? Days, bool Pauses);

/// <summary>A random definition: a draft, some stages of every shape, and ends.</summary>
internal sealed record RandomWay(ImmutableArray<WayStage> Stages, ImmutableArray<string> Apart)
{
    /// <summary>Submissions before this day are managed in mode a, later ones in mode b.</summary>
    public const string ModeChanges = "2026-03-06";

    public static readonly string[] Ends = ["done", "rejected", "undecided"];

    public WayStage? Find(string id) => Stages.FirstOrDefault(stage => stage.Id == id);

    public string Next(string id) =>
        Stages.IndexOf(Find(id)!) is var at && at + 1 < Stages.Length ? Stages[at + 1].Id : "done";

    public static RandomWay Of(Random random)
    {
        var count = random.Next(2, 5);
        var ids = Enumerable.Range(1, count).Select(n => $"s{n}").ToImmutableArray();
        var stages = ids.Select((id, at) => Stage(random, id, ids, at)).ToImmutableArray();
        return new RandomWay(stages, random.Next(2) == 0 ? [] : [ids[0], ids[^1]]);
    }

    private static WayStage Stage(Random random, string id, ImmutableArray<string> ids, int at)
    {
        var join = new[] { "any", "all", "quorum" }[random.Next(3)];
        var tasks = Enumerable.Range(0, random.Next(join == "any" ? 1 : 2, 4)).Select(party => new WayTask(
            party,
            random.Next(3) == 0,
            join == "any" ? 1 : random.Next(1, 3),
            join == "quorum" ? random.Next(1, 4) : 1)).ToImmutableArray();
        var next = at + 1 < ids.Length ? ids[at + 1] : "done";
        var picks = join == "any" && random.Next(2) == 0 && at + 1 < ids.Length
            ? ids[(at + 1)..].Add("done")
            : [];
        var backs = ids[..at].Insert(0, "draft");
        return new WayStage(
            id, join, random.Next(1, tasks.Sum(task => task.People * task.Weight) + 1), tasks, next, picks,
            picks.Length > 0 && random.Next(2) == 0,
            random.Next(2) == 0 ? backs : [backs[random.Next(backs.Length)]],
            random.Next(2) == 0,
            random.Next(4) == 0,
            random.Next(2) == 0 ? random.Next(2, 9) : null,
            random.Next(3) > 0);
    }

    public CompiledProgramme Compile()
    {
        var definition = Definition(
        [
            """
            {"id":"draft","kind":"fill","form":"paper","name":{"zh":"写","en":"draft"},
             "tasks":[{"id":"t","holder":"leader","name":{"zh":"写","en":"write"}}],
             "actions":[{"id":"send","name":{"zh":"交","en":"send"},"target":"s1","submits":true,
               "complete":["paper"]}]}
            """,
            .. Stages.Select(stage => Json(stage).ToJsonString()),
            .. Ends.Where(end => end != "undecided" || Stages.Any(stage => stage.Join == "quorum"))
                .Select(end => $$"""{"id":"{{end}}","kind":"end","name":{"zh":"终","en":"end"} }"""),
        ]);
        definition["modes"] = JsonNode.Parse($$"""
            [{"id":"a","name":{"zh":"甲","en":"a"},"when":{"<":[{"var":"today"},"{{ModeChanges}}"]} },
             {"id":"b","name":{"zh":"乙","en":"b"} }]
            """);
        definition["withdrawals"] = new JsonArray(new JsonObject
        {
            ["name"] = Words("withdraw"), ["target"] = "draft",
            ["stages"] = new JsonArray([.. Stages.Select(stage => (JsonNode)stage.Id)]),
        });
        if (!Apart.IsEmpty)
        {
            definition["apart"] = new JsonArray(new JsonArray([.. Apart.Select(stage => (JsonNode)stage)]));
        }

        return Compiled(definition);
    }

    private JsonObject Json(WayStage stage)
    {
        var yes = new JsonObject { ["id"] = "yes", ["name"] = Words("yes"), ["target"] = stage.Yes };
        if (!stage.Picks.IsEmpty)
        {
            var hasChosen = stage.Picks.Any(id => Find(id)?.Tasks.Any(task => task.Chosen) is true);
            yes["chooses"] = new JsonObject
            {
                ["stages"] = new JsonArray([.. stage.Picks.Select(id => (JsonNode)id)]),
                ["tasks"] = stage.PicksTasks && hasChosen,
            };
        }

        var back = new JsonObject
        {
            ["id"] = "back", ["name"] = Words("back"), ["target"] = stage.Backs[0], ["returns"] = true,
            ["resume"] = stage.Resume,
            ["targets"] = new JsonArray([.. stage.Backs.Skip(1).Select(id => (JsonNode)id)]),
        };
        var json = new JsonObject
        {
            ["id"] = stage.Id, ["kind"] = "approve", ["name"] = Words(stage.Id), ["join"] = stage.Join,
            ["tasks"] = new JsonArray([.. stage.Tasks.Select(task => (JsonNode)Json(stage, task))]),
            ["actions"] = new JsonArray(
                yes, new JsonObject { ["id"] = "no", ["name"] = Words("no"), ["target"] = "rejected" }, back),
        };
        if (stage.Join == "quorum")
        {
            (json["quorum"], json["undecided"]) = (stage.Quorum, "undecided");
        }

        if (stage.OnlyInModeA)
        {
            (json["when"], json["otherwise"]) = (
                JsonNode.Parse("""{"==":[{"var":"mode"},"a"]}"""), Next(stage.Id));
        }

        if (stage.Days is { } days)
        {
            json["deadline"] = new JsonObject { ["days"] = days, ["pauses"] = stage.Pauses };
        }

        return json;
    }

    private static JsonObject Json(WayStage stage, WayTask task)
    {
        var json = new JsonObject
        {
            ["id"] = task.Id, ["holder"] = $"o{task.Party}", ["name"] = Words(task.Id), ["chosen"] = task.Chosen,
        };
        if (stage.Join != "any")
        {
            json["people"] = task.People;
        }

        if (stage.Join == "quorum")
        {
            json["weight"] = task.Weight;
        }

        return json;
    }
}
