using System.Text;

namespace SunGov.Grains.Programmes;

/// <summary>
/// A regular expression of a definition, as .NET must be told it to mean what it means in a browser: <c>$</c> is the
/// very end, <c>\d</c> and <c>\w</c> are ASCII, <c>.</c> is one character and no line break. Pure.
/// </summary>
public static class BrowserPattern
{
    private const string Any = @"(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|[^\n\r\u2028\u2029])";
    private const string Digits = "0-9";
    private const string OfWords = "A-Za-z0-9_";

    /// <summary>The same expression for .NET.</summary>
    public static string Of(string pattern)
    {
        var made = new StringBuilder(pattern.Length);
        var inClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var letter = pattern[i];
            if (letter == '\\' && i + 1 < pattern.Length)
            {
                made.Append(Escaped(pattern[++i], inClass));
                continue;
            }

            made.Append((letter, inClass) switch
            {
                ('$', false) => @"\z",
                ('.', false) => Any,
                ('[', true) => @"\[",
                _ => letter.ToString(),
            });
            inClass = letter == '[' || (inClass && letter != ']');
        }

        return made.ToString();
    }

    private static string Escaped(char letter, bool inClass) => (letter, inClass) switch
    {
        ('d', true) => Digits,
        ('w', true) => OfWords,
        ('d', false) => $"[{Digits}]",
        ('w', false) => $"[{OfWords}]",
        ('D', false) => $"[^{Digits}]",
        ('W', false) => $"[^{OfWords}]",
        _ => $@"\{letter}",
    };
}
