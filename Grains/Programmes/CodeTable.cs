using System.Collections.Immutable;
using SunGov.GrainInterfaces.Programmes;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Programmes;

/// <summary>
/// A table of codes that stand in a tree: disciplines, administrative divisions (R-BUS-18). A code stands below the
/// longest other code that it begins with, trailing pairs of zeros apart. Immutable.
/// </summary>
public sealed class CodeTable
{
    /// <summary>The most rows a look-up gives.</summary>
    public const int Most = 200;

    private const string Retired = "（已停用）";

    private readonly ImmutableSortedDictionary<string, Known> _all;

    private CodeTable(ImmutableSortedDictionary<string, Known> all) => _all = all;

    /// <summary>
    /// Reads a table: a code, a space and a name per line; a name that ends with （已停用） can no longer be chosen.
    /// Throws <see cref="FormatException"/> for another line or a code twice.
    /// </summary>
    public static CodeTable Parse(string text)
    {
        var names = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            if (space < 1 || !line[..space].All(char.IsAsciiLetterOrDigit)
                || !names.TryAdd(line[..space], line[(space + 1)..]))
            {
                throw new FormatException($"not a code with its name, or twice: {line}");
            }
        }

        var stems = names.Keys.ToDictionary(StemOf, code => code, StringComparer.Ordinal);
        var upper = names.Keys.ToDictionary(code => code, code => UpperOf(StemOf(code), stems), StringComparer.Ordinal);
        var parents = upper.Values.ToHashSet();
        return new CodeTable(names.ToImmutableSortedDictionary(
            pair => pair.Key,
            pair => Of(pair.Key, names, upper, !parents.Contains(pair.Key)),
            StringComparer.Ordinal));
    }

    /// <summary>How many there are.</summary>
    public int Count => _all.Count;

    /// <summary>Whether this code with this name can be chosen.</summary>
    /// <param name="leaves">Whether only what nothing stands below.</param>
    public bool Takes(string code, string name, bool leaves) =>
        _all.TryGetValue(code, out var known) && known is { Retired: false } && known.Name == name
        && (known.Leaf || !leaves);

    /// <summary>Those directly below one, or those found below it by a search; in order of code.</summary>
    public ImmutableArray<CodeRow> List(CodeFilter filter)
    {
        var wanted = SearchTokens.Query(filter.Search);
        return
        [
            .. _all.Where(pair => !pair.Value.Retired && (wanted.IsEmpty
                    ? pair.Value.Upper == (filter.Under ?? "")
                    : IsBelow(pair.Key, filter.Under) && wanted.All(pair.Value.Tokens.Contains)))
                .Take(Most)
                .Select(pair => new CodeRow(pair.Key, pair.Value.Name, pair.Value.Path, pair.Value.Leaf)),
        ];
    }

    private bool IsBelow(string code, string? under)
    {
        var here = code;
        while (!string.IsNullOrEmpty(under) && here.Length > 0 && here != under)
        {
            here = _all[here].Upper;
        }

        return here.Length > 0;
    }

    private static Known Of(
        string code, SortedDictionary<string, string> names, Dictionary<string, string> upper, bool leaf)
    {
        var path = new List<string>();
        for (var above = upper[code]; above.Length > 0; above = upper[above])
        {
            path.Insert(0, names[above]);
        }

        var (name, retired) = names[code].EndsWith(Retired, StringComparison.Ordinal)
            ? (names[code][..^Retired.Length], true)
            : (names[code], false);
        return new Known(
            name, upper[code], string.Join(" / ", path), leaf, retired, [.. SearchTokens.Of(name, code)]);
    }

    private static string StemOf(string code)
    {
        var length = code.Length;
        while (length > 2 && code.AsSpan(length - 2, 2).SequenceEqual("00"))
        {
            length -= 2;
        }

        return code[..length];
    }

    private static string UpperOf(string stem, Dictionary<string, string> stems)
    {
        for (var length = stem.Length - 1; length > 0; length--)
        {
            if (stems.TryGetValue(stem[..length], out var upper))
            {
                return upper;
            }
        }

        return "";
    }

    private sealed record Known(
        string Name, string Upper, string Path, bool Leaf, bool Retired, ImmutableHashSet<string> Tokens);
}

/// <summary>The code tables there are, by name; read once at start from <c>Programmes/codes</c>. Immutable.</summary>
public sealed class CodeTables(ImmutableDictionary<string, CodeTable> tables)
{
    /// <summary>No tables.</summary>
    public static CodeTables None { get; } = new(ImmutableDictionary<string, CodeTable>.Empty);

    /// <summary>Their names.</summary>
    public IEnumerable<string> Names => tables.Keys.Order(StringComparer.Ordinal);

    /// <summary>The table; null where there is none of this name.</summary>
    public CodeTable? Find(string name) => tables.GetValueOrDefault(name);

    /// <summary>Reads every <c>name.txt</c> of a folder.</summary>
    public static CodeTables In(IEnumerable<(string Name, string Text)> files) => new(
        files.ToImmutableDictionary(file => file.Name, file => CodeTable.Parse(file.Text), StringComparer.Ordinal));
}
