using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using SunGov.GrainInterfaces.Programmes;

namespace SunGov.Grains.Programmes;

/// <summary>
/// What differs between two definitions, by meaning and place (R-BUS-16): things are known by their ids wherever they
/// stand, rules count as a whole, what is not said counts as its default. Pure.
/// </summary>
public sealed class DefinitionComparison
{
    /// <summary>Members that hold a rule, which is one thing whatever its shape.</summary>
    private static readonly ImmutableHashSet<string> Rules = RulesOf(typeof(ProgrammeDefinition), []);

    private readonly ImmutableArray<Difference>.Builder _found = ImmutableArray.CreateBuilder<Difference>();

    private DefinitionComparison()
    {
    }

    /// <summary>The differences, in the order of the definitions; one that cannot be read is compared as it is.
    /// </summary>
    public static ImmutableArray<Difference> Of(JsonElement before, JsonElement after)
    {
        var comparison = new DefinitionComparison();
        comparison.Values("", DefinitionFile.Normal(before), DefinitionFile.Normal(after));
        return comparison._found.ToImmutable();
    }

    private void Values(string place, JsonElement before, JsonElement after)
    {
        var name = place[(place.LastIndexOf('/') + 1)..];
        if (Rules.Contains(name) || before.ValueKind != after.ValueKind)
        {
            Leaf(place, before, after);
        }
        else if (before.ValueKind == JsonValueKind.Object)
        {
            Members(place, Named(before), Named(after));
        }
        else if (before.ValueKind == JsonValueKind.Array && Known(before) is { } old && Known(after) is { } now)
        {
            Members(place, old, now);
            Moves(place, [.. old.Select(item => item.Name)], [.. now.Select(item => item.Name)]);
        }
        else if (before.ValueKind == JsonValueKind.Array && IsOfObjects(before) && IsOfObjects(after))
        {
            Members(place, Numbered(before), Numbered(after));
        }
        else
        {
            Leaf(place, before, after);
        }
    }

    private void Leaf(string place, JsonElement before, JsonElement after)
    {
        if (!JsonElement.DeepEquals(before, after))
        {
            _found.Add(new Difference(place, "changed", before, after));
        }
    }

    private void Members(
        string place, List<(string Name, JsonElement Value)> before, List<(string Name, JsonElement Value)> after)
    {
        var old = before.Select(member => member.Name).ToHashSet();
        var now = after.ToDictionary(member => member.Name, member => member.Value);
        foreach (var (name, value) in before)
        {
            var here = place.Length == 0 ? name : $"{place}/{name}";
            if (now.TryGetValue(name, out var next))
            {
                Values(here, value, next);
            }
            else
            {
                _found.Add(new Difference(here, "removed", value, null));
            }
        }

        foreach (var (name, value) in after.Where(member => !old.Contains(member.Name)))
        {
            _found.Add(new Difference(place.Length == 0 ? name : $"{place}/{name}", "added", null, value));
        }
    }

    /// <summary>The fewest things of which one must say that they stand elsewhere: all but the longest run in order.
    /// </summary>
    private void Moves(string place, ImmutableArray<string> before, ImmutableArray<string> after)
    {
        var common = after.Where(before.Contains).ToImmutableArray();
        var places = common.Select(id => before.IndexOf(id)).ToArray();
        var (length, previous) = (new int[places.Length], new int[places.Length]);
        for (var i = 0; i < places.Length; i++)
        {
            (length[i], previous[i]) = (1, -1);
            for (var j = 0; j < i; j++)
            {
                if (places[j] < places[i] && length[j] + 1 > length[i])
                {
                    (length[i], previous[i]) = (length[j] + 1, j);
                }
            }
        }

        var stays = new HashSet<int>();
        for (var i = length.Length == 0 ? -1 : Array.IndexOf(length, length.Max()); i >= 0; i = previous[i])
        {
            stays.Add(i);
        }

        foreach (var i in Enumerable.Range(0, places.Length).Where(i => !stays.Contains(i)))
        {
            _found.Add(new Difference(
                $"{place}/{common[i]}", "moved", JsonSerializer.SerializeToElement(places[i]),
                JsonSerializer.SerializeToElement(after.IndexOf(common[i]))));
        }
    }

    private static List<(string Name, JsonElement Value)> Named(JsonElement json) =>
        [.. json.EnumerateObject().Select(member => (member.Name, member.Value))];

    private static List<(string Name, JsonElement Value)> Numbered(JsonElement json) =>
    [
        .. json.EnumerateArray().Select((item, place) =>
            (place.ToString(System.Globalization.CultureInfo.InvariantCulture), item)),
    ];

    private static bool IsOfObjects(JsonElement json) =>
        json.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object);

    /// <summary>The items by their ids, or an option's by its value; null where they have none.</summary>
    private static List<(string Name, JsonElement Value)>? Known(JsonElement json)
    {
        var items = new List<(string Name, JsonElement Value)>();
        foreach (var item in json.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object
                || !(item.TryGetProperty("id", out var id) || item.TryGetProperty("value", out id))
                || id.ValueKind != JsonValueKind.String)
            {
                return null;
            }

            items.Add((id.GetString()!, item));
        }

        return items.DistinctBy(item => item.Name).Count() == items.Count ? items : null;
    }

    private static ImmutableHashSet<string> RulesOf(Type type, HashSet<Type> seen) =>
        type.Namespace != typeof(ProgrammeDefinition).Namespace || !seen.Add(type)
            ? []
            :
            [
                .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).SelectMany(property =>
                    property.PropertyType == typeof(JsonElement) || property.PropertyType == typeof(JsonElement?)
                        ? [JsonNamingPolicy.CamelCase.ConvertName(property.Name)]
                        : property.PropertyType.GetGenericArguments().SelectMany(
                                argument => argument.GetGenericArguments().Append(argument))
                            .Append(property.PropertyType).SelectMany(inner => RulesOf(inner, seen))),
            ];
}
