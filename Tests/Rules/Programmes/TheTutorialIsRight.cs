using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SunGov.GrainInterfaces.Programmes;
using SunGov.Grains.Programmes;
using SunGov.Grains.Projects;
using SunGov.Tests.Rules.Identity;
using SunGov.Tests.Rules.Shared.Tidy;

namespace SunGov.Tests.Rules.Programmes;

/// <summary>R-BUS-16: the business of docs/programmes-tutorial.md is without fault, and can be tried out as it says.
/// </summary>
public sealed class TheTutorialIsRight
{
    private static readonly JsonElement Definition = Read();

    private static readonly ImmutableDictionary<string, ImmutableDictionary<string, JsonElement>> Filled =
        ImmutableDictionary<string, ImmutableDictionary<string, JsonElement>>.Empty.Add(
            "application",
            ImmutableDictionary<string, JsonElement>.Empty.Add("basic", Definitions.Json(
                """
                {"title":"烧结工艺补助","spent":300000000,"amount":15000000,"true":true,
                 "proof":[{"file":"f1","name":"审计报告.pdf","size":10}]}
                """)));

    [Fact]
    public void Nothing_is_wrong_with_it() =>
        Assert.Empty(DefinitionFile.Findings(Definition, "small-subsidy", People.Roles, CodeTables.None));

    [Fact]
    public void It_can_be_walked_from_the_form_to_the_letter()
    {
        var tried = Try(
            Filled,
            new TrialAct(null, "hand-in"),
            new TrialAct(null, "submit"),
            new TrialAct(null, "propose", "符合条件", Definitions.Json("""{"grant":12000000}""")),
            new TrialAct("decide", "grant"));
        Assert.All(tried.Steps, step => Assert.Null(step.Refusal));
        Assert.Equal(
            ["leader", "entity-office@trial-entity", "case-officer@gdstd-zg", "division-head@gdstd-zg"],
            tried.Steps.Select(step => step.By));
        Assert.Equal(["office", "examine", "decide", "granted"], tried.Steps.Select(step => step.Stage));
        Assert.Equal("ended", tried.Project.Status);
        Assert.Equal("letter", Assert.Single(tried.Project.Documents).Id);
        Assert.Equal(15_000_000, tried.Project.RequestedFen);
    }

    [Fact]
    public void What_would_be_refused_is_refused_by_the_same_rules()
    {
        var empty = Try(ImmutableDictionary<string, ImmutableDictionary<string, JsonElement>>.Empty,
            new TrialAct(null, "hand-in"));
        Assert.Equal("form-incomplete", empty.Steps[0].Refusal!.Code);
        Assert.Equal("fill", empty.Steps[0].Stage);
        var stranger = Try(Filled, new TrialAct("fill", "hand-in", As: "case-officer@gdstd-zg"));
        Assert.NotNull(stranger.Steps[0].Refusal);
        var late = Try(Filled, new TrialAct(null, "hand-in"), new TrialAct(null, "submit", At: People.Now.AddDays(90)));
        Assert.Equal("deadline-passed", late.Steps[1].Refusal!.Code);
    }

    [Fact]
    public void What_each_holder_could_do_is_offered_with_the_form_to_fill()
    {
        var begun = Try(Filled);
        Assert.Equal("application", begun.Form!.Id);
        Assert.Equal("烧结工艺补助", begun.Form.Sections[0].Content.GetProperty("title").GetString());
        Assert.Contains(Assert.Single(begun.Tasks).Allowed, allowed => allowed.Action == "hand-in");
        var handed = Try(Filled, new TrialAct(null, "hand-in"));
        Assert.Equal(["submit", "return"], Assert.Single(handed.Tasks).Allowed.Select(allowed => allowed.Action));
        Assert.Null(handed.Form);
    }

    private static TrialView Try(
        ImmutableDictionary<string, ImmutableDictionary<string, JsonElement>> contents, params TrialAct[] acts) =>
        ProjectTrial.Run(
            Definitions.Compiled(Definition), People.Roles, new TryDefinition(null, null, [.. acts], contents),
            bytes => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), People.Now).Value!;

    /// <summary>The parts of the tutorial in one object.</summary>
    private static JsonElement Read()
    {
        var text = File.ReadAllText(Path.Combine(SourceTree.Root, "docs/programmes-tutorial.md"));
        var whole = new JsonObject();
        foreach (Match block in Regex.Matches(text, "```json\n(.*?)```", RegexOptions.Singleline))
        {
            var part = block.Groups[1].Value.Trim();
            var json = JsonNode.Parse(part.StartsWith('{') ? part : $"{{{part}}}")!.AsObject();
            foreach (var (name, value) in json.ToArray())
            {
                whole[name] = value!.DeepClone();
            }
        }

        return JsonSerializer.SerializeToElement(whole);
    }
}
