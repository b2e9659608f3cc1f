using System.Collections.Immutable;

namespace SunGov.Grains.Shared;

/// <summary>Facts made of names and values.</summary>
public sealed record Facts : IFacts
{
    private readonly ImmutableDictionary<string, string?> _texts;
    private readonly ImmutableDictionary<string, ImmutableArray<string>> _lists;

    private Facts(
        ImmutableDictionary<string, string?> texts, ImmutableDictionary<string, ImmutableArray<string>> lists) =>
        (_texts, _lists) = (texts, lists);

    /// <summary>No facts.</summary>
    public static Facts None { get; } = new(
        ImmutableDictionary.Create<string, string?>(StringComparer.Ordinal),
        ImmutableDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal));

    /// <summary>With a single value.</summary>
    public Facts With(string name, string? value) => new(_texts.SetItem(name, value), _lists);

    /// <summary>With a list.</summary>
    public Facts With(string name, IEnumerable<string> values) => new(_texts, _lists.SetItem(name, [.. values]));

    /// <inheritdoc/>
    public string? Text(string name) => _texts.GetValueOrDefault(name);

    /// <inheritdoc/>
    public ImmutableArray<string> Texts(string name) => _lists.TryGetValue(name, out var values) ? values : [];
}
