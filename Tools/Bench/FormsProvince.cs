using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using SunGov.GrainInterfaces.Calls;
using SunGov.GrainInterfaces.Identity;
using SunGov.GrainInterfaces.Programmes;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Silo.Hosting;
using SunGov.Tools.Load;

namespace SunGov.Tools.Bench;

/// <summary>An application half filled, and a session of its leader.</summary>
internal sealed record BenchApplication(string Project, OpenSession Session);

/// <summary>A programme whose form has twelve sections of twenty-five fields, with conditions, rules, tables.</summary>
internal static class FormsProvince
{
    public const string Form = "application";

    private const string Programme = "bench-form";
    private const string Call = "bench-form-call";
    private const string Project = "bench-form-project";
    private const int Sections = 12;
    private const int Fields = 25;
    private const int Rows = 10;
    private const int Characters = 3_000;

    private const string Rules = """
        [{"id":"orderNO","field":"f3","message":{"zh":"不应大于金额","en":"Not above the sum"},
          "holds":{"<=":[{"var":"f3"},{"+":[{"var":"f4"},1000]}]}},
         {"id":"totalNO","field":"f5","message":{"zh":"合计应与金额一致","en":"The sum must match"},
          "holds":{"==":[{"var":"f4"},{"reduce":[{"var":"f5"},
            {"+":[{"var":"accumulator"},{"var":["current.c3",0]}]},0]}]}}]
        """;

    /// <summary>Two more sections with the kinds that the others do not have.</summary>
    private const string OtherKinds = """
        [{"id":"kinds","name":{"zh":"基本信息","en":"Basics"},"fields":[
           {"id":"field","kind":"tree-choice","codes":"disciplines","name":{"zh":"所属学科","en":"Discipline"},
            "required":true},
           {"id":"place","kind":"tree-choice","codes":"divisions","leaves":true,"name":{"zh":"实施地点","en":"Place"}},
           {"id":"keeper","kind":"person","name":{"zh":"财务联系人","en":"Finance contact"}},
           {"id":"account","kind":"text","sensitive":true,"name":{"zh":"银行账号","en":"Account"}},
           {"id":"rate","kind":"number","decimals":2,"name":{"zh":"自筹比例","en":"Own share"}}]},
         {"id":"again","name":{"zh":"代表性成果","en":"Results"},"repeats":{"min":1,"max":5},"fields":[
           {"id":"title","kind":"text","name":{"zh":"题目","en":"Title"},"required":true},
           {"id":"kind","kind":"choice","name":{"zh":"类型","en":"Kind"},
            "options":[{"value":"paper","name":{"zh":"论文","en":"Paper"}},
              {"value":"patent","name":{"zh":"专利","en":"Patent"}}]},
           {"id":"number","kind":"text","name":{"zh":"专利号","en":"Number"},"required":true,
            "visibleWhen":{"==":[{"var":"kind"},"patent"]}},
           {"id":"authors","kind":"member-table","name":{"zh":"作者","en":"Authors"},"columns":[
             {"id":"name","kind":"text","name":{"zh":"姓名","en":"Name"},"required":true},
             {"id":"person","kind":"person","name":{"zh":"本单位人员","en":"Colleague"}}]}]}]
        """;

    /// <summary>Makes it and fills every section but the first and the last two.</summary>
    public static async Task<BenchApplication> MakeAsync(HostSettings settings)
    {
        OpenSession? session = null;
        await LoadProvince.MakeAsync(settings, 1, BenchProvince.Entities, entityCap: null, async services =>
        {
            var grains = services.GetRequiredService<IGrainFactory>();
            await CallAsync(grains);
            var leader = await ByAsync(grains, LoadProvince.Leader(0));
            var project = grains.GetGrain<IProjectGrain>(Project);
            Must(await project.Start(
                new StartProject(Call, "三百个字段的申报书", LoadProvince.Entities[0]),
                leader with { Command = Guid.NewGuid() }));
            for (var section = 1; section < Sections; section++)
            {
                Must(await project.SaveSection(
                    new SaveSection(Form, $"s{section}", Content(), 0), leader with { Command = Guid.NewGuid() }));
            }

            session = await OpenSession.OfAsync(services, LoadProvince.Leader(0));
        });
        return new BenchApplication(Project, session!);
    }

    private static async Task CallAsync(IGrainFactory grains)
    {
        var known = Must(await grains.GetGrain<ICallGrain>(LoadProvince.Call).Read(By.System(Guid.NewGuid())));
        var owner = Must(await grains.GetGrain<IProgrammeGrain>(known.Programme).Read(By.System(Guid.NewGuid()))).Owner;
        Must(await grains.GetGrain<IProgrammeGrain>(Programme).Publish(
            new PublishDefinition(Element(Definition(owner))), By.System(Guid.NewGuid())));
        var officer = await ByAsync(grains, LoadProvince.Officer);
        var call = grains.GetGrain<ICallGrain>(Call);
        var today = DateOnly.FromDateTime(known.Opens.UtcDateTime).AddDays(1);
        Must(await call.Draft(
            new DraftCall(
                Programme, "大型申报书测试", today.Year, "用于测量填报的批次", [], today.AddDays(-1), today.AddDays(30),
                new TimeOnly(17, 0), null, "020-1"),
            officer with { Command = Guid.NewGuid() }));
        Must(await call.Publish(new PublishCall(), officer with { Command = Guid.NewGuid() }));
    }

    private static JsonObject Definition(string owner) => new()
    {
        ["programme"] = Programme,
        ["name"] = Words("大型申报书"),
        ["class"] = "department",
        ["owner"] = owner,
        ["holders"] = JsonNode.Parse("""{"leader":{"name":{"zh":"项目负责人","en":"Leader"},"person":"leader"}}"""),
        ["forms"] = new JsonArray(new JsonObject
        {
            ["id"] = Form,
            ["name"] = Words("申报书"),
            ["sections"] = new JsonArray(
                [.. Enumerable.Range(0, Sections).Select(Section), .. JsonNode.Parse(OtherKinds)!.AsArray()
                    .Select(section => section!.DeepClone())]),
            ["rules"] = JsonNode.Parse(
                """
                [{"id":"sums","field":"s1/f4","message":{"zh":"两处金额应一致","en":"Both sums must be equal"},
                  "holds":{"==":[{"var":"s1.f4"},{"var":"s2.f4"}]}}]
                """),
        }),
        ["stages"] = JsonNode.Parse(
            """
            [{"id":"fill","kind":"fill","form":"application","name":{"zh":"填报","en":"Fill"},
              "tasks":[{"id":"fill","holder":"leader","name":{"zh":"填报","en":"Fill"}}],
              "actions":[{"id":"submit","target":"done","complete":["application"],"submits":true,
                "name":{"zh":"提交","en":"Submit"}}]},
             {"id":"done","kind":"end","name":{"zh":"终","en":"Done"}}]
            """),
    };

    private static JsonObject Section(int no) => new()
    {
        ["id"] = $"s{no}",
        ["name"] = Words($"第 {no + 1} 部分"),
        ["fields"] = new JsonArray([.. Enumerable.Range(0, Fields).Select(Field)]),
        ["rules"] = JsonNode.Parse(Rules.Replace("NO", $"{no}", StringComparison.Ordinal)),
    };

    private static JsonNode Field(int no)
    {
        var field = new JsonObject { ["id"] = $"f{no}", ["name"] = Words($"字段 {no}"), ["required"] = no % 3 == 0 };
        var kind = no == 5 ? "table" : (no % 6) switch
        {
            0 => "text", 1 => "long-text", 2 => "choice", 3 => "number", 4 => "money", _ => "date",
        };
        field["kind"] = kind;
        if (kind == "choice")
        {
            field["options"] = JsonNode.Parse(
                """[{"value":"a","name":{"zh":"甲","en":"A"}},{"value":"b","name":{"zh":"乙","en":"B"}}]""");
        }

        if (kind == "table")
        {
            field["columns"] = new JsonArray([.. Enumerable.Range(0, 6).Select(Column)]);
        }

        if (no is > 6 && no % 5 == 0)
        {
            field["visibleWhen"] = JsonNode.Parse("""{"!=":[{"var":"f2"},"b"]}""");
        }

        return field;
    }

    private static JsonNode Column(int no) => new JsonObject
    {
        ["id"] = $"c{no}", ["name"] = Words($"列 {no}"), ["kind"] = no == 3 ? "money" : no == 4 ? "integer" : "text",
    };

    private static JsonElement Content()
    {
        var content = new JsonObject();
        for (var no = 0; no < Fields; no++)
        {
            content[$"f{no}"] = no == 5 ? Table() : (no % 6) switch
            {
                0 => "一行文字",
                1 => string.Concat(Enumerable.Repeat("研究内容与技术路线，", Characters / 10)),
                2 => "a",
                3 => 12.5,
                4 => 100_000_000,
                _ => "2027-03-01",
            };
        }

        return Element(content);
    }

    private static JsonArray Table() => new([.. Enumerable.Range(0, Rows).Select(row => new JsonObject
    {
        ["c0"] = $"设备 {row}", ["c1"] = "型号", ["c2"] = "用途", ["c3"] = 10_000_000, ["c4"] = row, ["c5"] = "备注",
    })]);

    private static JsonObject Words(string zh) => new() { ["zh"] = zh, ["en"] = zh };

    private static JsonElement Element(JsonNode node) => JsonSerializer.SerializeToElement(node);

    private static async Task<By> ByAsync(IGrainFactory grains, string login)
    {
        var person = Must(await grains.GetGrain<IPersonGrain>(login).Read(By.System(Guid.NewGuid())));
        return new By(person.Id, person.Identities[0].Id, "bench", Guid.Empty);
    }

    private static T Must<T>(Outcome<T> outcome) => outcome.Succeeded
        ? outcome.Value
        : throw new InvalidOperationException(
            $"refused: {outcome.Refusal.Code} {string.Join(", ", outcome.Refusal.Details)}");
}
