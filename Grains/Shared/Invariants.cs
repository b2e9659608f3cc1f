using Npgsql;

namespace SunGov.Grains.Shared;

/// <summary>
/// Something that must hold between things, e.g. between quota entries and projects; checked by <c>./sungov verify</c>.
/// Register one as a service for each.
/// </summary>
public interface IInvariant
{
    /// <summary>What is compared, as the report names it, e.g. <c>quota entries and projects</c>.</summary>
    string Name { get; }

    /// <summary>What does not hold. The connection stands in one snapshot of the whole database.</summary>
    IAsyncEnumerable<Broken> CheckAsync(NpgsqlConnection snapshot);
}

/// <summary>Something that does not hold.</summary>
/// <param name="Kind">Kind of the thing.</param>
/// <param name="Key">Its key.</param>
/// <param name="Version">The version concerned; 0 where none is.</param>
/// <param name="Fault">What does not hold.</param>
public sealed record Broken(string Kind, string Key, long Version, string Fault);
