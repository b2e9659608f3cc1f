using System.Collections.Immutable;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Reviews;

/// <summary>An expert as a draw sees them.</summary>
/// <param name="Expert">Id in the register.</param>
/// <param name="Entity">Legal entity of work.</param>
/// <param name="Path">Its place in the tree of organisations.</param>
/// <param name="RecusedEntities">Organisations the expert declared an interest in.</param>
/// <param name="RecusedPeople">People the expert declared an interest in.</param>
public sealed record PoolExpert(
    string Expert,
    string Person,
    string Name,
    Named Entity,
    string Path,
    string Title,
    ImmutableArray<string> RecusedEntities,
    ImmutableArray<string> RecusedPeople);

/// <summary>Where a draw gets its candidates; the register of experts behind it.</summary>
public interface IExpertPool
{
    /// <summary>
    /// Confirmed experts of these disciplines (codes of GB/T 13745 or the beginnings of such; none for all), in the
    /// order of their ids. The disclosure is recorded first.
    /// </summary>
    Task<Outcome<ImmutableArray<PoolExpert>>> EligibleAsync(
        ImmutableArray<string> disciplines, string purpose, By by);
}

/// <summary>How long messages of a bulk act wait, so that it can still be undone (design section 5).</summary>
public sealed record ReviewPause(TimeSpan Messages);

/// <summary>A draft of a sheet: working paper, sealed, overwritten in place.</summary>
/// <param name="Version">Counts saves.</param>
/// <param name="Sealed">The content, sealed under the key of the round.</param>
/// <param name="Command">The command that saved it, to tell a repetition.</param>
public sealed record StoredSheet(string Project, int Version, string Sealed, DateTimeOffset SavedAt, Guid Command);

/// <summary>Drafts of sheets.</summary>
public interface IScoreSheets
{
    /// <summary>The draft of a sheet; null when it was never saved.</summary>
    Task<StoredSheet?> FindAsync(string desk, string project);

    /// <summary>
    /// Saves a draft over the version its author saw. Afterwards the draft is what is returned: the new content, or
    /// the one saved since.
    /// </summary>
    Task<StoredSheet> SaveAsync(string desk, int expected, StoredSheet next);
}
