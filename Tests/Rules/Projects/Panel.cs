using System.Text.Json.Nodes;
using static SunGov.Tests.Rules.Projects.SmallWays;

namespace SunGov.Tests.Rules.Projects;

/// <summary>A stage whose tasks several hold, o0 to o4, and how their decisions join.</summary>
/// <param name="Join">any, all or quorum; each knows a veto.</param>
/// <param name="Optional">A bit for each task that may be left undone.</param>
/// <param name="Heavy">A bit for each task that counts twice towards a quorum.</param>
internal sealed record Panel(int Tasks, string Join, int Quorum, int Optional, int Heavy = 0)
{
    /// <summary>What can be decided; each leads to the stage of its name.</summary>
    public static readonly string[] Actions = ["yes", "no", "veto"];

    public bool IsOptional(int task) => (Optional >> task & 1) == 1;

    public int WeightOf(int task) => Join == "quorum" && (Heavy >> task & 1) == 1 ? 2 : 1;

    /// <summary>A definition that begins with this stage, <c>case</c>, and ends with what it decides.</summary>
    public JsonObject Definition()
    {
        var stage = new JsonObject
        {
            ["id"] = "case",
            ["kind"] = "approve",
            ["name"] = Words("case"),
            ["join"] = Join,
            ["tasks"] = new JsonArray([.. Enumerable.Range(0, Tasks).Select(i => (JsonNode)new JsonObject
            {
                ["id"] = $"t{i}", ["holder"] = $"o{i}", ["name"] = Words($"t{i}"), ["optional"] = IsOptional(i),
                ["weight"] = Join == "quorum" ? WeightOf(i) : null,
            })]),
            ["actions"] = new JsonArray([.. Actions.Select(action => (JsonNode)new JsonObject
            {
                ["id"] = action, ["name"] = Words(action), ["target"] = action, ["veto"] = action == "veto",
            })]),
        };
        if (Join == "quorum")
        {
            stage["quorum"] = Quorum;
            stage["undecided"] = "undecided";
        }

        return SmallWays.Definition(
            [
                stage.ToJsonString(),
                .. Actions.Append("undecided").Where(end => end != "undecided" || Join == "quorum").Select(end =>
                    $$"""{"id":"{{end}}","kind":"end","name":{"zh":"{{end}}","en":"end"} }"""),
            ]);
    }
}

/// <summary>What a panel decides, said in another way: who has answered what, and what follows.</summary>
internal sealed class PanelModel(Panel given)
{
    public List<(int Task, string Action)> Done { get; } = [];

    public string Stage { get; private set; } = "case";

    public bool Accepts(int task, string action)
    {
        if (Stage != "case" || Done.Any(done => done.Task == task))
        {
            return false;
        }

        Done.Add((task, action));
        Stage = action == "veto" || given.Join == "any" ? action
            : given.Join == "all" ? WhenAll()
            : WhenEnough();
        return true;
    }

    private string WhenAll() =>
        Enumerable.Range(0, given.Tasks).Any(t => !given.IsOptional(t) && Done.All(done => done.Task != t))
            ? "case"
            : Done.Exists(done => done.Action == "no") ? "no" : "yes";

    private string WhenEnough()
    {
        int Weight(string action) => Done.Where(done => done.Action == action).Sum(done => given.WeightOf(done.Task));
        var (yes, no) = (Weight("yes"), Weight("no"));
        var open = Enumerable.Range(0, given.Tasks).Sum(given.WeightOf) - yes - no;
        return yes >= given.Quorum ? "yes" : no >= given.Quorum ? "no"
            : Math.Max(yes, no) + open < given.Quorum ? "undecided" : "case";
    }
}
