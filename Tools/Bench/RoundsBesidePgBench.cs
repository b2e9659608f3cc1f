using System.Globalization;

namespace SunGov.Tools.Bench;

/// <summary>Rounds of a measurement taken turn by turn with pgbench on the same server, printed as they come.</summary>
/// <param name="unit">What is counted, e.g. commands.</param>
internal sealed class RoundsBesidePgBench(string unit)
{
    /// <summary>How many rounds there are; the figure is their median.</summary>
    public const int Count = 3;

    private readonly List<(double Ours, double Theirs, double P50, double P99)> _rounds = [];

    /// <summary>Keeps a round and prints it.</summary>
    /// <param name="ours">What was done a second.</param>
    /// <param name="theirs">Upserts of pgbench a second.</param>
    /// <param name="p50">Half took at most this, in milliseconds.</param>
    /// <param name="p99">All but one in a hundred took at most this, in milliseconds.</param>
    public void Add(double ours, double theirs, double p50, double p99)
    {
        _rounds.Add((ours, theirs, p50, p99));
        Print($"round {_rounds.Count}", ours, theirs, ours / theirs, p50, p99);
    }

    /// <summary>Prints the median of each figure.</summary>
    public void PrintMedian() => Print(
        "median",
        Median(_rounds.Select(round => round.Ours)),
        Median(_rounds.Select(round => round.Theirs)),
        Median(_rounds.Select(round => round.Ours / round.Theirs)),
        Median(_rounds.Select(round => round.P50)),
        Median(_rounds.Select(round => round.P99)));

    /// <summary>The middle one of the rounds' figures.</summary>
    public static double Median(IEnumerable<double> figures) => figures.Order().ElementAt(Count / 2);

    private void Print(string what, double ours, double theirs, double ratio, double p50, double p99) =>
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what,-8} {ours,9:N0} {unit}/s {theirs,9:N0} pgbench/s  ratio {ratio:F2}  "
            + $"p50 {p50:F1}  p99 {p99:F1} ms"));
}
