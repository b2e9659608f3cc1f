using System.Buffers;
using System.Globalization;

namespace SunGov.Grains.Programmes;

/// <summary>How JsonLogic (that is, JavaScript) compares and converts plain values.</summary>
internal static class LogicValues
{
    /// <summary>What is not there, as JavaScript's <c>undefined</c>: an argument that was not given.</summary>
    public static readonly object Absent = new();

    private static readonly SearchValues<char> OfNumbers = SearchValues.Create("+-.0123456789eE");

    public static bool IsTrue(object? value) => value switch
    {
        null => false,
        _ when value == Absent => false,
        bool truth => truth,
        double number => number != 0 && !double.IsNaN(number),
        string text => text.Length > 0,
        object?[] items => items.Length > 0,
        _ => true,
    };

    public static bool StrictlyEqual(object? left, object? right) => (left, right) switch
    {
        (null, null) => true,
        (double a, double b) => a == b,
        (string a, string b) => a == b,
        (bool a, bool b) => a == b,
        _ => ReferenceEquals(left, right),
    };

    public static bool LooselyEqual(object? left, object? right) => (left, right) switch
    {
        _ when IsNothing(left) || IsNothing(right) => IsNothing(left) && IsNothing(right),
        (bool, bool) or (double, double) or (string, string) => StrictlyEqual(left, right),
        (bool a, _) => LooselyEqual(a ? 1d : 0d, right),
        (_, bool b) => LooselyEqual(left, b ? 1d : 0d),
        (double a, string b) => a == Number(b),
        (string a, double b) => Number(a) == b,
        (double or string, _) => LooselyEqual(left, Text(right)),
        (_, double or string) => LooselyEqual(Text(left), right),
        _ => ReferenceEquals(left, right),
    };

    /// <summary>Order of two values; null where they cannot be compared (NaN).</summary>
    public static int? Compare(object? left, object? right)
    {
        if (Primitive(left) is string a && Primitive(right) is string b)
        {
            return string.CompareOrdinal(a, b);
        }

        var (x, y) = (Number(left), Number(right));
        return double.IsNaN(x) || double.IsNaN(y) ? null : x.CompareTo(y);
    }

    /// <summary>A value as a number, as arithmetic comparison sees it.</summary>
    public static double Number(object? value) => value switch
    {
        null => 0,
        _ when value == Absent => double.NaN,
        bool truth => truth ? 1 : 0,
        double number => number,
        string text => OfText(text.Trim()),
        _ => OfText(Text(value).Trim()),
    };

    /// <summary>The number a text begins with, as sums see it; NaN where it begins with none.</summary>
    public static double Leading(object? value)
    {
        if (value is double number)
        {
            return number;
        }

        var text = Text(value).AsSpan().TrimStart();
        var length = PrefixOf(text);
        return length == 0 ? LeadingInfinity(text) : OfText(text[..length].ToString());
    }

    /// <summary>A value as text.</summary>
    public static string Text(object? value) => value switch
    {
        null => "null",
        _ when value == Absent => "undefined",
        bool truth => truth ? "true" : "false",
        double number => LogicNumbers.Text(number),
        string text => text,
        object?[] items => string.Join(',', items.Select(Joined)),
        _ => "[object Object]",
    };

    /// <summary>A list that is the same as no other, also where it is empty.</summary>
    public static object?[] Own(IEnumerable<object?>? items)
    {
        var made = items?.ToArray() ?? [];
        return made.Length > 0 ? made : new object?[made.Length];
    }

    /// <summary>A value as part of a joined text: nothing is empty.</summary>
    public static string Joined(object? value) => IsNothing(value) ? "" : Text(value);

    private static bool IsNothing(object? value) => value is null || value == Absent;

    private static object? Primitive(object? value) => value is object?[] or IReadOnlyDictionary<string, object?>
        ? Text(value)
        : value;

    private static double OfText(string text) => text.Length == 0 ? 0
        : text is "Infinity" or "+Infinity" ? double.PositiveInfinity
        : text is "-Infinity" ? double.NegativeInfinity
        : IsPlainNumber(text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? n
        : text.Length > 2 && text[0] == '0' ? LogicNumbers.OfDigits(text)
        : double.NaN;

    private static double LeadingInfinity(ReadOnlySpan<char> text) =>
        text.StartsWith("Infinity", StringComparison.Ordinal) || text.StartsWith("+Infinity", StringComparison.Ordinal)
            ? double.PositiveInfinity
            : text.StartsWith("-Infinity", StringComparison.Ordinal) ? double.NegativeInfinity : double.NaN;

    /// <summary>How many characters of the text are a number: sign, digits with a point, exponent.</summary>
    private static int PrefixOf(ReadOnlySpan<char> text)
    {
        var at = text.Length > 0 && text[0] is '+' or '-' ? 1 : 0;
        var whole = Digits(text, at);
        var end = at + whole;
        var fraction = end < text.Length && text[end] == '.' ? Digits(text, end + 1) : 0;
        if (whole + fraction == 0)
        {
            return 0;
        }

        end += end < text.Length && text[end] == '.' ? 1 + fraction : 0;
        var exponent = end;
        if (exponent < text.Length && text[exponent] is 'e' or 'E')
        {
            exponent += exponent + 1 < text.Length && text[exponent + 1] is '+' or '-' ? 2 : 1;
            var power = Digits(text, exponent);
            end = power > 0 ? exponent + power : end;
        }

        return end;
    }

    private static int Digits(ReadOnlySpan<char> text, int from)
    {
        var at = from;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at - from;
    }

    /// <summary>Digits with a sign, a point and an exponent; no thousands marks, no white space inside.</summary>
    private static bool IsPlainNumber(ReadOnlySpan<char> text) =>
        text.Length > 0
        && text.IndexOfAnyExcept(OfNumbers) < 0
        && (char.IsAsciiDigit(text[^1]) || text[^1] == '.')
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
