using System.Text;
using System.Text.RegularExpressions;

namespace SunGov.Tests.Rules.Shared.Tidy;

/// <summary>Just enough of C#'s and TypeScript's lexical grammar to count braces and find words.</summary>
internal static partial class SourceText
{
    /// <summary>Blanks out comments and what stands in quotes; every line keeps its number.</summary>
    public static string WithoutCommentsAndStrings(string text) => Token().Replace(text, Blank);

    /// <summary>Blanks out comments only: routes and texts stay.</summary>
    public static string WithoutComments(string text) =>
        Token().Replace(text, token => token.ValueSpan is ['/', '/' or '*', ..] ? Blank(token) : token.Value);

    /// <summary>The functions of a C# text with blanked strings: where each starts and how many lines it has.</summary>
    public static IEnumerable<(int Start, int Lines, string Header)> Functions(string code)
    {
        var open = new Stack<(int Start, string? Header)>();
        var from = 0;
        for (var at = 0; at < code.Length; at++)
        {
            switch (code[at])
            {
                case '{':
                    open.Push(Block(code, from, at));
                    from = at + 1;
                    break;
                case '}' when open.TryPop(out var block):
                    if (block.Header is { } header)
                    {
                        yield return (block.Start, code[block.Start..at].Count(c => c == '\n') + 1, header);
                    }

                    from = at + 1;
                    break;
                case ';':
                    from = at + 1;
                    break;
            }
        }
    }

    private static (int Start, string? Header) Block(string code, int from, int brace)
    {
        while (from < brace && char.IsWhiteSpace(code[from]))
        {
            from++;
        }

        var header = code[from..brace].Trim();
        return (from, header.Contains('(') && !NotAFunction().IsMatch(header) ? header.Split('\n')[0] : null);
    }

    private static string Blank(Match token)
    {
        var blank = new StringBuilder(token.Length);
        foreach (var letter in token.ValueSpan)
        {
            blank.Append(letter == '\n' ? '\n' : ' ');
        }

        return blank.ToString();
    }

    [GeneratedRegex(
        """
        //[^\n]*|/\*.*?\*/                                    # comments
        |\$*(?<q>"{3,}).*?\k<q>                               # raw strings
        |(?:\$@|@\$|@)"(?:[^"]|"")*"                          # verbatim strings
        |\$?"(?:\\.|[^"\\\n])*"                               # strings
        |(?<!\w)'(?:\\[^\n]{1,9}?|[^'\\\n])'                  # characters
        """,
        RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Token();

    // Types, statements, and fields set to a table of things: what has brackets before a brace but is no function.
    [GeneratedRegex(
        @"^(if|else|for|foreach|while|switch|using|lock|catch|do|try|return|await|throw|var|new|case|when)\b"
        + @"|\b(class|record|struct|interface|enum|namespace)\b|^[^(]*[^=!<>]=[^=>]")]
    private static partial Regex NotAFunction();
}
