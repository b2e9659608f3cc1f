using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace SunGov.Grains.Shared;

/// <summary>
/// Search without a dictionary of words (Chinese has no spaces): texts become two-character tokens in an indexed
/// <c>text[]</c> column, and <c>column @&gt; tokens of the query</c> finds them. Full-width forms, case and
/// compatibility characters do not matter; marks between letters and digits separate.
/// </summary>
public static class SearchTokens
{
    /// <summary>
    /// Tokens of a row: each pair of neighbouring letters or digits, each Chinese character alone, and each lone letter
    /// or digit. Sorted, without repetition.
    /// </summary>
    public static ImmutableArray<string> Of(params ReadOnlySpan<string?> texts)
    {
        var tokens = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            foreach (var run in Runs(text))
            {
                AddPairs(run, tokens);
                tokens.UnionWith(run.Where(IsHan).Select(rune => rune.ToString()));
            }
        }

        return [.. tokens];
    }

    /// <summary>
    /// Tokens a row must have to be found; empty when there is nothing to look for. Every text that contains the query
    /// is found, except that one letter or digit finds only those where it stands alone.
    /// </summary>
    public static ImmutableArray<string> Query(string? query)
    {
        var tokens = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var run in Runs(query))
        {
            AddPairs(run, tokens);
        }

        return [.. tokens];
    }

    private static void AddPairs(List<Rune> run, SortedSet<string> tokens)
    {
        if (run.Count == 1)
        {
            tokens.Add(run[0].ToString());
        }

        for (var i = 0; i + 1 < run.Count; i++)
        {
            tokens.Add($"{run[i]}{run[i + 1]}");
        }
    }

    private static IEnumerable<List<Rune>> Runs(string? text)
    {
        var run = new List<Rune>();
        foreach (var rune in Plain(text ?? "").EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                run.Add(rune);
            }
            else if (run.Count > 0)
            {
                yield return run;
                run = [];
            }
        }

        if (run.Count > 0)
        {
            yield return run;
        }
    }

    /// <summary>One form for all spellings; a lone surrogate becomes a mark, since it cannot be normalised.</summary>
    private static string Plain(string text)
    {
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            whole.Append(rune.ToString());
        }

        return whole.ToString().Normalize(NormalizationForm.FormKC).ToLower(CultureInfo.InvariantCulture);
    }

    private static bool IsHan(Rune rune) =>
        rune.Value is (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);
}
