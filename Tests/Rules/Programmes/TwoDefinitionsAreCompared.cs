using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using SunGov.Grains.Programmes;

namespace SunGov.Tests.Rules.Programmes;

/// <summary>R-BUS-16: what differs between two versions is told by meaning and place.</summary>
public sealed class TwoDefinitionsAreCompared
{
    private const string Fields = "forms/application/sections/basic/fields";

    /// <summary>Changes of the shipped definition, each with the place that it must be told at.</summary>
    private static readonly (string Place, string Change, Action<JsonNode> Make)[] Mutations =
    [
        ("name/zh", "changed", root => root["name"]!["zh"] = "另一项业务"),
        ("owner", "changed", root => root["owner"] = "another"),
        ("requested", "changed", root => root["requested"] = JsonNode.Parse("""{"var":"application.budget.own"}""")),
        ("stages/intake/name/en", "changed", root => Named(root, "stages", "intake")["name"]!["en"] = "Front desk"),
        ("stages/intake/actions/return", "removed",
            root => Remove(Named(root, "stages", "intake"), "actions", "return")),
        ("stages/intake/actions/accept/opinion", "changed",
            root => Named(Named(root, "stages", "intake"), "actions", "accept")["opinion"] = "required"),
        ("stages/recommend/when", "changed",
            root => Named(root, "stages", "recommend")["when"] = JsonNode.Parse("""{"==":[{"var":"region"},"1"]}""")),
        ($"{Fields}/summary/maxLength", "changed", root => Field(root, "summary")["maxLength"] = 77),
        ($"{Fields}/keywords/required", "changed",
            root => Field(root, "keywords")["required"] = !Field(root, "keywords")["required"]!.GetValue<bool>()),
        ($"{Fields}/nickname", "added", root => Section(root)["fields"]!.AsArray().Add(JsonNode.Parse(
            """{"id":"nickname","kind":"text","name":{"zh":"简称","en":"Short name"}}"""))),
        ($"{Fields}/title", "moved", root => ToEnd(Section(root)["fields"]!.AsArray(), 0)),
        ("holders/extra", "added", root => root["holders"]!["extra"] = JsonNode.Parse(
            """{"name":{"zh":"另","en":"Other"},"role":"intake","at":"owner"}""")),
        ("quotas/leader-running/limit", "changed", root => Named(root, "quotas", "leader-running")["limit"] = 9),
    ];

    [Fact]
    public void A_definition_does_not_differ_from_itself_nor_from_its_defaults_written_out()
    {
        Assert.Empty(DefinitionComparison.Of(Definitions.KeyRndJson, Definitions.KeyRndJson));
        Assert.Empty(DefinitionComparison.Of(
            Definitions.KeyRndJson, DefinitionFile.Json(Definitions.KeyRnd.Definition)));
    }

    [Fact]
    public void Exactly_the_changed_places_are_told_whatever_is_changed_together() =>
        Prop.ForAll(
            Gen.Choose(0, (1 << Mutations.Length) - 1).ToArbitrary(),
            chosen =>
            {
                var made = Mutations.Where((_, index) => (chosen & (1 << index)) != 0).ToArray();
                var changed = Definitions.Changed(root =>
                {
                    foreach (var mutation in made)
                    {
                        mutation.Make(root);
                    }
                });
                var told = DefinitionComparison.Of(Definitions.KeyRndJson, changed);
                Assert.Equal(
                    made.Select(mutation => $"{mutation.Place} {mutation.Change}").Order(StringComparer.Ordinal),
                    told.Select(one => $"{one.Place} {one.Change}").Order(StringComparer.Ordinal));
                var back = DefinitionComparison.Of(changed, Definitions.KeyRndJson);
                Assert.Equal(
                    told.Select(one => one.Place).Order(StringComparer.Ordinal),
                    back.Select(one => one.Place).Order(StringComparer.Ordinal));
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_was_and_what_is_are_both_told()
    {
        var told = Assert.Single(DefinitionComparison.Of(
            Definitions.KeyRndJson, Definitions.Changed(root => root["class"] = "delegated")));
        Assert.Equal(("class", "changed"), (told.Place, told.Change));
        Assert.Equal(("department", "delegated"), (told.Before?.GetString(), told.After?.GetString()));
    }

    [Fact]
    public void A_definition_that_cannot_be_read_is_compared_as_it_is() =>
        Assert.Contains(
            DefinitionComparison.Of(Definitions.KeyRndJson, JsonSerializer.SerializeToElement(new { colour = "red" })),
            one => one is { Place: "colour", Change: "added" });

    private static JsonNode Section(JsonNode root) =>
        Named(Named(root, "forms", "application"), "sections", "basic");

    private static JsonNode Field(JsonNode root, string id) => Named(Section(root), "fields", id);

    private static JsonNode Named(JsonNode at, string list, string id) =>
        at[list]!.AsArray().Single(item => item!["id"]!.GetValue<string>() == id)!;

    private static void Remove(JsonNode at, string list, string id) => at[list]!.AsArray().Remove(Named(at, list, id));

    private static void ToEnd(JsonArray list, int index)
    {
        var item = list[index];
        list.RemoveAt(index);
        list.Insert(Math.Min(5, list.Count), item);
    }
}
