using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using Orleans;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Tests.Rules.Shared;

/// <summary>Between processes contracts are JSON (design section 3); in one nobody notices what gets lost.</summary>
public sealed class ContractsTravelAsJson
{
    private const int Deepest = 6;

    private static readonly Type[] Grains =
        [.. typeof(By).Assembly.GetExportedTypes().Where(type => typeof(IGrain).IsAssignableFrom(type))];

    /// <summary>What grain methods take and give.</summary>
    private static IEnumerable<Type> Travelling => Grains
        .SelectMany(grain => grain.GetMethods())
        .SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType)
            .Append(method.ReturnType.GenericTypeArguments.FirstOrDefault() ?? typeof(Done)))
        .Distinct();

    public static TheoryData<string> Names => [.. Travelling.Select(type => type.ToString()).Order()];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_contract_comes_back_as_it_went(string name)
    {
        var type = Travelling.Single(one => one.ToString() == name);

        var sent = Sample(type, 0);
        var json = JsonSerializer.Serialize(sent, type, ContractJson.Options);
        var back = JsonSerializer.Deserialize(json, type, ContractJson.Options);

        Assert.Equal(json, JsonSerializer.Serialize(back, type, ContractJson.Options));
        Assert.Equal("", Difference(sent, back, type.Name));
    }

    [Fact]
    public void Refusals_and_empty_lists_come_back_too()
    {
        Outcome<Page<Named>> refused = Refusal.Of(RefusalKind.Stale, "changed", "version", "3").At("title");
        var back = JsonSerializer.Deserialize<Outcome<Page<Named>>>(
            JsonSerializer.Serialize(refused, ContractJson.Options), ContractJson.Options)!;

        Assert.Null(back.Value);
        Assert.False(back.Succeeded);
        Assert.Equal("", Difference(refused, back, "refusal"));
        Assert.Empty(back.Refusal.Details);
    }

    /// <summary>A value of the type with every part filled in.</summary>
    private static object? Sample(Type type, int depth)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type switch
        {
            _ when type == typeof(string) => "文 \"<&>\" \u2028",
            _ when type == typeof(Guid) => new Guid("0b1c5c2e-7c5a-4c57-9d0e-3a6a9e1f2b3c"),
            _ when type == typeof(DateTimeOffset) => new DateTimeOffset(2026, 3, 2, 8, 0, 1, 123, TimeSpan.Zero),
            _ when type == typeof(DateOnly) => new DateOnly(2026, 2, 28),
            _ when type == typeof(TimeOnly) => new TimeOnly(17, 30, 1),
            _ when type == typeof(TimeSpan) => TimeSpan.FromSeconds(90.5),
            _ when type == typeof(JsonElement) => JsonDocument.Parse("""{"a":[1,null,"文"]}""").RootElement,
            _ when type == typeof(bool) => true,
            _ when type.IsPrimitive || type == typeof(decimal) => Convert.ChangeType(7, type, null),
            _ when type.IsEnum => Enum.GetValues(type).Cast<object>().Last(),
            _ when type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type) => Many(type, depth),
            _ when depth > Deepest => null,
            _ when type.IsAbstract => Sample(Case(type), depth + 1),
            _ => Made(type, depth),
        };
    }

    private static object Made(Type type, int depth)
    {
        var constructor = type.GetConstructors().MaxBy(one => one.GetParameters().Length)!;
        var parts = constructor.GetParameters().Select(part => Sample(part.ParameterType, depth + 1));
        return constructor.Invoke([.. parts]);
    }

    private static Type Case(Type type) =>
        type.Assembly.GetExportedTypes().First(one => !one.IsAbstract && type.IsAssignableFrom(one));

    private static object Many(Type type, int depth)
    {
        var parts = type.GenericTypeArguments;
        var name = type.GetGenericTypeDefinition() switch
        {
            var kind when kind == typeof(ImmutableSortedDictionary<,>) => nameof(Sorted),
            var kind when kind == typeof(ImmutableHashSet<>) => nameof(Set),
            _ => parts.Length == 2 ? nameof(Map) : nameof(Row),
        };
        var make = typeof(ContractsTravelAsJson).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(parts);
        return make.Invoke(null, [.. parts.Select(part => Sample(part, depth + 1))])!;
    }

    private static ImmutableDictionary<TKey, TValue> Map<TKey, TValue>(TKey key, TValue value)
        where TKey : notnull => ImmutableDictionary<TKey, TValue>.Empty.Add(key, value);

    private static ImmutableSortedDictionary<TKey, TValue> Sorted<TKey, TValue>(TKey key, TValue value)
        where TKey : notnull => ImmutableSortedDictionary<TKey, TValue>.Empty.Add(key, value);

    private static ImmutableHashSet<T> Set<T>(T one) => [one];

    private static ImmutableArray<T> Row<T>(T one) => one is null ? [] : [one];

    /// <summary>Where two values differ; empty where they do not.</summary>
    private static string Difference(object? sent, object? back, string at)
    {
        if (sent is null || back is null || sent.GetType() != back.GetType())
        {
            return sent is null && back is null ? "" : $"{at}: {sent} became {back}";
        }

        return sent switch
        {
            JsonElement element => JsonElement.DeepEquals(element, (JsonElement)back) ? "" : at,
            string or IFormattable or bool => sent.Equals(back) ? "" : $"{at}: {sent} became {back}",
            IEnumerable many => Differences(many.Cast<object?>(), ((IEnumerable)back).Cast<object?>(), at),
            _ => string.Join("; ", sent.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(part => part.GetMethod!.GetParameters().Length == 0)
                .Select(part => Difference(part.GetValue(sent), part.GetValue(back), $"{at}.{part.Name}"))
                .Where(found => found.Length > 0)),
        };
    }

    private static string Differences(IEnumerable<object?> sent, IEnumerable<object?> back, string at)
    {
        var (left, right) = (sent.ToList(), back.ToList());
        return left.Count != right.Count
            ? $"{at}: {left.Count} became {right.Count}"
            : string.Concat(left.Zip(right, (one, other) => Difference(one, other, at + "[]")));
    }
}
