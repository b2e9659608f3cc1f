namespace SunGov.Grains.LegalEntities;

/// <summary>
/// The unified social credit code (统一社会信用代码, GB 32100-2015): registering department, kind, six digits of region,
/// nine characters of the subject, and a check character over the seventeen before it.
/// </summary>
public static class CreditCode
{
    /// <summary>Length of a code.</summary>
    public const int Length = 18;

    /// <summary>Digits and letters without I, O, S, V, Z; the place is the value.</summary>
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static ReadOnlySpan<byte> Weights =>
        [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    /// <summary>Whether length, characters, region and check character are right.</summary>
    public static bool IsValid(string code) =>
        code.Length == Length && code[2..8].All(char.IsAsciiDigit) && Check(code.AsSpan(0, Length - 1)) == code[^1];

    /// <summary>The check character of the first seventeen; null where they cannot be such.</summary>
    public static char? Check(ReadOnlySpan<char> seventeen)
    {
        if (seventeen.Length != Length - 1)
        {
            return null;
        }

        var sum = 0;
        for (var i = 0; i < seventeen.Length; i++)
        {
            var value = Alphabet.IndexOf(seventeen[i], StringComparison.Ordinal);
            if (value < 0)
            {
                return null;
            }

            sum += value * Weights[i];
        }

        return Alphabet[(31 - (sum % 31)) % 31];
    }
}
