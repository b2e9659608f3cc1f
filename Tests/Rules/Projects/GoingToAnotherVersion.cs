using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using SunGov.GrainInterfaces.Projects;
using SunGov.Grains.Programmes;
using SunGov.Grains.Projects;
using SunGov.Grains.Shared;
using SunGov.Tests.Rules.Identity;
using static SunGov.Tests.Rules.Projects.Walks;
using Definitions = SunGov.Tests.Rules.Programmes.Definitions;

namespace SunGov.Tests.Rules.Projects;

/// <summary>
/// R-BUS-06: a running project goes to another version only where everything it has has a place there; what was frozen
/// stays as it was.
/// </summary>
public sealed class GoingToAnotherVersion
{
    private static readonly ImmutableDictionary<string, string> Nothing = ImmutableDictionary<string, string>.Empty;
    private static readonly Caller Designer = People.Who("business-administrator", "kjt", "p-designer");
    private static readonly MigrateProject Plain = new(1, 2, Nothing, Nothing, "合并环节");

    private static readonly PinnedDefinition Second =
        new("key-rnd", 2, "sm4", Programme.Definition.Name, "department");

    /// <summary>The same business with the stage of recommendation renamed.</summary>
    private static readonly CompiledProgramme Renamed = Compiled(root =>
    {
        Rename(root, "recommend", "endorse");
    });

    private static MigrationFacts To(CompiledProgramme to, string? draft = null) => new(
        to, Second,
        draft is null ? ImmutableDictionary<string, JsonElement>.Empty
            : ImmutableDictionary<string, JsonElement>.Empty.Add("basic", Definitions.Json(draft)),
        new Dictionary<string, IReadOnlyDictionary<string, JsonElement>> { ["application"] = Definitions.Complete() });

    [Fact]
    public void A_stage_without_a_place_is_refused_and_named()
    {
        var state = Walked("hand-in", "submit");
        var refused = ProjectMigration.Decide(state, Plain, To(Renamed), Designer, People.Now).Refusal!;
        Assert.Equal("migration-unmapped", refused.Code);
        Assert.Equal(["stages/recommend"], refused.Details.Select(detail => detail.Field));
    }

    [Fact]
    public void A_mapped_stage_goes_on_with_its_tasks_deadline_and_frozen_forms_as_they_were()
    {
        var state = Walked("hand-in", "submit");
        var command = Plain with { Stages = Nothing.Add("recommend", "endorse") };
        var migrated = After(state, ProjectMigration.Decide(state, command, To(Renamed), Designer, People.Now));
        Assert.Equal(("endorse", "推荐（新）"), (migrated.Now!.Entered.Stage, migrated.Now.Entered.Name.Zh));
        Assert.Equal(2, migrated.Start!.Definition.Version);
        Assert.Equal(state.Tasks, migrated.Tasks);
        Assert.Equal(state.Now!.Entered.Due, migrated.Now.Entered.Due);
        Assert.Equal(state.Frozen, migrated.Frozen);
        Assert.Equal(
            Ser(migrated), Ser(StoredJson.State<ProjectState>(StoredJson.Bytes(migrated))));
        var facts = Facts() with { Programme = Renamed };
        var recommended = After(migrated, Act(migrated, Bureau, "recommend", "同意", facts: facts));
        Assert.Equal("intake", recommended.Now!.Entered.Stage);
    }

    [Theory]
    [InlineData("", "migration-without-place application/basic/keywords")]
    [InlineData("application/basic/words", "")]
    [InlineData("application/basic/nowhere", "migration-without-place application/basic/keywords")]
    [InlineData("-", "")]
    public void What_is_drafted_moves_to_its_new_field_or_is_left_behind_knowingly(string target, string refusal)
    {
        var to = Compiled(root =>
        {
            Field(root, "keywords")["id"] = "words";
        });
        var command = target.Length == 0
            ? Plain
            : Plain with { Fields = Nothing.Add("application/basic/keywords", target == "-" ? "" : target) };
        var (state, facts) = (Started(), To(to, """{"title":"低温共烧","keywords":"陶瓷"}"""));
        var decision = ProjectMigration.Decide(state, command, facts, Designer, People.Now);
        Assert.Equal(
            refusal, string.Join(" ", decision.Refusal?.Details.Select(one => $"{one.Code} {one.Field}") ?? []));
        if (decision.Refusal is null)
        {
            var moved = ProjectMigration.Drafts(state, command, facts)["basic"];
            Assert.Equal(target != "-", moved.TryGetProperty("words", out _));
            Assert.False(moved.TryGetProperty("keywords", out _));
            Assert.Equal("低温共烧", moved.GetProperty("title").GetString());
        }
    }

    [Fact]
    public void It_is_for_those_who_publish_the_business_and_for_projects_on_their_way()
    {
        var state = Walked("hand-in", "submit");
        Assert.Equal("not-allowed", Refused(state, Plain, Division));
        Assert.Equal("migration-other-version", Refused(state, Plain with { From = 7 }, Designer));
        Assert.Equal("length", Refused(state, Plain with { Note = " " }, Designer));
        Assert.Equal("project-not-running", Refused(
            After(state, ProjectRules.Withdraw(state, new("原因"), Leader, Programme, Closes, People.Now)) is
                { Now: null } gone ? gone : ProjectState.Initial with { Start = state.Start }, Plain, Designer));
        Assert.Equal("not-found", Refused(ProjectState.Initial, Plain, Designer));
    }

    [Fact]
    public void Facts_are_read_anew_from_what_was_frozen()
    {
        var to = Compiled(root => root["facts"]!["topic"] = JsonNode.Parse("""["application/basic/title"]"""));
        var state = Walked("hand-in", "submit");
        var migrated = After(state, ProjectMigration.Decide(state, Plain, To(to), Designer, People.Now));
        Assert.Equal("低温共烧陶瓷基板的关键工艺", migrated.Values["topic"].GetString());
    }

    private static string Refused(ProjectState state, MigrateProject command, Caller caller) =>
        ProjectMigration.Decide(state, command, To(Renamed), caller, People.Now).Refusal?.Code ?? "";

    private static CompiledProgramme Compiled(Action<JsonNode> change) =>
        Definitions.Compiled(Definitions.Changed(root =>
        {
            root["owner"] = "kjt";
            change(root);
        }));

    private static void Rename(JsonNode root, string from, string to)
    {
        foreach (var stage in root["stages"]!.AsArray())
        {
            if (stage!["id"]!.GetValue<string>() == from)
            {
                stage["id"] = to;
                stage["name"]!["zh"] = "推荐（新）";
            }
        }

        Replace(root["stages"]!, from, to);
        foreach (var withdrawal in root["withdrawals"]!.AsArray())
        {
            Replace(withdrawal!, from, to);
        }
    }

    /// <summary>Targets that name the stage name it anew.</summary>
    private static void Replace(JsonNode at, string from, string to)
    {
        foreach (var (name, value) in at is JsonArray list
            ? list.Select((item, index) => (index.ToString(System.Globalization.CultureInfo.InvariantCulture), item))
                .ToList()
            : [.. at.AsObject().Select(member => (member.Key, member.Value))])
        {
            if (value is JsonValue text && text.TryGetValue<string>(out var said) && said == from
                && (name is "target" or "otherwise" or "then" or "undecided" || at is JsonArray))
            {
                if (at is JsonArray array)
                {
                    array[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)] = to;
                }
                else
                {
                    at[name] = to;
                }
            }
            else if (value is JsonObject or JsonArray)
            {
                Replace(value, from, to);
            }
        }
    }

    private static JsonNode Field(JsonNode root, string id) => root["forms"]![0]!["sections"]![0]!["fields"]!.AsArray()
        .Single(field => field!["id"]!.GetValue<string>() == id)!;

    private static string Ser(ProjectState state) => System.Text.Encoding.UTF8.GetString(StoredJson.Bytes(state));
}
