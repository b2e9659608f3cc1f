using System.Collections.Immutable;
using System.Reflection;

namespace SunGov.Grains.Shared;

/// <summary>A kind without its types, as <c>verify</c> needs it.</summary>
public interface IKind
{
    /// <summary>Kind and table name.</summary>
    string Name { get; }

    /// <summary>The plain columns of its row that are facts; where there are none, only a scope without conditions
    /// holds its things.</summary>
    ImmutableHashSet<string> Facts { get; }

    /// <summary>What the state row must be after these entries, given their bodies in order.</summary>
    Folded Fold(IEnumerable<byte[]> bodies);
}

/// <summary>The fold of a thing's events.</summary>
/// <param name="Data">The state as JSON.</param>
/// <param name="Columns">The plain columns of its row.</param>
/// <param name="Due">What it wants to be called for later.</param>
public sealed record Folded(byte[] Data, ImmutableArray<Column> Columns, ImmutableArray<DueWish> Due);

/// <summary>
/// All kinds of an assembly: whatever <c>Kind&lt;,&gt;</c> stands in a static field or property, so that none is
/// forgotten.
/// </summary>
public sealed class Kinds
{
    private const BindingFlags Statics =
        BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private Kinds(ImmutableSortedDictionary<string, IKind> all) => All = all;

    /// <summary>The kinds by name.</summary>
    public ImmutableSortedDictionary<string, IKind> All { get; }

    /// <summary>The kinds of these assemblies; two kinds of one name throw.</summary>
    public static Kinds Of(params IEnumerable<Assembly> assemblies)
    {
        var found = assemblies.SelectMany(assembly => assembly.GetTypes())
            .Where(type => !type.ContainsGenericParameters)
            .SelectMany(Members)
            .Distinct(ReferenceEqualityComparer.Instance)
            .Cast<IKind>()
            .ToList();
        var twice = found.GroupBy(kind => kind.Name).FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? new Kinds(found.ToImmutableSortedDictionary(kind => kind.Name, kind => kind, StringComparer.Ordinal))
            : throw new InvalidOperationException($"two kinds are named '{twice.Key}'");
    }

    private static IEnumerable<object> Members(Type type) =>
        type.GetFields(Statics).Where(field => field.FieldType.IsAssignableTo(typeof(IKind)))
            .Select(field => field.GetValue(null))
            .Concat(type.GetProperties(Statics).Where(property => property.PropertyType.IsAssignableTo(typeof(IKind)))
                .Select(property => property.GetValue(null)))
            .OfType<object>();
}
