using System.Collections.Immutable;

namespace SunGov.Grains.Programmes;

/// <summary>One evaluation of a rule, counting its steps.</summary>
internal sealed class LogicRun(int steps)
{
    private const int SizeOfStep = 64;

    private int _left = steps;

    public bool Exhausted => _left < 0;

    public object? Evaluate(LogicNode node, object? data)
    {
        if (--_left < 0)
        {
            return null;
        }

        return node switch
        {
            LogicLiteral literal => literal.Value,
            LogicList list => list.Items.Select(item => Evaluate(item, data)).ToArray(),
            LogicOperation operation => Lazy(operation, data),
            _ => throw new InvalidOperationException($"{node.GetType().Name} is not a node of a rule"),
        };
    }

    /// <summary>Operators that choose which arguments to evaluate, and over which data.</summary>
    private object? Lazy(LogicOperation operation, object? data)
    {
        var arguments = operation.Arguments;
        return operation.Operator switch
        {
            "if" or "?:" => If(arguments, data),
            "and" => FirstWhere(arguments, data, false),
            "or" => FirstWhere(arguments, data, true),
            "filter" => Items(arguments, data)?.Where(item => Holds(arguments, item)).ToArray() ?? [],
            "map" => Items(arguments, data)?.Select(item => Body(arguments, item)).ToArray() ?? [],
            "all" => Items(arguments, data) is { Length: > 0 } all && all.All(item => Holds(arguments, item)),
            "none" => Items(arguments, data) is not { Length: > 0 } none || !none.Any(item => Holds(arguments, item)),
            "some" => Items(arguments, data) is { Length: > 0 } some && some.Any(item => Holds(arguments, item)),
            "reduce" => Reduce(arguments, data),
            var name => Paid(Eager(name, [.. arguments.Select(argument => Evaluate(argument, data))], data)),
        };
    }

    /// <summary>What an operator made costs steps by its size: no rule doubles a text until memory ends.</summary>
    private object? Paid(object? made)
    {
        _left -= made switch
        {
            string text => text.Length / SizeOfStep,
            object?[] items => items.Length / SizeOfStep,
            _ => 0,
        };
        return made;
    }

    private object? If(ImmutableArray<LogicNode> arguments, object? data)
    {
        var i = 0;
        for (; i < arguments.Length - 1; i += 2)
        {
            if (LogicValues.IsTrue(Evaluate(arguments[i], data)))
            {
                return Evaluate(arguments[i + 1], data);
            }
        }

        return i < arguments.Length ? Evaluate(arguments[i], data) : null;
    }

    private object? FirstWhere(ImmutableArray<LogicNode> arguments, object? data, bool wanted)
    {
        object? value = null;
        foreach (var argument in arguments)
        {
            value = Evaluate(argument, data);
            if (LogicValues.IsTrue(value) == wanted)
            {
                break;
            }
        }

        return value;
    }

    private object?[]? Items(ImmutableArray<LogicNode> arguments, object? data) =>
        arguments.Length > 0 ? Evaluate(arguments[0], data) as object?[] : null;

    private object? Body(ImmutableArray<LogicNode> arguments, object? item) =>
        arguments.Length > 1 ? Evaluate(arguments[1], item) : null;

    private bool Holds(ImmutableArray<LogicNode> arguments, object? item) => LogicValues.IsTrue(Body(arguments, item));

    private object? Reduce(ImmutableArray<LogicNode> arguments, object? data)
    {
        var result = arguments.Length > 2 ? Evaluate(arguments[2], data) : null;
        foreach (var item in Items(arguments, data) ?? [])
        {
            result = Body(arguments, new Dictionary<string, object?> { ["current"] = item, ["accumulator"] = result });
        }

        return result;
    }

    private static object? Eager(string name, object?[] a, object? data) => name switch
    {
        "var" => LogicPaths.Find(data, At(a, 0), At(a, 1)),
        "missing" => LogicPaths.Missing(data, a is [object?[] keys, ..] ? keys : a),
        "missing_some" => LogicPaths.MissingSome(data, At(a, 0), At(a, 1)),
        "==" => LogicValues.LooselyEqual(At(a, 0), At(a, 1)),
        "!=" => !LogicValues.LooselyEqual(At(a, 0), At(a, 1)),
        "===" => LogicValues.StrictlyEqual(At(a, 0), At(a, 1)),
        "!==" => !LogicValues.StrictlyEqual(At(a, 0), At(a, 1)),
        "!" => !LogicValues.IsTrue(At(a, 0)),
        "!!" => LogicValues.IsTrue(At(a, 0)),
        ">" => a.Length > 1 && LogicValues.Compare(a[0], a[1]) > 0,
        ">=" => a.Length > 1 && LogicValues.Compare(a[0], a[1]) >= 0,
        "<" => Ascending(a, order => order < 0),
        "<=" => Ascending(a, order => order <= 0),
        "+" => a.Sum(LogicValues.Leading),
        "*" => a.Length == 1 ? a[0] : a.Aggregate(1d, (product, next) => product * LogicValues.Leading(next)),
        "-" => a.Length == 1 ? -LogicValues.Number(a[0]) : LogicValues.Number(At(a, 0)) - LogicValues.Number(At(a, 1)),
        "/" => LogicValues.Number(At(a, 0)) / LogicValues.Number(At(a, 1)),
        "%" => LogicValues.Number(At(a, 0)) % LogicValues.Number(At(a, 1)),
        "max" => a.Aggregate(double.NegativeInfinity, (most, next) => Math.Max(most, LogicValues.Number(next))),
        "min" => a.Aggregate(double.PositiveInfinity, (least, next) => Math.Min(least, LogicValues.Number(next))),
        "merge" => a.SelectMany(part => part is object?[] items ? items : [part]).ToArray(),
        "in" => In(At(a, 0), At(a, 1)),
        "cat" => string.Concat(a.Select(part => part is null ? "" : LogicValues.Text(part))),
        "substr" => Substring(LogicValues.Text(At(a, 0)), At(a, 1), At(a, 2)),
        "log" => At(a, 0),
        _ => throw new InvalidOperationException($"operator '{name}' was compiled but is not known"),
    };

    private static object? At(object?[] arguments, int index) => index < arguments.Length ? arguments[index] : null;

    private static bool Ascending(object?[] a, Func<int, bool> fits) =>
        a.Length > 1
        && LogicValues.Compare(a[0], a[1]) is { } first && fits(first)
        && (a.Length < 3 || (LogicValues.Compare(a[1], a[2]) is { } second && fits(second)));

    private static bool In(object? part, object? whole) => whole switch
    {
        string text => text.Contains(LogicValues.Text(part), StringComparison.Ordinal),
        object?[] items => items.Any(item => LogicValues.StrictlyEqual(item, part)),
        _ => false,
    };

    private static string Substring(string text, object? start, object? length)
    {
        var from = Clamp(LogicValues.Number(start), text.Length);
        var rest = text[(from < 0 ? Math.Max(0, text.Length + from) : from)..];
        if (length is null)
        {
            return rest;
        }

        var count = Clamp(LogicValues.Number(length), rest.Length);
        return rest[..(count < 0 ? Math.Max(0, rest.Length + count) : count)];
    }

    private static int Clamp(double number, int most) =>
        double.IsNaN(number) ? 0 : (int)Math.Clamp(Math.Truncate(number), -most, most);
}

/// <summary>Values at dotted paths.</summary>
internal static class LogicPaths
{
    public static object? Find(object? data, object? path, object? otherwise)
    {
        if (path is null or "")
        {
            return data;
        }

        foreach (var step in LogicValues.Text(path).Split('.'))
        {
            if (!TryStep(data, step, out data))
            {
                return otherwise;
            }
        }

        return data;
    }

    public static object?[] Missing(object? data, object?[] keys) =>
        [.. keys.Where(key => Find(data, key, null) is null or "")];

    public static object?[] MissingSome(object? data, object? least, object? options)
    {
        var keys = options as object?[] ?? [];
        var missing = Missing(data, keys);
        return keys.Length - missing.Length >= LogicValues.Number(least) ? [] : missing;
    }

    private static bool TryStep(object? data, string step, out object? value)
    {
        value = null;
        switch (data)
        {
            case IReadOnlyDictionary<string, object?> members:
                return members.TryGetValue(step, out value);
            case object?[] items when step == "length":
                value = (double)items.Length;
                return true;
            case object?[] items when int.TryParse(step, out var index) && index >= 0 && index < items.Length:
                value = items[index];
                return true;
            case string text when step == "length":
                value = (double)text.Length;
                return true;
            default:
                return false;
        }
    }
}
