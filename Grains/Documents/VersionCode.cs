using SunGov.Grains.Shared;

namespace SunGov.Grains.Documents;

/// <summary>
/// The code on every page of a print: it stands for one content of one form of one project, submitted or draft. 100
/// bits of an SM3 in letters and digits that are not mistaken for one another, in groups of five.
/// </summary>
public static class VersionCode
{
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 20;
    private const int Group = 5;

    /// <summary>The code.</summary>
    /// <param name="crypto">SM3.</param>
    /// <param name="owner">The thing the form belongs to, e.g. <c>project:id</c>.</param>
    /// <param name="form">Form id.</param>
    /// <param name="sm3">Hash of the form's content, hex.</param>
    /// <param name="draft">True for what was not submitted so.</param>
    public static string Of(ICrypto crypto, string owner, string form, string sm3, bool draft)
    {
        var hash = crypto.Sm3(new Framed()
            .Add("sungov-print-1").Add(owner).Add(form).Add(sm3).Add(draft ? "draft" : "submitted").ToArray());
        return Grouped(string.Create(Length, hash, static (code, bytes) =>
        {
            var (bits, held, at) = (0, 0, 0);
            for (var i = 0; i < code.Length; i++)
            {
                if (held < 5)
                {
                    bits = (bits << 8) | bytes[at++];
                    held += 8;
                }

                held -= 5;
                code[i] = Letters[(bits >> held) & 31];
                bits &= (1 << held) - 1;
            }
        }));
    }

    /// <summary>The code as people type it brought to its one form; null where it is none.</summary>
    public static string? Read(string typed)
    {
        var letters = typed.Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant)
            .Select(letter => letter switch { 'O' => '0', 'I' or 'L' => '1', _ => letter }).ToArray();
        return letters.Length == Length && letters.All(Letters.Contains) ? Grouped(new string(letters)) : null;
    }

    private static string Grouped(string code) =>
        string.Join('-', code.Chunk(Group).Select(group => new string(group)));
}
