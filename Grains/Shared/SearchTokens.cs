using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
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
        var tokens = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            Add(text, tokens, hanAlone: true);
        }

        return Sorted(tokens);
    }

    /// <summary>
    /// Tokens a row must have to be found; empty when there is nothing to look for. Every text that contains the query
    /// is found, except that one letter or digit finds only those where it stands alone.
    /// </summary>
    public static ImmutableArray<string> Query(string? query)
    {
        var tokens = new HashSet<string>(StringComparer.Ordinal);
        Add(query, tokens, hanAlone: false);
        return Sorted(tokens);
    }

    private static ImmutableArray<string> Sorted(HashSet<string> tokens)
    {
        string[] sorted = [.. tokens];
        Array.Sort(sorted, StringComparer.Ordinal);
        return ImmutableCollectionsMarshal.AsImmutableArray(sorted);
    }

    /// <summary>The pairs of each run of letters and digits, and what stands alone.</summary>
    private static void Add(string? text, HashSet<string> tokens, bool hanAlone)
    {
        var plain = Plain(text ?? "");
        var (before, run, used) = (0, 0, 0);
        for (var at = 0; at < plain.Length; at += used)
        {
            Rune.DecodeFromUtf16(plain.AsSpan(at), out var rune, out used);
            if (!Rune.IsLetterOrDigit(rune))
            {
                AddLone(at);
                run = 0;
                continue;
            }

            if (run > 0)
            {
                tokens.Add(plain[before..(at + used)]);
            }

            if (hanAlone && IsHan(rune))
            {
                tokens.Add(plain.Substring(at, used));
            }

            (before, run) = (at, run + 1);
        }

        AddLone(plain.Length);

        void AddLone(int end)
        {
            if (run == 1)
            {
                tokens.Add(plain[before..end]);
            }
        }
    }

    /// <summary>One form for all spellings; a lone surrogate becomes a mark, since it cannot be normalised.</summary>
    private static string Plain(string text)
    {
        if (text.AsSpan().IndexOfAnyExcept(IsPlain) < 0)
        {
            return text;
        }

        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            whole.Append(rune.ToString());
        }

        return whole.ToString().Normalize(NormalizationForm.FormKC).ToLower(CultureInfo.InvariantCulture);
    }

    /// <summary>What is in that form already: the usual Chinese characters, lower case and digits.</summary>
    private static SearchValues<char> IsPlain { get; } = SearchValues.Create(
    [
        .. Enumerable.Range(0x4E00, 0x9FA5 - 0x4E00).Select(code => (char)code),
        .. "abcdefghijklmnopqrstuvwxyz0123456789 -",
    ]);

    private static bool IsHan(Rune rune) =>
        rune.Value is (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);
}
