using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using SunGov.GrainInterfaces.Documents;
using SunGov.Grains.Projects;
using SunGov.Grains.Shared;
using SunGov.Silo.Storage;

namespace SunGov.Silo.Documents;

/// <summary>
/// What happened, as sentences and as the entries behind them. Where the reader must not see internal values, each is
/// left out by its salted hash, and its entry stands by its own hash in the chain (docs/documents.md).
/// </summary>
internal sealed class PackageTrail(ICrypto crypto, PackageContents package, IReadOnlyList<StoredEntry> entries)
{
    private readonly ImmutableHashSet<(string Stage, string Field)> _marked =
        [.. package.Internal.Select(field => (field.Stage, field.Field))];

    /// <summary>Adds all of it.</summary>
    public async Task AddToAsync(PackageZip to)
    {
        var chain = new ChainCheck(crypto);
        var trail = ProjectTrail.Of(
            [.. entries.Select(entry => entry.ToEntry(chain.Next(entry) is null))],
            package.Withholds ? _marked : []);
        await to.AddJsonAsync("trail/trail.json", "办理过程", trail);
        var told = entries.Select(entry => (
            Entry: entry,
            Values: ProjectWithheld.Of(crypto, entry.Header, entry.Body, _marked))).ToList();
        await to.AddTextAsync(
            PackageManifest.EntriesPath,
            package.Withholds ? "办理过程的原始记录（仅供主管部门掌握的值以加盐哈希代替）" : "办理过程的原始记录（可重算哈希）",
            Lines(told.Select(one => package.Withholds && !one.Values.IsEmpty
                ? Without(one.Entry, one.Values)
                : Whole(one.Entry))));
        if (!package.Withholds && told.Any(one => !one.Values.IsEmpty))
        {
            await to.AddTextAsync(
                PackageManifest.InternalPath,
                "仅供主管部门掌握的值及其加盐哈希：申请人的档案包里只有哈希",
                Lines(told.SelectMany(one => one.Values.Select(value => new PackageInternal(
                    one.Entry.Header.Version, value.Event, value.Field, value.Value, value.Salt, value.Sm3)))));
        }
    }

    private static string Lines<T>(IEnumerable<T> lines) =>
        string.Concat(lines.Select(line => JsonSerializer.Serialize(line, PackageManifest.Line) + "\n"));

    private static PackageEntry Whole(StoredEntry entry) => new(
        entry.Sequence,
        entry.Header.Kind,
        entry.Header.Key,
        entry.Header.Version,
        entry.Header.Command,
        Convert.ToHexStringLower(entry.Header.Digest),
        entry.Header.Answer,
        entry.Header.Actor,
        entry.Header.Identity,
        entry.Header.OnBehalf,
        EntryHash.Microseconds(entry.Header.At),
        Encoding.UTF8.GetString(entry.Body),
        Convert.ToHexStringLower(entry.Previous),
        Convert.ToHexStringLower(entry.Hash));

    private static PackageEntry Without(StoredEntry entry, ImmutableArray<InternalValue> values) => Whole(entry) with
    {
        Command = null,
        Digest = null,
        Answer = null,
        Body = ProjectWithheld.Without(entry.Body, values),
        Withheld = [.. values.Select(value => new WithheldValue(value.Event, value.Field, value.Sm3))],
    };
}
