using System.Text.RegularExpressions;

namespace SunGov.Tests.Rules.Shared.Tidy;

/// <summary>
/// Sizes that keep an operation readable on a few screens (style 5). Over budget: ask whether it is two.
/// </summary>
public sealed class The_budgets
{
    private const int LinesPerFile = 400;
    private const int LinesPerGrain = 150;
    private const int LinesPerFunction = 70;
    private const int LettersPerLine = 120;

    private static IEnumerable<SourceFile> Sources =>
        SourceTree.Files.Where(file => !file.Ends(".md", ".csproj", ".props"));

    [Fact]
    public void A_file_has_at_most_400_lines() =>
        Found.Nothing(
            Sources.Where(file => file.Text.TrimEnd().Count(c => c == '\n') >= LinesPerFile)
                .Select(file => file.Path));

    [Fact]
    public void A_grain_has_at_most_150_lines() =>
        Found.Nothing(
            SourceTree.CSharp
                .Where(file => file.IsUnder("Grains") && !file.IsUnder("Grains/Shared"))
                .Where(file => Regex.IsMatch(file.Name, @"Grain(\.\w+)?\.cs$"))
                .Where(file => file.Text.TrimEnd().Count(c => c == '\n') >= LinesPerGrain)
                .Select(file => file.Path));

    [Fact]
    public void A_function_has_at_most_70_lines() =>
        Found.Nothing(
            from file in SourceTree.CSharp
            from function in SourceText.Functions(file.Code)
            where function.Lines > LinesPerFunction
            select $"{file.At(function.Start)} has {function.Lines} lines: {function.Header}");

    [Fact]
    public void A_line_of_the_server_has_at_most_120_letters() =>
        Found.Nothing(
            from file in Sources
            where !file.IsUnder("Web")
            from line in file.Lines.Select((text, at) => (Text: text.TrimEnd('\r'), Number: at + 1))
            where line.Text.Length > LettersPerLine
            select $"{file.Path}:{line.Number}");

    [Fact]
    public void A_function_is_measured_from_its_name_to_its_last_brace()
    {
        const string code = """
            class A(int x)
            {
                int[] table = new int[] { 1, 2 };
                int B(int y)
                {
                    if (y > 0)
                    {
                        return "}{".Length;
                    }
                    return 1; // }
                }
            }
            """;
        var function = Assert.Single(SourceText.Functions(SourceText.WithoutCommentsAndStrings(code)));
        Assert.Equal(("int B(int y)", 8), (function.Header, function.Lines));
    }
}
