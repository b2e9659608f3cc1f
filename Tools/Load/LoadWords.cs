using System.Globalization;
using System.Reflection;
using System.Text.Json;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Tools.Load;

/// <summary>Names and titles by the thousand, put together from words; the same number gives the same.</summary>
/// <param name="Readers">Roles of those who read in measurements, by what they see.</param>
/// <param name="Ends">How projects end, in parts: the stage in which they ended, or the status.</param>
internal sealed record LoadWords(
    string[] Fields,
    Words[] Kinds,
    Dictionary<string, double> Ends,
    Dictionary<string, string[]> Readers,
    string[] Owners,
    string[] Scenes,
    string[] Objects,
    string[] Aspects,
    string Surnames,
    string Given,
    string[] Places,
    string[] Trades,
    string[] Lines)
{
    // Steps through the words that share no factor with how many there are, so that neighbours differ.
    private const int Step = 7;
    private const int Stride = 13;

    /// <summary>Those that are shipped with the tools.</summary>
    public static LoadWords Shipped { get; } = Read();

    /// <summary>Name of a programme.</summary>
    public Words Programme(int number)
    {
        var (field, kind) = (Fields[number % Fields.Length], Kinds[number / Fields.Length % Kinds.Length]);
        var again = number / (Fields.Length * Kinds.Length);
        var suffix = again == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"（{again + 1}）");
        return new Words(
            $"省{field}{kind.Zh}{suffix}",
            string.Create(CultureInfo.InvariantCulture, $"Provincial Programme {number + 1}: {kind.En}"));
    }

    /// <summary>The organisation in charge of a programme.</summary>
    public string Owner(int number) => Owners[number % Owners.Length];

    /// <summary>Title of a project.</summary>
    public string Title(int number) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Scenes[number * Step % Scenes.Length]}{Objects[number * Stride % Objects.Length]}"
        + $"{Aspects[number / Objects.Length % Aspects.Length]}（{number}）");

    /// <summary>Name of a person.</summary>
    public string Person(int number)
    {
        var (first, second) = (number * Step % Given.Length, number / Surnames.Length * Stride % Given.Length);
        return string.Concat(
            Surnames.AsSpan(number % Surnames.Length, 1), Given.AsSpan(first, 1), Given.AsSpan(second, 1));
    }

    /// <summary>Name of a legal entity, and whether it is a university, an institute or an enterprise.</summary>
    public (string Name, string Kind) Entity(int number, string place)
    {
        var (trade, line) = (Trades[number * Step % Trades.Length], Lines[number * Stride % Lines.Length]);
        var kind = line.EndsWith("学院", StringComparison.Ordinal) ? "university"
            : line.EndsWith("研究院", StringComparison.Ordinal) ? "institute" : "enterprise";
        return (string.Create(CultureInfo.InvariantCulture, $"{place}{trade}{line}（{number}）"), kind);
    }

    private static LoadWords Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Load.words.json")
            ?? throw new InvalidOperationException("the load's words are not part of this build");
        return JsonSerializer.Deserialize<LoadWords>(stream, StoredJson.Options)!;
    }
}
