using System.Buffers;
using System.Globalization;

namespace SunGov.Grains.Programmes;

/// <summary>How JsonLogic (that is, JavaScript) compares and converts plain values.</summary>
internal static class LogicValues
{
    private static readonly SearchValues<char> OfNumbers = SearchValues.Create("+-.0123456789eE");

    public static bool IsTrue(object? value) => value switch
    {
        null => false,
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
        (null, null) => true,
        (null, _) or (_, null) => false,
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

        var text = Text(value ?? "null").TrimStart();
        var length = text.Length;
        while (length > 0 && !IsPlainNumber(text.AsSpan(0, length)))
        {
            length--;
        }

        return length == 0 ? double.NaN : OfText(text[..length]);
    }

    /// <summary>A value as text.</summary>
    public static string Text(object? value) => value switch
    {
        null => "null",
        bool truth => truth ? "true" : "false",
        double number => OfNumber(number),
        string text => text,
        object?[] items => string.Join(',', items.Select(item => item is null ? "" : Text(item))),
        _ => "[object Object]",
    };

    private static object? Primitive(object? value) => value is object?[] or IReadOnlyDictionary<string, object?>
        ? Text(value)
        : value;

    private static double OfText(string text) => text.Length == 0
        ? 0
        : text == "Infinity"
            ? double.PositiveInfinity
            : IsPlainNumber(text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var n)
                ? n
                : double.NaN;

    private static string OfNumber(double number) => number switch
    {
        double.PositiveInfinity => "Infinity",
        double.NegativeInfinity => "-Infinity",
        _ when number == Math.Floor(number) && Math.Abs(number) < 1e21 =>
            (number + 0d).ToString("F0", CultureInfo.InvariantCulture) is "-0" ? "0" : number.ToString(
                "F0", CultureInfo.InvariantCulture),
        _ => number.ToString("R", CultureInfo.InvariantCulture),
    };

    /// <summary>Digits with a sign, a point and an exponent; no thousands marks, no white space inside.</summary>
    private static bool IsPlainNumber(ReadOnlySpan<char> text) =>
        text.Length > 0
        && text.IndexOfAnyExcept(OfNumbers) < 0
        && (char.IsAsciiDigit(text[^1]) || text[^1] == '.')
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
