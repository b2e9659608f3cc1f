using System.Text.Json.Nodes;
using SunGov.Grains.Programmes;

namespace SunGov.Tests.Rules.Programmes;

/// <summary>R-BUS-03: what units decide within, and who decides where nothing is delegated, is checked as a whole.
/// </summary>
public sealed class BlocksAndHoldersAreChecked
{
    public static TheoryData<string, Action<JsonNode>> Faults => new()
    {
        { "definition-part-missing@quotas/city-funds", root => Quota(root, 1).AsObject().Remove("amount") },
        {
            "definition-part-not-used@quotas/city-places",
            root => Quota(root, 0)["amount"] = "requestedFen"
        },
        {
            "definition-reference-unknown@quotas/city-funds/amount",
            root => Quota(root, 1)["amount"] = "decided/decision/nothing"
        },
        { "definition-reference-unknown@quotas/city-places/per", root => Quota(root, 0)["per"] = "entity" },
        {
            "definition-part-missing@holders/decider",
            root => root["holders"]!["decider"]!.AsObject().Remove("otherwise")
        },
        {
            "definition-reference-unknown@holders/decider/otherwise",
            root => root["holders"]!["decider"]!["otherwise"] = "authority"
        },
        {
            "definition-part-not-used@stages/decision/actions/award",
            root => Award(root)["numbers"] = true
        },
        {
            "definition-reference-unknown@stages/decision/actions/award/reserves",
            root => Award(root)["reserves"] = new JsonArray("moon")
        },
        {
            "definition-part-missing@documents/award-letter/validity",
            root => root["documents"]![0]!["validity"] = new JsonObject()
        },
    };

    private static JsonNode CityBlock => JsonNode.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Programmes", "city-block.json")))!;

    [Theory]
    [MemberData(nameof(Faults))]
    public void Every_fault_is_named_with_its_place(string finding, Action<JsonNode> change)
    {
        var definition = CityBlock;
        change(definition);
        var found = DefinitionFile.Read(Definitions.Json(definition.ToJsonString())).Findings;
        Assert.Equal(finding, string.Join(" ", found.Select(known => $"{known.Code}@{known.Field}")));
    }

    private static JsonNode Quota(JsonNode root, int at) => root["quotas"]![at]!;

    private static JsonNode Award(JsonNode root) => root["stages"]!.AsArray()
        .Single(stage => stage!["id"]!.GetValue<string>() == "decision")!["actions"]![0]!;
}
