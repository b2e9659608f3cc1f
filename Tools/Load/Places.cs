using System.Text.Encodings.Web;
using System.Text.Json;

namespace SunGov.Tools.Load;

/// <summary>
/// What varies between a told project and its copies, each under a name. Ids are found alone or between the separators
/// of paths and holders; names of organisations and titles also within a text.
/// </summary>
internal sealed class Places
{
    private static readonly char[] Separators = ['/', '@', ':'];
    private readonly Dictionary<string, int> _alone = new(StringComparer.Ordinal);
    private readonly List<(string Text, int Place)> _within = [];
    private readonly List<string> _names = [];

    /// <summary>Names of the places, in order.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>A text as JSON has it.</summary>
    public static byte[] Escaped(string text) =>
        JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes.ToArray();

    /// <summary>Adds a value that stands alone; the first name of a value counts.</summary>
    public void Add(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value) && _alone.TryAdd(value, _names.Count))
        {
            _names.Add(name);
        }
    }

    /// <summary>Adds a value that also stands within texts.</summary>
    public void AddWithin(string name, string? value)
    {
        if (string.IsNullOrEmpty(value) || _alone.ContainsKey(value))
        {
            return;
        }

        _within.Add((value, _names.Count));
        Add(name, value);
        _within.Sort((left, right) => right.Text.Length - left.Text.Length);
    }

    /// <summary>The pieces of a text: those with a place, and those without (-1).</summary>
    public List<(string Text, int Place)> In(string text)
    {
        if (_alone.TryGetValue(text, out var whole))
        {
            return [(text, whole)];
        }

        var pieces = new List<(string Text, int Place)>();
        var begin = 0;
        for (var at = text.IndexOfAny(Separators); at >= 0; at = text.IndexOfAny(Separators, begin))
        {
            Part(text[begin..at], pieces);
            pieces.Add((text[at..(at + 1)], -1));
            begin = at + 1;
        }

        Part(text[begin..], pieces);
        return pieces.TrueForAll(piece => piece.Place < 0) ? [(text, -1)] : pieces;
    }

    private void Part(string text, List<(string Text, int Place)> pieces)
    {
        if (_alone.TryGetValue(text, out var place))
        {
            pieces.Add((text, place));
            return;
        }

        foreach (var (sought, found) in _within)
        {
            if (text.IndexOf(sought, StringComparison.Ordinal) is var at and >= 0)
            {
                Part(text[..at], pieces);
                pieces.Add((sought, found));
                Part(text[(at + sought.Length)..], pieces);
                return;
            }
        }

        if (text.Length > 0)
        {
            pieces.Add((text, -1));
        }
    }
}
