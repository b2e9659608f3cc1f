using System.Text.RegularExpressions;

namespace SunGov.Tests.Rules.Shared.Tidy;

/// <summary>Calls between grains go one way only, so that no cycle can wait for itself (design section 5).</summary>
public sealed class Who_may_call_whom
{
    // A grain calls only grains of a lower level; what must go the other way goes by the outbox.
    private static readonly Dictionary<string, int> Levels = new()
    {
        ["Session"] = 0,
        ["Messages"] = 0,
        ["NumberSeries"] = 0,
        ["FileTicket"] = 0,
        ["Programme"] = 0,
        ["ProgrammeTrials"] = 1,
        ["ProgrammeQueries"] = 1,
        ["ProgrammeMigration"] = 3,
        ["Person"] = 1,
        ["LegalEntity"] = 1,
        ["Call"] = 1,
        ["QuotaHolder"] = 1,
        ["IntegritySubject"] = 1,
        ["Expert"] = 1,
        ["Login"] = 2,
        ["ExpertQueries"] = 1,
        ["Project"] = 2,
        ["ProjectQueries"] = 2,
        ["ExpertPool"] = 2,
        ["DocumentQueries"] = 3,
        ["PublicationQueries"] = 3,
        ["ReviewGroup"] = 3,
        ["ReviewActivity"] = 4,
        ["ReviewDesk"] = 4,
        ["DuePoller"] = 9,
    };

    private static IEnumerable<(SourceFile File, string Caller, string Called)> Calls =>
        from file in SourceTree.CSharp
        where file.IsUnder("Grains")
        from call in Regex.Matches(file.Code, @"\bGetGrain<I(\w+?)(Grain)?>")
        select (file, Caller(file.Name), call.Groups[1].Value);

    /// <summary>The grain a file belongs to; XDue.cs is what the poller does when something of X falls due.</summary>
    private static string Caller(string file) =>
        file.EndsWith("Due.cs", StringComparison.Ordinal)
            ? "DuePoller"
            : Regex.Replace(file, @"(Grain)?(\.\w+)?\.cs$", "");

    [Fact]
    public void Every_caller_and_everything_called_has_a_level() =>
        Found.Nothing(
            Calls.SelectMany(call => new[] { call.Caller, call.Called })
                .Where(grain => !Levels.ContainsKey(grain))
                .Distinct());

    [Fact]
    public void A_grain_calls_only_what_stands_below_it() =>
        Found.Nothing(
            Calls.Where(call => Levels.GetValueOrDefault(call.Caller) <= Levels.GetValueOrDefault(call.Called))
                .Select(call => $"{call.File.Path}: {call.Caller} calls {call.Called}"));

    [Fact]
    public void The_API_has_no_SQL_and_no_login_of_its_own() =>
        Found.Nothing(
            SourceTree.CSharp
                .Where(file => file.IsUnder("Api") && Regex.IsMatch(file.Code, @"\b(Npgsql\w*|Dapper|SUNGOV_DB\w*)\b"))
                .Select(file => file.Path));
}
