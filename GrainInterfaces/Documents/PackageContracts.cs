using System.Collections.Immutable;
using Orleans;

namespace SunGov.GrainInterfaces.Documents;

/// <summary>What a package of a project holds; the bytes are read beside the grain, by their hashes.</summary>
/// <param name="Version">Count of the project's entries.</param>
/// <param name="Definition">SM3 of the definition it keeps for life.</param>
/// <param name="Forms">Every form that was frozen, also those replaced by a correction, in order.</param>
/// <param name="Documents">Documents released.</param>
/// <param name="Files">Files that arrived.</param>
/// <param name="Closed">SM3 of the list that closed the project's package; null while it is open.</param>
/// <param name="Internal">Fields that the definition keeps from applicants.</param>
/// <param name="Withholds">True when their values are left out of this package.</param>
[Immutable, Alias("SunGov.PackageContents")]
public sealed record PackageContents(
    string Project,
    long Version,
    string Title,
    string? Number,
    string Programme,
    string Definition,
    ImmutableArray<PackageForm> Forms,
    ImmutableArray<PackageDocument> Documents,
    ImmutableArray<PackageFile> Files,
    string? Closed,
    ImmutableArray<InternalField> Internal,
    bool Withholds);

/// <summary>A field of a stage's decision that only offices see.</summary>
[Immutable, Alias("SunGov.InternalField")]
public sealed record InternalField(string Stage, string Field);

/// <summary>A frozen form.</summary>
/// <param name="Number">Counts how often this form was frozen, from 1.</param>
/// <param name="Last">True for what counts now.</param>
/// <param name="Sm3">Hash of the list of its sections.</param>
[Immutable, Alias("SunGov.PackageForm")]
public sealed record PackageForm(
    string Form, string Name, int Number, bool Last, string Sm3, ImmutableArray<PackageSection> Sections);

/// <summary>A released document.</summary>
/// <param name="Sm3">Hash of the data it is made from.</param>
[Immutable, Alias("SunGov.PackageDocument")]
public sealed record PackageDocument(string Id, string Name, string Sm3);

/// <summary>A submitted section.</summary>
[Immutable, Alias("SunGov.PackageSection")]
public sealed record PackageSection(string Section, string Sm3);

/// <summary>A file.</summary>
[Immutable, Alias("SunGov.PackageFile")]
public sealed record PackageFile(string Name, string MediaType, long Size, string Sm3);
