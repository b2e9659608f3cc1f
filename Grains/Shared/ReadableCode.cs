namespace SunGov.Grains.Shared;

/// <summary>
/// Codes that people read out and type: letters and digits that are not mistaken for one another, in groups of five.
/// </summary>
public static class ReadableCode
{
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int BitsOfLetter = 5;
    private const int Group = 5;

    /// <summary>The first bits of a hash as a code.</summary>
    /// <param name="hash">At least five bits for each letter.</param>
    /// <param name="length">Letters and digits.</param>
    public static string Of(byte[] hash, int length) => Grouped(string.Create(length, hash, static (code, bytes) =>
    {
        var (bits, held, at) = (0, 0, 0);
        for (var i = 0; i < code.Length; i++)
        {
            if (held < BitsOfLetter)
            {
                bits = (bits << 8) | bytes[at++];
                held += 8;
            }

            held -= BitsOfLetter;
            code[i] = Letters[(bits >> held) & 31];
            bits &= (1 << held) - 1;
        }
    }));

    /// <summary>A code as people type it brought to its one form; null where it is none of this length.</summary>
    public static string? Read(string typed, int length)
    {
        var letters = typed.Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant)
            .Select(letter => letter switch { 'O' => '0', 'I' or 'L' => '1', _ => letter }).ToArray();
        return letters.Length == length && letters.All(Letters.Contains) ? Grouped(new string(letters)) : null;
    }

    private static string Grouped(string code) =>
        string.Join('-', code.Chunk(Group).Select(group => new string(group)));
}
