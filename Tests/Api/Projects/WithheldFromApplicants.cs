using System.IO.Compression;
using System.Text.Json;
using SunGov.Silo.Documents;

namespace SunGov.Tests.Api.Projects;

/// <summary>What an applicant's package leaves out, held against the office's package of the same project.</summary>
internal static class WithheldFromApplicants
{
    /// <summary>
    /// Scores are in the office's package only; the applicant's names each by the hash that the office can disclose,
    /// and all else is the same.
    /// </summary>
    public static void Check(byte[] applicants, byte[] offices)
    {
        var (theirs, whole) = (Read(applicants), Read(offices));
        Assert.DoesNotContain(PackageManifest.InternalPath, theirs.Keys);
        var values = Lines<PackageInternal>(whole[PackageManifest.InternalPath]);
        Assert.Equal(
            ["rank", "score"], values.Select(value => value.Field).Order(StringComparer.Ordinal));
        var (shown, stored) = (
            Lines<PackageEntry>(theirs[PackageManifest.EntriesPath]),
            Lines<PackageEntry>(whole[PackageManifest.EntriesPath]));
        Assert.Equal(stored.Select(entry => entry.Hash), shown.Select(entry => entry.Hash));
        Assert.Equal(
            values.Select(value => (value.Version, value.Event, value.Field, value.Sm3)),
            shown.SelectMany(entry => (entry.Withheld ?? [])
                .Select(value => (entry.Version, value.Event, value.Field, value.Sm3))));
        foreach (var entry in shown)
        {
            var hides = entry.Withheld is not null;
            Assert.Equal(hides, entry.Command is null);
            Assert.Equal(hides, entry.Digest is null);
            Assert.Equal(!hides, entry.Body == stored[(int)entry.Version - 1].Body);
        }

        foreach (var path in theirs.Keys.Where(path => path.EndsWith(".json", StringComparison.Ordinal)
            || path.EndsWith(".jsonl", StringComparison.Ordinal)))
        {
            Assert.All(values, value => Assert.DoesNotContain(
                $"\"{value.Field}\":{value.Value}",
                theirs[path].Replace("\\\"", "\"", StringComparison.Ordinal),
                StringComparison.Ordinal));
        }
    }

    private static Dictionary<string, string> Read(byte[] package)
    {
        using var zip = new ZipArchive(new MemoryStream(package));
        return zip.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return reader.ReadToEnd();
        });
    }

    private static List<T> Lines<T>(string text) =>
    [
        .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<T>(line, PackageManifest.Line)!),
    ];
}
