using System.Collections.Immutable;
using SunGov.GrainInterfaces.Experts;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Experts;

/// <summary>
/// The disciplines of GB/T 13745-2009: codes of 3, 5 or 7 digits, each level two digits longer. Immutable; read once at
/// start from <c>Programmes/codes/disciplines.txt</c>.
/// </summary>
public sealed class Disciplines
{
    /// <summary>The most rows a look-up gives.</summary>
    public const int Most = 200;

    private readonly ImmutableSortedDictionary<string, Known> _all;

    private Disciplines(ImmutableSortedDictionary<string, Known> all) => _all = all;

    /// <summary>How many there are.</summary>
    public int Count => _all.Count;

    /// <summary>
    /// Reads the table: a code, a space and a name per line. Throws <see cref="FormatException"/> for another line, for
    /// a code twice and for one whose upper level is missing.
    /// </summary>
    public static Disciplines Parse(string text)
    {
        var names = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            var code = space > 0 ? line[..space] : line;
            if (space is not (3 or 5 or 7) || !code.All(char.IsAsciiDigit) || !names.TryAdd(code, line[(space + 1)..]))
            {
                throw new FormatException($"not a discipline: {line}");
            }
        }

        if (names.Keys.FirstOrDefault(code => code.Length > 3 && !names.ContainsKey(code[..^2])) is { } orphan)
        {
            throw new FormatException($"the level above {orphan} is missing");
        }

        var upper = names.Keys.Where(code => code.Length > 3).Select(code => code[..^2]).ToHashSet();
        return new Disciplines(names.ToImmutableSortedDictionary(
            pair => pair.Key,
            pair => new Known(
                pair.Value,
                string.Join(" / ", Above(pair.Key).Select(code => names[code])),
                !upper.Contains(pair.Key),
                [.. SearchTokens.Of(pair.Value, pair.Key)]),
            StringComparer.Ordinal));
    }

    /// <summary>Whether there is such a code.</summary>
    public bool Has(string code) => _all.ContainsKey(code);

    /// <summary>The discipline; one that no longer stands in the table is named by its code.</summary>
    public Discipline Named(string code) => new(code, _all.GetValueOrDefault(code)?.Name ?? code);

    /// <summary>Those directly below one, or those found below it by a search; in order of code.</summary>
    public ImmutableArray<DisciplineRow> List(DisciplineFilter filter)
    {
        var under = filter.Under ?? "";
        var wanted = SearchTokens.Query(filter.Search);
        var level = under.Length == 0 ? 3 : under.Length + 2;
        return
        [
            .. _all
                .Where(pair => pair.Key.StartsWith(under, StringComparison.Ordinal) && (wanted.IsEmpty
                    ? pair.Key.Length == level
                    : pair.Key.Length >= level && wanted.All(pair.Value.Tokens.Contains)))
                .Take(Most)
                .Select(pair => new DisciplineRow(pair.Key, pair.Value.Name, pair.Value.Path, pair.Value.Leaf)),
        ];
    }

    /// <summary>A code and those above it, the shortest first: 520, 52020, 5202010.</summary>
    public static IEnumerable<string> Levels(string code) => Above(code).Append(code);

    private static IEnumerable<string> Above(string code)
    {
        for (var length = 3; length < code.Length; length += 2)
        {
            yield return code[..length];
        }
    }

    private sealed record Known(string Name, string Path, bool Leaf, ImmutableHashSet<string> Tokens);
}
