using System.Globalization;

namespace SunGov.Grains.Identity;

/// <summary>Resident identity number (公民身份号码, GB 11643-1999): region, birthday, sequence, check character.</summary>
public static class ResidentId
{
    private static ReadOnlySpan<byte> Weights => [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>One spelling for all: without spaces, the check character X upper case.</summary>
    public static string Normal(string text) =>
        text.Replace(" ", "", StringComparison.Ordinal).ToUpper(CultureInfo.InvariantCulture);

    /// <summary>Whether length, birthday and check character are right.</summary>
    public static bool IsValid(string number)
    {
        if (number.Length != 18 || !number.AsSpan(0, 17).ContainsOnlyDigits()
            || !DateOnly.TryParseExact(number.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture,
                DateTimeStyles.None, out _))
        {
            return false;
        }

        var sum = 0;
        for (var i = 0; i < 17; i++)
        {
            sum += (number[i] - '0') * Weights[i];
        }

        return number[17] == "10X98765432"[sum % 11];
    }

    /// <summary>The first and the last character, the rest hidden.</summary>
    public static string Mask(string? number) =>
        string.IsNullOrEmpty(number) ? "" : $"{number[0]}{new string('*', number.Length - 2)}{number[^1]}";

    /// <summary>A mobile number with its middle hidden.</summary>
    public static string MaskMobile(string? number) => number switch
    {
        null or "" => "",
        { Length: < 7 } => new string('*', number.Length),
        _ => $"{number[..3]}{new string('*', number.Length - 5)}{number[^2..]}",
    };

    private static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
