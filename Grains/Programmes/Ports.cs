using System.Collections.Immutable;
using SunGov.GrainInterfaces.Programmes;

namespace SunGov.Grains.Programmes;

/// <summary>A draft of a definition as stored.</summary>
/// <param name="Version">Counts saves.</param>
/// <param name="Definition">UTF-8 JSON; null for a draft given up.</param>
/// <param name="BasedOn">The published version it began from; 0 for none.</param>
/// <param name="SavedBy">Name of who saved it.</param>
/// <param name="Command">The command that saved it, to tell a repetition.</param>
public sealed record StoredDraft(
    int Version, byte[]? Definition, int BasedOn, DateTimeOffset SavedAt, string SavedBy, Guid Command);

/// <summary>
/// Drafts of definitions: working paper, overwritten in place with the last 20 versions kept; no part of any journal.
/// </summary>
public interface IDefinitionDrafts
{
    /// <summary>The draft, or the mark of the one given up; null where there never was one.</summary>
    Task<StoredDraft?> FindAsync(string programme);

    /// <summary>The kept versions, newest first.</summary>
    Task<ImmutableArray<DraftVersionRow>> VersionsAsync(string programme);

    /// <summary>A kept version; null when it is not (or no longer) kept.</summary>
    Task<StoredDraft?> VersionAsync(string programme, int version);

    /// <summary>
    /// Saves over the version its author saw. Afterwards the draft is what is returned: the new one, or the one that
    /// somebody else saved since.
    /// </summary>
    /// <param name="expected">The version the author saw; 0 for none.</param>
    /// <param name="next">The draft with its new version and command.</param>
    /// <param name="head">What lists show of it.</param>
    Task<StoredDraft?> SaveAsync(string programme, int expected, StoredDraft next, DraftHead head);
}

/// <summary>
/// The organisations whose definitions are published by two people (R-BUS-16): one proposes, another confirms.
/// </summary>
/// <param name="Owners">Organisations in charge; <c>*</c> for all.</param>
public sealed record SecondApprovers(ImmutableHashSet<string> Owners)
{
    /// <summary>Nobody needs a second.</summary>
    public static SecondApprovers None { get; } = new([]);

    /// <summary>Whether definitions of this organisation need a second person.</summary>
    public bool Needed(string owner) => Owners.Contains("*") || Owners.Contains(owner);
}
