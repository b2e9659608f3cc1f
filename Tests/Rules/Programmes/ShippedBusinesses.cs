using System.Text.Json;
using SunGov.Grains.Programmes;
using SunGov.Silo.Demo;

namespace SunGov.Tests.Rules.Programmes;

/// <summary>R-BUS-01 to 03, 08 to 12: the businesses that are shipped, as data alone.</summary>
public sealed class ShippedBusinesses
{
    private static readonly string[] Expected =
    [
        "city-block", "contract-registration", "gov-it-city", "high-tech-enterprise", "key-rnd", "post-subsidy",
        "soft-science",
    ];

    private static Dictionary<string, JsonElement> Shipped { get; } =
        new DemoFiles(Path.Combine(AppContext.BaseDirectory, "Programmes")).Definitions()
            .ToDictionary(known => known.Id, known => known.Json);

    public static TheoryData<string> Ids => [.. Shipped.Keys];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_is_without_a_fault(string id) => Assert.Equal("", string.Join(
        "\n", DefinitionFile.Read(Shipped[id]).Findings.Select(found =>
            $"{found.Code} at {found.Field}: {string.Join(", ", found.Args.Select(arg => arg.Value))}")));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_says_everything_in_both_languages(string id) =>
        Assert.Equal("", string.Join("\n", Unsaid(Shipped[id], id)));

    [Fact]
    public void Every_class_of_management_is_among_them()
    {
        Assert.Equal(Expected, Shipped.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            ["cross-department", "delegated", "department", "self-initiated"],
            Shipped.Values.Select(json => json.GetProperty("class").GetString()).Distinct().Order());
    }

    private static IEnumerable<string> Unsaid(JsonElement json, string place) => json.ValueKind switch
    {
        JsonValueKind.Object when json.TryGetProperty("zh", out var zh) => IsSaid(zh, true)
            && json.TryGetProperty("en", out var en) && IsSaid(en, false) ? [] : [place],
        JsonValueKind.Object => json.EnumerateObject().SelectMany(
            member => Unsaid(member.Value, $"{place}/{member.Name}")),
        JsonValueKind.Array => json.EnumerateArray().SelectMany((item, i) => Unsaid(item, $"{place}/{i}")),
        _ => [],
    };

    private static bool IsSaid(JsonElement text, bool isChinese) =>
        text.GetString() is { Length: > 0 } said && said.Any(c => c > 0x2e80) == isChinese;
}
