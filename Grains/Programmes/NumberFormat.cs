using System.Globalization;
using System.Text.RegularExpressions;

namespace SunGov.Grains.Programmes;

/// <summary>Numbers as a definition writes them: text with <c>{year}</c> and one <c>{serial:N}</c>.</summary>
public static partial class NumberFormat
{
    /// <summary>Whether the format can make numbers.</summary>
    public static bool IsValid(string format) =>
        Serial().Count(format) == 1 && Rest().IsMatch(Serial().Replace(format.Replace("{year}", ""), ""));

    /// <summary>The series a number belongs to: the format with its year, counted together.</summary>
    public static string Series(string format, int year) =>
        format.Replace("{year}", year.ToString(CultureInfo.InvariantCulture));

    /// <summary>The number with this serial.</summary>
    public static string Number(string series, long serial) => Serial().Replace(
        series,
        match => serial.ToString("D" + match.Groups[1].Value, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"\{serial:([1-9])\}")]
    private static partial Regex Serial();

    [GeneratedRegex(@"^[0-9A-Za-z\-]*$")]
    private static partial Regex Rest();
}
