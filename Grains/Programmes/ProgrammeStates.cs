using System.Collections.Concurrent;

namespace SunGov.Grains.Programmes;

/// <summary>
/// States of programmes as lists have read them, by key and version: a version of a state never changes, so that a list
/// of two hundred programmes reads and parses only what it has not met yet. Bounded.
/// </summary>
public sealed class ProgrammeStates
{
    private const int Most = 2_000;
    private readonly ConcurrentDictionary<string, ProgrammeState> _known = new(StringComparer.Ordinal);

    /// <summary>Names of those known, as <see cref="NameOf"/> gives them.</summary>
    public string[] Names => [.. _known.Keys];

    /// <summary>How a state is named: the key, a space, and its version.</summary>
    public static string NameOf(string key, long version) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{key} {version}");

    /// <summary>A known state; null for none.</summary>
    public ProgrammeState? Find(string name) => _known.GetValueOrDefault(name);

    /// <summary>Remembers one, and gives it back.</summary>
    public ProgrammeState Keep(string name, ProgrammeState state)
    {
        if (_known.Count >= Most)
        {
            _known.Clear();
        }

        return _known[name] = state;
    }
}
