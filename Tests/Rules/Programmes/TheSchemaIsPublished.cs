using System.Text.Json;
using SunGov.Tests.Api;
using SunGov.Tests.Rules.Shared.Tidy;

namespace SunGov.Tests.Rules.Programmes;

/// <summary>
/// R-BUS-11, R-BUS-16: /schemas/programme-definition.json says what the reader takes. `SUNGOV_WRITE_SNAPSHOTS=1` writes
/// it anew from the records.
/// </summary>
public sealed class TheSchemaIsPublished
{
    private static readonly string Committed =
        Path.Combine(SourceTree.Root, "Api/Programmes/programme-definition.json");

    [Fact]
    public void The_committed_schema_is_what_the_records_say() => Snapshot.Same(Committed, DefinitionSchema.Text());

    [Fact]
    public void Every_member_is_described()
    {
        using var schema = JsonDocument.Parse(DefinitionSchema.Text());
        Assert.Empty(Undescribed("", schema.RootElement));
    }

    private static IEnumerable<string> Undescribed(string place, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            yield break;
        }

        foreach (var member in json.EnumerateObject())
        {
            foreach (var found in Undescribed($"{place}/{member.Name}", member.Value))
            {
                yield return found;
            }

            if (place.EndsWith("/$defs", StringComparison.Ordinal)
                && !(member.Value.TryGetProperty("description", out var text) && text.GetString()!.Length > 0))
            {
                yield return $"{place}/{member.Name}";
            }
        }
    }
}
