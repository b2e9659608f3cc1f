using System.Text.RegularExpressions;

namespace SunGov.Tests.Rules.Shared.Tidy;

/// <summary>
/// Words that break a promise of the design wherever they stand (design sections 2, 3 and 7, style 33).
/// </summary>
public sealed class What_code_may_not_say
{
    // Stages of 省重点领域研发计划 are data. 'Recommending unit' is a fact of every project (design section 4).
    private const string StageNames = @"(?i:recommend(?!ing)|intake|entity[-_]?review|research[-_]?office)\w*";

    // Pieces are joined so that this file does not say what it forbids.
    private static readonly string SkipWord = @"\bSkip" + @"\s*=\s*[""$]";

    private static IEnumerable<SourceFile> Grains => SourceTree.CSharp.Where(file => file.IsUnder("Grains"));

    private static IEnumerable<SourceFile> Tests =>
        SourceTree.Files.Where(file => file.IsUnder("Tests") || file.Ends(".test.ts", ".test.tsx"));

    [Theory]
    [InlineData(@"\bTask\.Run\b")]
    [InlineData(@"\bTaskFactory\b|\.StartNew\(")]
    [InlineData(@"\bConfigureAwait\(false\)")]
    [InlineData(@"\.GetAwaiter\(\)\.GetResult\(\)|\.Wait\(\)")]
    [InlineData(@"\[Reentrant\]|\[OneWay\]|\bIGrainObserver\b|\bIAsyncEnumerable\b.*\(.*\bBy\b")]
    [InlineData(@"\bstatic (?!readonly\b|async\b)[\w<>\[\],.? ]+ _?\w+\s*(=[^=>][^;{]*;|;)")]
    public void A_grain_stays_on_its_own_turn_and_shares_nothing(string words) => Nowhere(Grains, words);

    [Theory]
    [InlineData(@"\b(Thread\.Sleep|Task\.Delay|SpinWait)\b")]
    [InlineData(@"\bwaitForTimeout\b|\bWaitForTimeoutAsync\b")]
    public void A_test_awaits_a_fact_and_does_not_sleep(string words) => Nowhere(Tests, words);

    [Fact]
    public void No_test_is_skipped()
    {
        Found.Nothing(Tests.SelectMany(file => Hits(file, file.Text, SkipWord)));
        Nowhere(Tests, @"\b(it|test|describe)\.(skip|only|todo)\b");
    }

    [Theory]
    [InlineData(@"\bcatch\s*(\([^)]*\)\s*)?(when\s*\([^{]*\)\s*)?\{\s*(//[^\n]*\s*|/\*.*?\*/\s*)*\}")]
    [InlineData(@"\.catch\(\s*\(\w*\)\s*=>\s*\{\s*\}\s*\)")]
    public void No_exception_is_swallowed_with_a_comment_at_most(string words) =>
        Found.Nothing(SourceTree.Files.SelectMany(file => Hits(file, file.Text, words)));

    [Fact]
    public void Nothing_is_left_to_be_done_later() =>
        Found.Nothing(
            SourceTree.Files.Where(file => !file.Ends(".md"))
                .SelectMany(file => Hits(file, file.Text, @"\b(TO" + "DO|FIX" + "ME|HA" + @"CK)\b")));

    [Fact]
    public void Code_names_no_stage_of_one_business()
    {
        var code = SourceTree.Files
            .Where(file => file.Ends(".cs", ".ts", ".tsx") && !file.Ends(".test.ts", ".test.tsx")
                && !file.IsUnder("Tests", "Silo/Demo"));
        Found.Nothing(code.SelectMany(file => Hits(file, file.Code, StageNames)));
        const string word = $"[\"'`][^\"'`\\s]*{StageNames}";
        Found.Nothing(code.SelectMany(file => Hits(file, SourceText.WithoutComments(file.Text), word)));
    }

    [Fact]
    public void Warnings_are_switched_off_for_a_line_at_a_time_and_with_a_reason()
    {
        Found.Nothing(
            SourceTree.Files.Where(file => file.Ends(".csproj", ".props"))
                .SelectMany(file => Hits(file, file.Text, "<NoWarn>|<WarningsNotAsErrors>|<NuGetAuditSuppress")));
        Found.Nothing(
            SourceTree.CSharp.SelectMany(
                file => Hits(file, file.Text, @"^\s*(#pragma warning disable [\w, ]+$|#nullable disable)")));
    }

    private static void Nowhere(IEnumerable<SourceFile> files, string words) =>
        Found.Nothing(files.SelectMany(file => Hits(file, file.Code, words)));

    private static IEnumerable<string> Hits(SourceFile file, string text, string words) =>
        Regex.Matches(text, words, RegexOptions.Multiline)
            .Select(hit => $"{file.At(hit.Index)} says {hit.Value.Trim()}");
}
