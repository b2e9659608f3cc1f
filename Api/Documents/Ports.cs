using SunGov.GrainInterfaces.Documents;

namespace SunGov.Api.Documents;

/// <summary>Writes packages; the bytes of contents and files are beside the grains.</summary>
public interface IPackages
{
    /// <summary>
    /// Writes the package as a ZIP, item after item, never whole in memory. The caller's right was checked by the
    /// project.
    /// </summary>
    Task WriteAsync(PackageContents package, Stream output, CancellationToken cancel);
}
