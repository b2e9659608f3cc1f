using System.Collections.Immutable;
using Orleans;

namespace SunGov.GrainInterfaces.Documents;

/// <summary>What a package of a project holds; the bytes are read beside the grain, by their hashes.</summary>
/// <param name="Version">Count of the project's entries.</param>
/// <param name="Definition">SM3 of the definition it keeps for life.</param>
/// <param name="Forms">Forms as submitted last.</param>
/// <param name="Files">Files that arrived.</param>
[Immutable, Alias("SunGov.PackageView")]
public sealed record PackageView(
    string Project,
    long Version,
    string Title,
    string? Number,
    string Programme,
    string Definition,
    ImmutableArray<PackageForm> Forms,
    ImmutableArray<PackageFile> Files);

/// <summary>A submitted form.</summary>
/// <param name="Sm3">Hash of the list of its sections.</param>
[Immutable, Alias("SunGov.PackageForm")]
public sealed record PackageForm(string Form, string Name, string Sm3, ImmutableArray<PackageSection> Sections);

/// <summary>A submitted section.</summary>
[Immutable, Alias("SunGov.PackageSection")]
public sealed record PackageSection(string Section, string Sm3);

/// <summary>A file.</summary>
[Immutable, Alias("SunGov.PackageFile")]
public sealed record PackageFile(string Name, string MediaType, long Size, string Sm3);
