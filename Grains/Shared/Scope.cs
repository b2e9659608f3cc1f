using System.Collections.Immutable;

namespace SunGov.Grains.Shared;

/// <summary>Facts of a thing, as its row has them in plain columns; names are column names.</summary>
public interface IFacts
{
    /// <summary>A single value; null where it has none.</summary>
    string? Text(string name);

    /// <summary>A list of values, e.g. <c>participants</c>.</summary>
    ImmutableArray<string> Texts(string name);
}

/// <summary>How a condition compares.</summary>
public enum Comparison
{
    /// <summary>The fact is the value.</summary>
    Is,

    /// <summary>The fact (a list) holds the value.</summary>
    Holds,

    /// <summary>The fact (a path) is the value or lies below it: <c>a/b</c> lies below <c>a</c>.</summary>
    Under,

    /// <summary>The fact is known and is not the value; an unknown fact is never inside a scope.</summary>
    IsNot,
}

/// <summary>One condition over one fact.</summary>
public sealed record Condition(string Fact, Comparison Comparison, string Value);

/// <summary>
/// A caller's grants as a filter over facts: alternatives, each a list of conditions that must all hold. Two faces that
/// must agree: <see cref="Matches"/> for one thing, <see cref="ToSql"/> for lists.
/// </summary>
public sealed record Scope(ImmutableArray<ImmutableArray<Condition>> Alternatives)
{
    /// <summary>Nothing.</summary>
    public static Scope None { get; } = new([]);

    /// <summary>Everything.</summary>
    public static Scope All { get; } = new([[]]);

    /// <summary>True when nothing can match.</summary>
    public bool IsNone => Alternatives.IsEmpty;

    /// <summary>True when a thing with these facts is inside.</summary>
    public bool Matches(IFacts facts)
    {
        foreach (var alternative in Alternatives)
        {
            if (alternative.All(condition => Holds(condition, facts)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when everything matches, whatever its facts.</summary>
    public bool IsAll => Alternatives.Any(alternative => alternative.IsEmpty);

    /// <summary>
    /// The same scope for a kind of thing that has only these facts: a condition on another fact never holds.
    /// </summary>
    public Scope Over(ImmutableHashSet<string> facts) => new(
        [.. Alternatives.Where(alternative => alternative.All(condition => facts.Contains(condition.Fact)))]);

    /// <summary>
    /// The same as an SQL condition over the columns of <paramref name="alias"/>, its values as parameters. Fact names
    /// must be among <paramref name="columns"/>; another name throws, since it is a fault in a role's definition.
    /// </summary>
    /// <param name="alias">Table alias.</param>
    /// <param name="columns">The columns that are facts.</param>
    /// <param name="parameter">Registers a value and returns its placeholder, e.g. <c>@s3</c>.</param>
    public string ToSql(string alias, ImmutableHashSet<string> columns, Func<string, string> parameter)
    {
        if (IsNone)
        {
            return "false";
        }

        var alternatives = Alternatives.Select(alternative => alternative.IsEmpty
            ? "true"
            : string.Join(" and ", alternative.Select(c => Term(c, alias, columns, parameter))));
        return "(" + string.Join(" or ", alternatives.Select(a => $"({a})")) + ")";
    }

    private static string Term(
        Condition condition, string alias, ImmutableHashSet<string> columns, Func<string, string> parameter)
    {
        if (!columns.Contains(condition.Fact))
        {
            throw new InvalidOperationException($"'{condition.Fact}' is not a fact of this table");
        }

        var column = $"{alias}.{condition.Fact}";
        var value = parameter(condition.Value);
        return condition.Comparison switch
        {
            Comparison.Is => $"({column} is not null and {column} = {value})",
            Comparison.IsNot => $"({column} is not null and {column} <> {value})",
            Comparison.Holds => $"({column} is not null and {column} @> array[{value}])",
            Comparison.Under => $"({column} is not null and ({column} = {value} or "
                + $"starts_with({column}, {value} || '/')))",
            _ => throw new InvalidOperationException($"comparison {condition.Comparison} is not known"),
        };
    }

    private static bool Holds(Condition condition, IFacts facts) => condition.Comparison switch
    {
        Comparison.Is => facts.Text(condition.Fact) == condition.Value,
        Comparison.IsNot => facts.Text(condition.Fact) is { } text && text != condition.Value,
        Comparison.Holds => facts.Texts(condition.Fact).Contains(condition.Value),
        Comparison.Under => facts.Text(condition.Fact) is { } path
            && (path == condition.Value || path.StartsWith(condition.Value + "/", StringComparison.Ordinal)),
        _ => throw new InvalidOperationException($"comparison {condition.Comparison} is not known"),
    };
}
