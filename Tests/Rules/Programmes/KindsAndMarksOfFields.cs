using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using SunGov.GrainInterfaces.Programmes;
using SunGov.Grains.Documents;
using SunGov.Grains.Programmes;
using SunGov.Tests.Rules.Shared.Tidy;

namespace SunGov.Tests.Rules.Programmes;

/// <summary>R-BUS-11, R-BUS-18, R-NFR-08: tree choices, persons, repeating sections, conditions, seals, what is fixed.
/// </summary>
public sealed class KindsAndMarksOfFields
{
    private static readonly CodeTables Codes = CodeTables.In(
    [
        .. Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "Programmes", "codes"), "*.txt")
            .Select(file => (Path.GetFileNameWithoutExtension(file), File.ReadAllText(file))),
    ]);

    private static CompiledForm Form => Read(_ => { }).Programme!.Forms["application"];

    [Theory]
    [InlineData("divisions", null, null, "440000 广东省")]
    [InlineData("divisions", "440100", null, "440103 荔湾区")]
    [InlineData("divisions", null, "从化", "440117 从化区")]
    [InlineData("divisions", "440000", "442000", "442000 中山市")]
    [InlineData("divisions", "440300", "从化", null)]
    [InlineData("disciplines", null, null, "110 数学")]
    [InlineData("disciplines", "11014", null, "1101410 演绎逻辑学")]
    public void Codes_are_found_level_by_level_and_by_words(string table, string? under, string? search, string? first)
    {
        var rows = Codes.Find(table)!.List(new CodeFilter(under, search));
        Assert.Equal(first, rows.IsEmpty ? null : $"{rows[0].Code} {rows[0].Name}");
    }

    [Theory]
    [InlineData("440103", "荔湾区", true, true)]
    [InlineData("440100", "广州市", true, false)]
    [InlineData("440100", "广州市", false, true)]
    [InlineData("440103", "越秀区", true, false)]
    [InlineData("449999", "无", false, false)]
    public void Only_what_the_table_offers_can_be_chosen(string code, string name, bool leaves, bool taken) =>
        Assert.Equal(taken, Codes.Find("divisions")!.Takes(code, name, leaves));

    [Fact]
    public void A_code_out_of_use_is_not_offered_and_stays_readable()
    {
        var table = CodeTable.Parse("1 甲\n12 乙（已停用）\n13 丙");
        Assert.False(table.Takes("12", "乙", leaves: true));
        Assert.Equal(["13"], table.List(new CodeFilter("1")).Select(row => row.Code));
    }

    [Theory]
    [InlineData("{}", "required@site/kind")]
    [InlineData("""{"kind":"own"}""", "")]
    [InlineData("""{"kind":"rented","lessor":"某公司","place":{"code":"440103","name":"荔湾区"}}""", "")]
    [InlineData("""{"kind":"rented"}""", "required@site/lessor required@site/place")]
    [InlineData("""{"kind":"rented","lessor":"某公司","place":{"code":"1","name":"无"}}""", "option@site/place")]
    [InlineData("""{"kind":"own","lessor":"","area":12.345}""", "step@site/area")]
    public void What_is_hidden_needs_nothing_and_what_is_there_may_be_required(string content, string expected) =>
        Assert.Equal(expected, Found("site", content));

    [Fact]
    public void What_is_hidden_keeps_no_value()
    {
        var typed = new Dictionary<string, JsonElement>
        {
            ["site"] = Definitions.Json("""{"kind":"own","lessor":"某公司","area":3}"""),
        };
        Assert.Equal("""{"kind":"own","area":3}""", FormConditions.Left(Form, typed)["site"].GetRawText());
        var conditioned = FormConditions.Of(Form, typed)["site"];
        Assert.Equal(
            """{"kind":"own","area":3}""",
            FormConditions.Without(typed["site"], conditioned.Hidden).GetRawText());
    }

    [Theory]
    [InlineData("""{"entries":[]}""", "rows@results/entries")]
    [InlineData("{}", "required@results/entries")]
    [InlineData("""{"entries":[{"title":"论文"}]}""", "")]
    [InlineData("""{"entries":[{"title":"论文"},{"authors":[{}]}]}""",
        "required@results/entries/1/authors/0/name required@results/entries/1/title")]
    public void A_repeating_section_is_checked_each_time(string content, string expected) =>
        Assert.Equal(expected, Found("results", content));

    [Fact]
    public void A_repeating_section_is_printed_each_time()
    {
        var sections = FormPrint.Sections(Form.Definition, new Dictionary<string, JsonElement>
        {
            ["results"] = Definitions.Json("""{"entries":[{"title":"甲"},{"title":"乙"}]}"""),
        });
        Assert.Equal(
            ["（1）题目", "（1）作者", "（2）题目", "（2）作者"],
            sections.Single(one => one.Name == "成果").Fields.Select(field => field.Name));
    }

    [Fact]
    public void A_sensitive_value_is_shown_by_its_end_and_told_by_a_reference()
    {
        var section = Form.Section("bank")!.Definition;
        var stored = Definitions.Json(
            """{"account":{"sealed":"s1.abcdefghijklmnopqrstuvwxyz","mask":"****6789"},"bank":"中国银行"}""");
        var shown = FormSeals.Masked(section, stored);
        Assert.Equal(
            """{"account":{"sealed":"klmnopqrstuvwxyz","mask":"****6789"},"bank":"中国银行"}""",
            JsonSerializer.Serialize(shown, Definitions.Plain));
        Assert.Equal("****6789", FormSeals.MaskOf("6222000123456789"));
        Assert.Equal("****", FormSeals.MaskOf("1234567"));
        var print = FormPrint.Sections(Form.Definition, new Dictionary<string, JsonElement> { ["bank"] = shown });
        Assert.Contains(print.Single(one => one.Name == "账户").Fields, field => field.Value == "****6789");
    }

    [Theory]
    [InlineData("""{"kind":"own","area":4}""", "field-fixed@site/area")]
    [InlineData("""{"kind":"own","area":3.0}""", "")]
    [InlineData("""{"kind":"own"}""", "field-fixed@site/area")]
    public void What_is_fixed_stays_as_it_was_submitted(string content, string expected)
    {
        var prefills = Prefills.None with
        {
            Submitted = ImmutableDictionary<string, JsonElement>.Empty.Add("site", Definitions.Json("""{"area":3}""")),
            Ended = ["fill"],
        };
        Assert.Equal(expected, Found("site", content, prefills));
    }

    [Theory]
    [InlineData("site", "kind", """{"visibleWhen":{"==":[{"var":"lessor"},1]}}""", "definition-reference-unknown")]
    [InlineData("site", "kind", """{"visibleWhen":{"var":"form.bank.bank"}}""", "definition-reference-unknown")]
    [InlineData("site", "kind", """{"requiredWhen":{"var":"lessor"}}""", "definition-part-not-used")]
    [InlineData("site", "place", """{"codes":"planets"}""", "definition-reference-unknown")]
    [InlineData("site", "area", """{"decimals":11}""", "definition-reference-unknown")]
    [InlineData("site", "area", """{"fixedAfter":"moon"}""", "definition-reference-unknown")]
    [InlineData("site", "area", """{"sensitive":true}""", "definition-part-not-used")]
    [InlineData("bank", "account", """{"prefill":"title"}""", "definition-part-not-used")]
    public void A_mark_that_makes_no_sense_is_named(string section, string field, string marks, string expected)
    {
        var read = Read(root =>
        {
            var at = root["forms"]![0]!["sections"]!.AsArray().First(one => (string?)one!["id"] == section)!["fields"]!
                .AsArray().First(one => (string?)one!["id"] == field)!.AsObject();
            foreach (var (name, value) in JsonNode.Parse(marks)!.AsObject())
            {
                at[name] = value?.DeepClone();
            }
        });
        Assert.Contains(read.Findings, finding => finding.Code == expected
            && finding.Field!.Contains($"{section}/fields/{field}", StringComparison.Ordinal));
    }

    private static string Found(string section, string content, Prefills? prefills = null) => Definitions.Codes(
        FormContent.Findings(
            Form.Section(section)!, Definitions.Json(content), _ => true, prefills ?? Prefills.None,
            form: new Dictionary<string, JsonElement> { [section] = Definitions.Json(content) }));

    /// <summary>The shipped definition with three more sections.</summary>
    private static (CompiledProgramme? Programme, ImmutableArray<SunGov.GrainInterfaces.Shared.Refusal> Findings) Read(
        Action<JsonNode> change)
    {
        var json = Definitions.Changed(root =>
        {
            foreach (var section in JsonNode.Parse(Sections)!.AsArray())
            {
                root["forms"]![0]!["sections"]!.AsArray().Add(section!.DeepClone());
            }

            change(root);
        });
        return DefinitionFile.Read(json, codes: Codes);
    }

    private const string Sections =
        """
        [{"id":"site","name":{"zh":"场地","en":"Site"},"fields":[
           {"id":"kind","kind":"choice","name":{"zh":"性质","en":"Kind"},"required":true,
            "options":[{"value":"own","name":{"zh":"自有","en":"Own"}},
              {"value":"rented","name":{"zh":"租用","en":"Rented"}}]},
           {"id":"lessor","kind":"text","name":{"zh":"出租方","en":"Lessor"},"required":true,
            "visibleWhen":{"==":[{"var":"kind"},"rented"]}},
           {"id":"place","kind":"tree-choice","name":{"zh":"所在地","en":"Place"},"codes":"divisions","leaves":true,
            "requiredWhen":{"==":[{"var":"kind"},"rented"]}},
           {"id":"area","kind":"number","name":{"zh":"面积","en":"Area"},"decimals":2,"fixedAfter":"fill"},
           {"id":"keeper","kind":"person","name":{"zh":"管理人","en":"Keeper"}}]},
         {"id":"results","name":{"zh":"成果","en":"Results"},"repeats":{"min":1,"max":3},"fields":[
           {"id":"title","kind":"text","name":{"zh":"题目","en":"Title"},"required":true},
           {"id":"authors","kind":"table","name":{"zh":"作者","en":"Authors"},"columns":[
             {"id":"name","kind":"text","name":{"zh":"姓名","en":"Name"},"required":true}]}]},
         {"id":"bank","name":{"zh":"账户","en":"Account"},"fields":[
           {"id":"account","kind":"text","name":{"zh":"账号","en":"Number"},"sensitive":true,"pattern":"[0-9]{10,30}"},
           {"id":"bank","kind":"text","name":{"zh":"开户行","en":"Bank"}}]}]
        """;
}
