using System.Collections.Immutable;

namespace SunGov.Grains.Programmes;

/// <summary>One evaluation of a rule, counting its steps.</summary>
internal sealed class LogicRun(int steps)
{
    private const int SizeOfStep = 64;

    /// <summary>How deep a value may be nested that a rule made; more than JSON brings along.</summary>
    private const int DeepestValue = 128;

    private int _left = steps;

    public bool Exhausted => _left < 0;

    /// <summary>Takes steps for the whole size of a value; one nested too deep, or in itself, takes them all.</summary>
    public void Pay(object? value, int depth = 0)
    {
        _left -= value switch
        {
            _ when depth > DeepestValue => int.MaxValue / 2,
            string text => text.Length / SizeOfStep,
            object?[] items => 1 + (items.Length / SizeOfStep),
            _ => 0,
        };
        if (value is object?[] parts)
        {
            for (var i = 0; i < parts.Length && _left >= 0; i++)
            {
                if (parts[i] is object?[] or string)
                {
                    _left--;
                    Pay(parts[i], depth + 1);
                }
            }
        }
    }

    public object? Evaluate(LogicNode node, object? data)
    {
        if (--_left < 0)
        {
            return null;
        }

        return node switch
        {
            LogicLiteral literal => literal.Value,
            LogicList list => LogicValues.Own(list.Items.Select(item => Evaluate(item, data))),
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
            "filter" => LogicValues.Own(
                Items(arguments, data)?.Where(item => Holds(arguments, item))),
            "map" => LogicValues.Own(Items(arguments, data)?.Select(item => Body(arguments, item))),
            "all" => Items(arguments, data) is { Length: > 0 } all && all.All(item => Holds(arguments, item)),
            "none" => Items(arguments, data) is not { Length: > 0 } none || !none.Any(item => Holds(arguments, item)),
            "some" => Items(arguments, data) is { Length: > 0 } some && some.Any(item => Holds(arguments, item)),
            "reduce" => Reduce(arguments, data),
            var name => Paid(Of(name, [.. arguments.Select(argument => Evaluate(argument, data))], data)),
        };
    }

    /// <summary>Reading a value by its path is one step; what looks at its arguments pays for their size first.
    /// </summary>
    private object? Of(string name, object?[] arguments, object? data)
    {
        if (name is not ("var" or "!" or "!!" or "log" or "merge"))
        {
            foreach (var argument in arguments)
            {
                Pay(argument);
            }
        }

        return Exhausted ? null : Eager(name, arguments, data);
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
        object? value = LogicValues.Absent;
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
        arguments.Length > 1 ? Evaluate(arguments[1], item) : LogicValues.Absent;

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
        "-" => At(a, 1) == LogicValues.Absent
            ? -LogicValues.Number(At(a, 0))
            : LogicValues.Number(a[0]) - LogicValues.Number(a[1]),
        "/" => LogicValues.Number(At(a, 0)) / LogicValues.Number(At(a, 1)),
        "%" => LogicValues.Number(At(a, 0)) % LogicValues.Number(At(a, 1)),
        "max" => a.Aggregate(double.NegativeInfinity, (most, next) => Math.Max(most, LogicValues.Number(next))),
        "min" => a.Aggregate(double.PositiveInfinity, (least, next) => Math.Min(least, LogicValues.Number(next))),
        "merge" => LogicValues.Own(a.SelectMany(part => part is object?[] items ? items : [part])),
        "in" => In(At(a, 0), At(a, 1)),
        "cat" => string.Concat(a.Select(LogicValues.Joined)),
        "substr" => Substring(LogicValues.Text(At(a, 0)), At(a, 1), At(a, 2)),
        "log" => At(a, 0),
        _ => throw new InvalidOperationException($"operator '{name}' was compiled but is not known"),
    };

    private static object? At(object?[] arguments, int index) =>
        index < arguments.Length ? arguments[index] : LogicValues.Absent;

    private static bool Ascending(object?[] a, Func<int, bool> fits) =>
        a.Length > 1
        && LogicValues.Compare(a[0], a[1]) is { } first && fits(first)
        && (At(a, 2) == LogicValues.Absent || (LogicValues.Compare(a[1], a[2]) is { } second && fits(second)));

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
        if (length == LogicValues.Absent)
        {
            return rest;
        }

        var count = LogicValues.Number(length);
        return rest[..Math.Max(0, Clamp(count < 0 ? rest.Length + count : count, rest.Length))];
    }

    private static int Clamp(double number, int most) =>
        double.IsNaN(number) ? 0 : (int)Math.Clamp(Math.Truncate(number), -most, most);
}

/// <summary>Values at dotted paths.</summary>
internal static class LogicPaths
{
    public static object? Find(object? data, object? path, object? otherwise)
    {
        if (path is null or "" || path == LogicValues.Absent)
        {
            return data;
        }

        foreach (var step in LogicValues.Text(path).Split('.'))
        {
            if (!TryStep(data, step, out data))
            {
                return otherwise == LogicValues.Absent ? null : otherwise;
            }
        }

        return data;
    }

    public static object?[] Missing(object? data, object?[] keys) =>
        LogicValues.Own(
            keys.Where(key => Find(data, key is object?[] path ? path.FirstOrDefault() : key, null) is null or ""));

    public static object?[] MissingSome(object? data, object? least, object? options)
    {
        var keys = options as object?[] ?? [];
        var missing = Missing(data, keys);
        return keys.Length - missing.Length >= LogicValues.Number(least) ? LogicValues.Own(null) : missing;
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
            case object?[] items when IndexOf(step) is { } index && index < items.Length:
                value = items[index];
                return value != LogicValues.Absent;
            case string text when step == "length":
                value = (double)text.Length;
                return true;
            case string text when IndexOf(step) is { } index && index < text.Length:
                value = text[index].ToString();
                return true;
            default:
                return false;
        }
    }

    private static int? IndexOf(string step) =>
        step is "0" || (step.Length is > 0 and < 10 && step[0] != '0' && step.All(char.IsAsciiDigit))
            ? int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)
            : null;
}
