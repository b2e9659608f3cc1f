using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using SunGov.GrainInterfaces.Programmes;
using SunGov.GrainInterfaces.Shared;
using SunGov.Tools.Load;

namespace SunGov.Tools.Bench;

/// <summary>
/// `bench programmes`: definitions of 40 stages and 300 fields, each stage with conditions and each section with rules,
/// drafted, checked whole and published through the grain, journal included.
/// </summary>
internal static class ProgrammesBench
{
    public const string Usage = """
        bench programmes [TIMES]
            drafting, checking and publishing a definition of 40 stages and 300 fields, TIMES (20) versions of it, on a
            throw-away PostgreSQL: median and longest of each
        """;

    private const string Programme = "bench-large";
    private const int Stages = 40;
    private const int Forms = 10;
    private const int SectionsOfForm = 3;
    private const int FieldsOfSection = 10;
    private const int Wanted = 2_000;

    public static async Task<int> RunAsync(string[] args)
    {
        var times = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 20;
        var settings = await BenchServer.StartAsync();
        try
        {
            var slowest = 0.0;
            await LoadProvince.MakeAsync(settings, 1, 1, entityCap: null, async services =>
                slowest = await MeasureAsync(services.GetRequiredService<IGrainFactory>(), times));
            Console.WriteLine($"wanted: publishing at most {Wanted} ms including checks");
            return slowest <= Wanted ? 0 : 1;
        }
        finally
        {
            Directory.Delete(settings.DataFolder, recursive: true);
        }
    }

    private static async Task<double> MeasureAsync(IGrainFactory grains, int times)
    {
        var grain = grains.GetGrain<IProgrammeGrain>(Programme);
        var (drafting, publishing) = (new List<double>(), new List<double>());
        for (var version = 1; version <= times; version++)
        {
            var definition = Definition(version);
            var watch = Stopwatch.StartNew();
            var draft = await grain.ReadDraft(By.System(Guid.NewGuid()));
            var saved = await grain.SaveDraft(
                new SaveDraft(definition, draft.Value?.Version ?? 0), By.System(Guid.NewGuid()));
            Must(saved.Refusal ?? (saved.Value!.Findings.Any(finding => !finding.Warning)
                ? Refusal.Of(RefusalKind.Invalid, saved.Value.Findings[0].Code).At(saved.Value.Findings[0].Place)
                : null));
            drafting.Add(watch.Elapsed.TotalMilliseconds);
            watch.Restart();
            Must((await grain.PublishDraft(new PublishDraft("测量"), By.System(Guid.NewGuid()))).Refusal);
            publishing.Add(watch.Elapsed.TotalMilliseconds);
        }

        Console.WriteLine(
            $"{Stages} stages, {Forms * SectionsOfForm * FieldsOfSection} fields, "
            + $"{JsonSerializer.SerializeToUtf8Bytes(Definition(1)).Length / 1024} KiB, {times} versions");
        Print("saving the draft and checking it", drafting);
        Print("publishing it, checks included", publishing);
        return publishing.Max();
    }

    private static void Print(string what, List<double> taken) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"  {what}: median {taken.Order().ElementAt(taken.Count / 2):F1} ms, longest {taken.Max():F1} ms"));

    private static JsonElement Definition(int version)
    {
        var stages = new JsonArray([.. Enumerable.Range(0, Stages - 1).Select(Stage)]);
        stages.Add(Parse("""{"id":"done","kind":"end","name":{"zh":"办结","en":"Done"}}"""));
        return JsonSerializer.SerializeToElement(new JsonObject
        {
            ["programme"] = Programme,
            ["name"] = Parse($$"""{"zh":"大型业务第 {{version}} 版","en":"Large business {{version}}"}"""),
            ["class"] = "department",
            ["owner"] = "bench-owner",
            ["holders"] = Parse(
                """
                {"leader":{"name":{"zh":"负责人","en":"Leader"},"person":"leader"},
                 "officer":{"name":{"zh":"经办人","en":"Officer"},"role":"case-officer","at":"owner"}}
                """),
            ["forms"] = new JsonArray([.. Enumerable.Range(0, Forms).Select(Form)]),
            ["facts"] = Parse("""{"first":["form-0/section-0/field0"]}"""),
            ["stages"] = stages,
        });
    }

    private static JsonNode Stage(int at)
    {
        var next = at == Stages - 2 ? "done" : $"stage-{at + 1}";
        var fills = at < Forms;
        var when = at == 0
            ? ""
            : """
              "when":{"or":[{">=":[{"var":"year"},2020]},{"!!":[{"var":"facts.first"}]}]},"otherwise":"NEXT",
              """.Replace("NEXT", next, StringComparison.Ordinal);
        return Parse(
            $$$"""
            {"id":"stage-{{{at}}}","kind":"{{{(fills ? "fill" : "approve")}}}",
             "name":{"zh":"环节 {{{at}}}","en":"Stage {{{at}}}"},
             {{{(fills ? $"\"form\":\"form-{at}\"," : "")}}}
             {{{when}}}
             "deadline":{"workingDays":10},
             "tasks":[{"id":"do","holder":"{{{(fills ? "leader" : "officer")}}}","name":{"zh":"办理","en":"Do"}}],
             "actions":[{"id":"pass","name":{"zh":"通过","en":"Pass"},"target":"{{{next}}}",
               {{{(fills ? $"\"complete\":[\"form-{at}\"],\"{(at == 0 ? "submits" : "freezes")}\":true," : "")}}}
               "when":{"and":[{"!=":[{"var":"entity"},""]},{"<":[{"var":"times.stage-0"},100]}]},
               "routes":[{"when":{"==":[{"var":"region"},"none"]},"target":"done"}]}]}
            """);
    }

    private static JsonNode Form(int at) => new JsonObject
    {
        ["id"] = $"form-{at}",
        ["name"] = Parse($$"""{"zh":"表单 {{at}}","en":"Form {{at}}"}"""),
        ["sections"] = new JsonArray([.. Enumerable.Range(0, SectionsOfForm).Select(section => (JsonNode)new JsonObject
        {
            ["id"] = $"section-{section}",
            ["name"] = Parse($$"""{"zh":"第 {{section}} 节","en":"Section {{section}}"}"""),
            ["fields"] = new JsonArray([.. Enumerable.Range(0, FieldsOfSection).Select(field => Parse(
                $$$"""
                {"id":"field{{{field}}}","kind":"{{{(field % 2 == 0 ? "text" : "money")}}}",
                 "name":{"zh":"字段 {{{field}}}","en":"Field {{{field}}}"}}
                """))]),
            ["rules"] = new JsonArray(Parse(
                """
                {"id":"RULE","field":"field1","message":{"zh":"请核对","en":"Please check"},
                 "holds":{"<=":[{"+":[{"var":"field1"},{"var":"field3"},{"var":"field5"}]},100000000]}}
                """.Replace("RULE", $"sum-{section}", StringComparison.Ordinal))),
        })]),
    };

    private static JsonNode Parse(string json) => JsonNode.Parse(json)!;

    private static void Must(Refusal? refusal)
    {
        if (refusal is not null)
        {
            throw new InvalidOperationException(
                $"refused: {refusal.Code} at {refusal.Field} {string.Join(", ", refusal.Details)}");
        }
    }
}
