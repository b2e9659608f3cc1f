using System.Text.Json;
using SunGov.Grains.Programmes;

namespace SunGov.Tests.Rules.Programmes;

/// <summary>Each case was also run through json-logic-js 2.0.5; both must give the same.</summary>
public sealed class JsonLogicGivesWhatBrowsersGive
{
    private const string Budget = """{"lines":[{"fen":100,"own":0},{"fen":250}],"total":350,"name":"预算"}""";

    [Theory]
    [InlineData("""{"var":"total"}""", "350")]
    [InlineData("""{"var":"lines.1.fen"}""", "250")]
    [InlineData("""{"var":["none","x"]}""", "\"x\"")]
    [InlineData("""{"var":"none.deeper"}""", "null")]
    [InlineData("""{"missing":["total","none","name"]}""", "[\"none\"]")]
    [InlineData("""{"missing_some":[1,["none","total"]]}""", "[]")]
    [InlineData("""{"missing_some":[2,["none","total"]]}""", "[\"none\"]")]
    [InlineData("""{"==":[1,"1"]}""", "true")]
    [InlineData("""{"===":[1,"1"]}""", "false")]
    [InlineData("""{"!=":[1,true]}""", "false")]
    [InlineData("""{"!==":["a","a"]}""", "false")]
    [InlineData("""{"==":[null,0]}""", "false")]
    [InlineData("""{"==":[[],0]}""", "true")]
    [InlineData("""{"!":[[]]}""", "true")]
    [InlineData("""{"!!":["0"]}""", "true")]
    [InlineData("""{"or":[0,"",3,4]}""", "3")]
    [InlineData("""{"and":[1,2,0,4]}""", "0")]
    [InlineData("""{"if":[false,1,null,2,3]}""", "3")]
    [InlineData("""{"?:":[true,"a","b"]}""", "\"a\"")]
    [InlineData("""{"if":[]}""", "null")]
    [InlineData("""{">":["10",9]}""", "true")]
    [InlineData("""{">":["10","9"]}""", "false")]
    [InlineData("""{"<":[1,2,3]}""", "true")]
    [InlineData("""{"<=":[1,3,2]}""", "false")]
    [InlineData("""{">=":[{"var":"none"},0]}""", "true")]
    [InlineData("""{"max":[1,"3",2]}""", "3")]
    [InlineData("""{"min":[1,3,-2]}""", "-2")]
    [InlineData("""{"+":["3","4.5",1]}""", "8.5")]
    [InlineData("""{"+":["12px"]}""", "12")]
    [InlineData("""{"*":[2,3,"4"]}""", "24")]
    [InlineData("""{"-":[5]}""", "-5")]
    [InlineData("""{"-":["7",2]}""", "5")]
    [InlineData("""{"/":[7,2]}""", "3.5")]
    [InlineData("""{"%":[7,3]}""", "1")]
    [InlineData("""{"map":[{"var":"lines"},{"var":"fen"}]}""", "[100,250]")]
    [InlineData("""{"filter":[{"var":"lines"},{">":[{"var":"fen"},200]}]}""", """[{"fen":250}]""")]
    [InlineData("""{"all":[{"var":"lines"},{">":[{"var":"fen"},0]}]}""", "true")]
    [InlineData("""{"all":[[],true]}""", "false")]
    [InlineData("""{"none":[{"var":"lines"},{">":[{"var":"fen"},999]}]}""", "true")]
    [InlineData("""{"some":[{"var":"lines"},{"==":[{"var":"own"},0]}]}""", "true")]
    [InlineData("""{"merge":[1,[2,3],[[4]]]}""", "[1,2,3,[4]]")]
    [InlineData("""{"in":["算",{"var":"name"}]}""", "true")]
    [InlineData("""{"in":[2,[1,2]]}""", "true")]
    [InlineData("""{"in":["2",[1,2]]}""", "false")]
    [InlineData("""{"cat":["a",1,null,true,[1,[2]]]}""", "\"a1true1,2\"")]
    [InlineData("""{"substr":["jsonlogic",4]}""", "\"logic\"")]
    [InlineData("""{"substr":["jsonlogic",-5]}""", "\"logic\"")]
    [InlineData("""{"substr":["jsonlogic",1,3]}""", "\"son\"")]
    [InlineData("""{"substr":["jsonlogic",4,-2]}""", "\"log\"")]
    [InlineData("""{"log":"x"}""", "\"x\"")]
    [InlineData(
        """{"reduce":[{"var":"lines"},{"+":[{"var":"accumulator"},{"var":["current.fen",0]}]},0]}""", "350")]
    [InlineData("""{"reduce":[{"var":"none"},{"var":"current"},7]}""", "7")]
    [InlineData("""[1,{"var":"total"}]""", "[1,350]")]
    [InlineData("\"text\"", "\"text\"")]
    public void For_every_operator(string rule, string expected)
    {
        var (compiled, fault) = JsonLogic.Compile(Definitions.Json(rule));
        Assert.Null(fault);
        var value = compiled!.Evaluate(LogicData.Of(Definitions.Json(Budget))).Value;
        Assert.Equal(expected, JsonSerializer.Serialize(value, Definitions.Plain));
    }

    [Fact]
    public void An_unknown_operator_is_named() =>
        Assert.Contains("'eval'", JsonLogic.Compile(Definitions.Json("""{"eval":[1]}""")).Fault);

    [Fact]
    public void A_rule_nested_too_deep_is_refused()
    {
        var rule = "1";
        for (var i = 0; i <= JsonLogic.MaximumDepth; i++)
        {
            rule = $$"""{"!":[{{rule}}]}""";
        }

        Assert.NotNull(JsonLogic.Compile(Definitions.Json(rule)).Fault);
    }

    [Fact]
    public void A_rule_that_would_run_for_ever_runs_out_of_steps()
    {
        var all = """{"var":"rows"}""";
        var rule = $$"""{"map":[{{all}},{"map":[[{{string.Join(',', Enumerable.Repeat("1", 300))}}],{"+":[1,1]}]}]}""";
        var rows = $$"""{"rows":[{{string.Join(',', Enumerable.Repeat("1", 1000))}}]}""";
        var result = JsonLogic.Compile(Definitions.Json(rule)).Rule!.Evaluate(LogicData.Of(Definitions.Json(rows)));
        Assert.True(result.Exhausted);
        Assert.Null(result.Value);
    }

    [Theory]
    [InlineData("cat", "\"x\"")]
    [InlineData("merge", "[1]")]
    public void A_rule_that_doubles_what_it_made_runs_out_of_steps_before_memory(string operation, string start)
    {
        var acc = """{"var":"accumulator"}""";
        var items = string.Join(',', Enumerable.Repeat("1", 60));
        var rule = $$"""{"reduce":[[{{items}}],{"{{operation}}":[{{acc}},{{acc}}]},{{start}}]}""";
        var result = JsonLogic.Compile(Definitions.Json(rule)).Rule!.Evaluate(LogicData.Of(Definitions.Json("{}")));
        Assert.True(result.Exhausted);
    }
}
