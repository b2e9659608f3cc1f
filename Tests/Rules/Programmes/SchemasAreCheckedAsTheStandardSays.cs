using SunGov.Grains.Programmes;

namespace SunGov.Tests.Rules.Programmes;

/// <summary>R-BUS-11: keywords of JSON Schema 2020-12 that forms use, and those they do not.</summary>
public sealed class SchemasAreCheckedAsTheStandardSays
{
    [Theory]
    [InlineData("""{"type":"integer"}""", "1.0", true)]
    [InlineData("""{"type":"integer"}""", "1.5", false)]
    [InlineData("""{"type":["string","null"]}""", "null", true)]
    [InlineData("""{"multipleOf":0.01}""", "12.34", true)]
    [InlineData("""{"multipleOf":0.01}""", "12.345", false)]
    [InlineData("""{"exclusiveMinimum":3}""", "3", false)]
    [InlineData("""{"exclusiveMaximum":3}""", "2.9999", true)]
    [InlineData("""{"enum":[1,{"a":2}]}""", """{"a":2.0}""", true)]
    [InlineData("""{"const":true}""", "1", false)]
    [InlineData("""{"uniqueItems":true}""", """[{"a":1,"b":2},{"b":2,"a":1}]""", false)]
    [InlineData("""{"required":["a"]}""", "7", true)]
    [InlineData("""{"dependentRequired":{"a":["b"]}}""", """{"a":1}""", false)]
    [InlineData(
        """{"if":{"required":["a"]},"then":{"required":["b"]},"else":{"required":["c"]}}""", """{"c":1}""", true)]
    [InlineData("""{"oneOf":[{"type":"integer"},{"minimum":2}]}""", "3", false)]
    [InlineData("""{"anyOf":[{"type":"integer"},{"minimum":2}]}""", "1.5", false)]
    [InlineData("""{"allOf":[{"minimum":1},{"maximum":2}]}""", "3", false)]
    [InlineData("""{"not":{"type":"string"}}""", "\"x\"", false)]
    [InlineData(
        """{"$defs":{"a~b":{"type":"string"}},"properties":{"x":{"$ref":"#/$defs/a~0b"}}}""", """{"x":1}""", false)]
    [InlineData("""{"additionalProperties":{"type":"string"}}""", """{"x":1}""", false)]
    [InlineData("""{"pattern":"^\\d{2}$"}""", "\"１２\"", false)]
    [InlineData("""{"pattern":"^a$"}""", "\"a\\n\"", false)]
    [InlineData("""{"pattern":"^.{2}$"}""", "\"𠮷𠮷\"", true)]
    [InlineData("""{"format":"date"}""", "\"2026-02-30\"", false)]
    [InlineData("false", "1", false)]
    public void For_every_keyword(string schema, string content, bool fits) =>
        Assert.Equal(fits, SchemaCheck.Fits(Definitions.Json(schema), Definitions.Json(content), formats: true));

    [Fact]
    public void What_is_not_known_is_named() => Assert.Equal(
        ["$ref http://example.org/x", "patternProperties", "unevaluatedItems"],
        SchemaKeywords.Unsupported(Definitions.Json(
            """
            {"properties":{"a":{"patternProperties":{}},"patternX":{}},"items":{"unevaluatedItems":false},
             "anyOf":[{"$ref":"http://example.org/x"},{"const":{"minProperties":1}}]}
            """)));

    [Theory]
    [InlineData("""{"$ref":"#"}""")]
    [InlineData("""{"$defs":{"a":{"allOf":[{"$ref":"#/$defs/a"},{"$ref":"#/$defs/a"}]}},"$ref":"#/$defs/a"}""")]
    public void A_schema_in_itself_ends(string schema) =>
        Assert.False(SchemaCheck.Fits(Definitions.Json(schema), Definitions.Json("1"), formats: true));
}
