using System.Collections.Immutable;
using System.Text.Json;

namespace SunGov.Grains.Programmes;

/// <summary>
/// A JsonLogic rule, compiled once: the language of conditions and cross-field rules in programme definitions. Gives
/// the same results as <c>json-logic-js</c> in the browser. Pure; bounded in depth when compiled and in steps when
/// run, where what is made counts by its size.
/// </summary>
public sealed class JsonLogic
{
    /// <summary>Most levels a rule may be nested.</summary>
    public const int MaximumDepth = 24;

    /// <summary>Most steps one evaluation may take.</summary>
    public const int MaximumSteps = 200_000;

    private static readonly ImmutableHashSet<string> Operators = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "var", "missing", "missing_some", "if", "?:", "==", "===", "!=", "!==", "!", "!!", "or", "and", ">", ">=",
        "<", "<=", "max", "min", "+", "-", "*", "/", "%", "map", "reduce", "filter", "all", "none", "some", "merge",
        "in", "cat", "substr", "log");

    private readonly LogicNode _root;

    private JsonLogic(LogicNode root) => _root = root;

    /// <summary>Compiles a rule; the fault names what is wrong with it, null when nothing is.</summary>
    public static (JsonLogic? Rule, string? Fault) Compile(JsonElement rule)
    {
        string? fault = null;
        var root = Compile(rule, 0, ref fault);
        return fault is null ? (new JsonLogic(root), null) : (null, fault);
    }

    /// <summary>Runs the rule over data; runs out of steps rather than running long.</summary>
    public LogicResult Evaluate(LogicData data)
    {
        var run = new LogicRun(MaximumSteps);
        var value = run.Evaluate(_root, data.Value);
        run.Pay(value);
        return new LogicResult(run.Exhausted || value == LogicValues.Absent ? null : value, run.Exhausted);
    }

    private static LogicNode Compile(JsonElement element, int depth, ref string? fault)
    {
        if (depth > MaximumDepth)
        {
            fault ??= $"nested deeper than {MaximumDepth} levels";
            return new LogicLiteral(null);
        }

        switch (element.ValueKind)
        {
            case JsonValueKind.Array:
                return new LogicList(CompileAll(element, depth, ref fault));
            case JsonValueKind.Object when element.GetPropertyCount() == 1:
                var property = element.EnumerateObject().First();
                if (!Operators.Contains(property.Name))
                {
                    fault ??= $"'{property.Name}' is not a JsonLogic operator";
                }
                else if (property is { Name: "*", Value: { ValueKind: JsonValueKind.Array } none }
                    && none.GetArrayLength() == 0)
                {
                    fault ??= "'*' multiplies nothing";
                }

                return new LogicOperation(
                    property.Name,
                    property.Value.ValueKind == JsonValueKind.Array
                        ? CompileAll(property.Value, depth, ref fault)
                        : [Compile(property.Value, depth + 1, ref fault)]);
            default:
                return new LogicLiteral(LogicData.Plain(element));
        }
    }

    private static ImmutableArray<LogicNode> CompileAll(JsonElement elements, int depth, ref string? fault)
    {
        var nodes = ImmutableArray.CreateBuilder<LogicNode>(elements.GetArrayLength());
        foreach (var element in elements.EnumerateArray())
        {
            nodes.Add(Compile(element, depth + 1, ref fault));
        }

        return nodes.MoveToImmutable();
    }
}

/// <summary>What a rule gave.</summary>
/// <param name="Value">null, bool, double, string, array of values, or dictionary of values.</param>
/// <param name="Exhausted">True when it took more than <see cref="JsonLogic.MaximumSteps"/>; the value is null.</param>
public readonly record struct LogicResult(object? Value, bool Exhausted)
{
    /// <summary>Truth as JsonLogic sees it: empty arrays, zero, empty text and null are false.</summary>
    public bool IsTrue => LogicValues.IsTrue(Value);

    /// <summary>The value as JSON, as a browser would write it: what is no number or not there is null.</summary>
    public JsonElement Json => JsonSerializer.SerializeToElement(Written(Value));

    /// <summary>The value as a whole number, e.g. a sum in fen; null where it is none.</summary>
    public long? Whole => Value is double number && Math.Abs(number) < 9e15 && Math.Floor(number) == number
        ? (long)number
        : null;

    private static object? Written(object? value) => value switch
    {
        double number => double.IsFinite(number) ? number + 0d : null,
        object?[] items => Array.ConvertAll(items, Written),
        IReadOnlyDictionary<string, object?> members => members.ToDictionary(
            member => member.Key, member => Written(member.Value)),
        _ => value == LogicValues.Absent ? null : value,
    };
}

/// <summary>Data a rule runs over: JSON as plain values.</summary>
public readonly record struct LogicData(object? Value)
{
    /// <summary>Data from JSON.</summary>
    public static LogicData Of(JsonElement element) => new(Plain(element));

    /// <summary>An object of parts.</summary>
    public static LogicData Of(IReadOnlyDictionary<string, object?> parts) => new(parts);

    internal static object? Plain(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Array => LogicValues.Own(element.EnumerateArray().Select(Plain)),
        JsonValueKind.Object => Members(element),
        _ => null,
    };

    private static Dictionary<string, object?> Members(JsonElement element)
    {
        var members = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            members[property.Name] = Plain(property.Value);
        }

        return members;
    }
}

internal abstract record LogicNode;

internal sealed record LogicLiteral(object? Value) : LogicNode;

internal sealed record LogicList(ImmutableArray<LogicNode> Items) : LogicNode;

internal sealed record LogicOperation(string Operator, ImmutableArray<LogicNode> Arguments) : LogicNode;
