using System.Collections.Immutable;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Projects;

/// <summary>A section of a draft as stored.</summary>
/// <param name="Version">Counts saves.</param>
/// <param name="Content">UTF-8 JSON.</param>
/// <param name="SavedBy">Name of who saved it.</param>
/// <param name="Command">The command that saved it, to tell a repetition.</param>
public sealed record StoredSection(
    string Section, int Version, byte[] Content, DateTimeOffset SavedAt, string SavedBy, Guid Command);

/// <summary>
/// Drafts: working paper, overwritten in place with the last 20 versions kept; no part of any journal (design section
/// 4, R-APP-03).
/// </summary>
public interface ISections
{
    /// <summary>The sections of a form that were ever saved.</summary>
    Task<ImmutableArray<StoredSection>> AllAsync(string project, string form);

    /// <summary>The kept versions of a section without their content, newest first.</summary>
    Task<ImmutableArray<SectionVersionRow>> VersionsAsync(string project, string form, string section);

    /// <summary>A kept version of a section; null when it is not (or no longer) kept.</summary>
    Task<StoredSection?> VersionAsync(string project, string form, string section, int version);

    /// <summary>
    /// Saves a section over the version its author saw. Afterwards the section is what is returned: the new content,
    /// or the one somebody else saved since.
    /// </summary>
    /// <param name="expected">The version the author saw; 0 for none.</param>
    /// <param name="next">The section with its new version and command.</param>
    Task<StoredSection> SaveAsync(string project, string form, int expected, StoredSection next);

    /// <summary>Keeps what the draft asks for, in fen, as of the section saved last; null for nothing yet.</summary>
    Task SaveSumAsync(string project, long? fen);

    /// <summary>What the draft asks for, in fen; null where it does not say.</summary>
    Task<long?> SumAsync(string project);
}

/// <summary>Who holds what.</summary>
public interface IColleagues
{
    /// <summary>People with an identity of this holder (<c>role@organisation</c>) that was not ended, by name.
    /// </summary>
    Task<ImmutableArray<Named>> OfAsync(string holder);
}

/// <summary>Content that never changes, addressed by its SM3: frozen sections, published definitions.</summary>
public interface IContents
{
    /// <summary>The name of a content: SM3 in hex, lower case.</summary>
    string NameOf(byte[] content);

    /// <summary>Keeps contents, all in one transaction; the same bytes are kept once.</summary>
    Task PutAsync(params IReadOnlyCollection<byte[]> contents);

    /// <summary>The bytes, their hash recomputed; null where there are none. Throws where they were tampered with.
    /// </summary>
    Task<byte[]?> GetAsync(string sm3);
}
