using System.Globalization;

namespace SunGov.Grains.Programmes;

/// <summary>Numbers as JavaScript writes and reads them: the same text in browser and server.</summary>
internal static class LogicNumbers
{
    private const int LongestPlain = 21;
    private const int SmallestPlain = -6;

    /// <summary>The shortest text that reads back as the same number.</summary>
    public static string Text(double number)
    {
        if (!double.IsFinite(number))
        {
            return double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
        }

        if (number == 0)
        {
            return "0";
        }

        var (sign, digits, point) = Parts(number);
        return sign + (point switch
        {
            > LongestPlain or <= SmallestPlain => Scientific(digits, point - 1),
            <= 0 => "0." + new string('0', -point) + digits,
            _ when point >= digits.Length => digits + new string('0', point - digits.Length),
            _ => digits[..point] + "." + digits[point..],
        });
    }

    /// <summary>Whole numbers written with <c>0x</c>, <c>0o</c> or <c>0b</c>; NaN for anything else.</summary>
    public static double OfDigits(string text)
    {
        var radix = text[1] switch { 'x' or 'X' => 16, 'o' or 'O' => 8, 'b' or 'B' => 2, _ => 0 };
        var number = 0d;
        foreach (var letter in text.AsSpan(2))
        {
            var digit = char.IsAsciiHexDigit(letter) ? Convert.ToInt32(letter.ToString(), 16) : radix;
            if (digit >= radix)
            {
                return double.NaN;
            }

            number = (number * radix) + digit;
        }

        return radix == 0 ? double.NaN : number;
    }

    private static string Scientific(string digits, int exponent)
    {
        var mantissa = digits.Length == 1 ? digits : digits[..1] + "." + digits[1..];
        return string.Create(
            CultureInfo.InvariantCulture, $"{mantissa}e{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent)}");
    }

    /// <summary>Sign, significant digits, and where the point stands among them.</summary>
    private static (string Sign, string Digits, int Point) Parts(double number)
    {
        var shortest = number.ToString("R", CultureInfo.InvariantCulture).TrimStart('-');
        var end = shortest.IndexOf('E', StringComparison.Ordinal);
        var mantissa = end < 0 ? shortest : shortest[..end];
        var power = end < 0 ? 0 : int.Parse(shortest[(end + 1)..], CultureInfo.InvariantCulture);
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var all = mantissa.Replace(".", "", StringComparison.Ordinal);
        var digits = all.TrimStart('0');
        return (
            number < 0 ? "-" : "",
            digits.TrimEnd('0'),
            (point < 0 ? mantissa.Length : point) - (all.Length - digits.Length) + power);
    }
}
