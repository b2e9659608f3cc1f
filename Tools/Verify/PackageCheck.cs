using System.IO.Compression;
using System.Text;
using System.Text.Json;
using SunGov.Grains.Projects;
using SunGov.Grains.Shared;
using SunGov.Silo.Documents;

namespace SunGov.Tools.Verify;

/// <summary>Checks a package by itself: no database, no server, no key but the one it brings.</summary>
public static class PackageCheck
{
    private const int Piece = 128 * 1024;
    private const char LineEnd = '\n';

    /// <summary>What does not hold, one sentence each; none when all does.</summary>
    /// <param name="zip">The package.</param>
    /// <param name="crypto">SM2 and SM3.</param>
    /// <param name="publicKey">The platform's key as published, base64; null to take the one in the package.</param>
    /// <param name="note">Takes lines about what was found, e.g. which key signed.</param>
    public static async Task<List<string>> RunAsync(
        Stream zip, ICrypto crypto, string? publicKey, Action<string> note)
    {
        await using var archive = await ZipArchive.CreateAsync(zip, ZipArchiveMode.Read, leaveOpen: true, null);
        var broken = new List<string>();
        if (await BytesAsync(archive, PackageManifest.Path) is not { } bytes
            || JsonSerializer.Deserialize<PackageManifest>(bytes, PackageManifest.Json) is not { } manifest)
        {
            return ["there is no manifest"];
        }

        note($"{manifest.Number ?? manifest.Project} {manifest.Title}: {manifest.Items.Length} items, "
            + $"{manifest.Version} entries, the last of {manifest.At:yyyy-MM-dd HH:mm:ss}Z");
        var key = await SignatureAsync(archive, bytes, crypto, publicKey, note, broken);
        await ItemsAsync(archive, manifest, crypto, broken);
        await ChainAsync(archive, manifest, crypto, key, note, broken);
        await InternalAsync(archive, crypto, broken);
        return broken;
    }

    /// <summary>The key that signed the manifest; null when none did.</summary>
    private static async Task<byte[]?> SignatureAsync(
        ZipArchive archive, byte[] manifest, ICrypto crypto, string? publicKey, Action<string> note,
        List<string> broken)
    {
        if (await BytesAsync(archive, PackageManifest.SignaturePath) is not { } bytes
            || JsonSerializer.Deserialize<PackageSignature>(bytes, PackageManifest.Json) is not { } signature)
        {
            broken.Add("the manifest is not signed");
            return null;
        }

        var key = Convert.FromBase64String(signature.PublicKey);

        if (publicKey is null)
        {
            note($"signed by the key {signature.PublicKey}: compare it with the one the platform publishes");
        }
        else if (publicKey != signature.PublicKey)
        {
            broken.Add("it is signed by another key than the one given");
        }

        if (!crypto.VerifySm2(
            key, PackageSignature.Statement(manifest), Convert.FromBase64String(signature.Signature)))
        {
            broken.Add("the signature does not belong to the manifest");
        }

        return key;
    }

    private static async Task ItemsAsync(
        ZipArchive archive, PackageManifest manifest, ICrypto crypto, List<string> broken)
    {
        foreach (var item in manifest.Items)
        {
            if (archive.GetEntry(item.Path) is not { } entry)
            {
                broken.Add($"{item.Path} is missing");
            }
            else if (await HashAsync(entry, crypto) != item.Sm3)
            {
                broken.Add($"{item.Path} was changed");
            }
        }

        broken.AddRange(archive.Entries.Select(entry => entry.FullName)
            .Except(manifest.Items.Select(item => item.Path))
            .Where(path => path is not (PackageManifest.Path or PackageManifest.SignaturePath))
            .Select(path => $"{path} is not in the manifest"));
        broken.AddRange(archive.Entries.GroupBy(entry => entry.FullName).Where(same => same.Count() > 1)
            .Select(same => $"{same.Key} is there more than once"));
    }

    private static async Task ChainAsync(
        ZipArchive archive,
        PackageManifest manifest,
        ICrypto crypto,
        byte[]? key,
        Action<string> note,
        List<string> broken)
    {
        var (previous, version, withheld) = (Convert.ToHexStringLower(EntryHash.Genesis), 0L, 0);
        var bytes = await BytesAsync(archive, PackageManifest.EntriesPath) ?? [];
        foreach (var line in Encoding.UTF8.GetString(bytes).Split(LineEnd, StringSplitOptions.RemoveEmptyEntries))
        {
            var entry = JsonSerializer.Deserialize<PackageEntry>(line, PackageManifest.Line)!;
            withheld += entry.Withheld?.Length ?? 0;
            if (entry.Version != ++version || entry.Previous != previous || !Holds(entry, crypto))
            {
                broken.Add($"entry {entry.Version} of the trail does not hold");
            }

            previous = entry.Hash;
            if (key is not null)
            {
                Parties(entry, manifest, crypto, key, broken);
            }
        }

        if (withheld > 0)
        {
            note($"{withheld} internal values are withheld; their entries stand by their hashes in the chain, and what "
                + "is shown of them by the signature");
        }

        if (version != manifest.Version || previous != manifest.LastHash)
        {
            broken.Add("the trail does not end where the manifest says");
        }
    }

    /// <summary>Signatures of parties hold, and what they signed is in the package.</summary>
    private static void Parties(
        PackageEntry entry, PackageManifest manifest, ICrypto crypto, byte[] key, List<string> broken)
    {
        foreach (var signed in StoredJson.Events<ProjectEvent>(Encoding.UTF8.GetBytes(entry.Body)).OfType<FormSigned>())
        {
            if (ProjectSignatures.Fault(crypto, key, entry.Key, signed) is { } fault)
            {
                broken.Add($"entry {entry.Version}: {fault}");
            }

            if (manifest.Items.All(item => item.Sm3 != signed.Sm3))
            {
                broken.Add($"entry {entry.Version}: the {signed.Form} that {signed.By.Name} signed is not there");
            }
        }
    }

    /// <summary>Internal values are those that packages without them name by hash.</summary>
    private static async Task InternalAsync(ZipArchive archive, ICrypto crypto, List<string> broken)
    {
        var bytes = await BytesAsync(archive, PackageManifest.InternalPath) ?? [];
        foreach (var line in Encoding.UTF8.GetString(bytes).Split(LineEnd, StringSplitOptions.RemoveEmptyEntries))
        {
            var told = JsonSerializer.Deserialize<PackageInternal>(line, PackageManifest.Line)!;
            if (ProjectWithheld.NameOf(crypto, told.Salt, told.Event, told.Field, told.Value) != told.Sm3)
            {
                broken.Add($"entry {told.Version}: the hash of {told.Field} does not belong to its value");
            }
        }
    }

    /// <summary>A whole entry by recomputing it; one without its internal values has only its hash in the chain.
    /// </summary>
    private static bool Holds(PackageEntry entry, ICrypto crypto) =>
        entry.Withheld is { IsEmpty: false } || HashOf(entry, crypto) == entry.Hash;

    private static string HashOf(PackageEntry entry, ICrypto crypto) => Convert.ToHexStringLower(EntryHash.Of(
        crypto,
        new EntryHeader(
            entry.Kind,
            entry.Key,
            entry.Version,
            entry.Command ?? Guid.Empty,
            Convert.FromHexString(entry.Digest ?? ""),
            entry.Answer,
            entry.Actor,
            entry.Identity,
            entry.OnBehalf,
            DateTimeOffset.UnixEpoch.AddTicks(entry.AtMicroseconds * TimeSpan.TicksPerMicrosecond)),
        Convert.FromHexString(entry.Previous),
        Encoding.UTF8.GetBytes(entry.Body)));

    private static async Task<string> HashAsync(ZipArchiveEntry entry, ICrypto crypto)
    {
        using var sm3 = crypto.BeginSm3();
        await using var stream = await entry.OpenAsync();
        var piece = new byte[Piece];
        while (await stream.ReadAsync(piece) is var read and > 0)
        {
            sm3.Add(piece.AsSpan(0, read));
        }

        var hash = new byte[ICrypto.HashLength];
        sm3.Finish(hash);
        return Convert.ToHexStringLower(hash);
    }

    private static async Task<byte[]?> BytesAsync(ZipArchive archive, string path)
    {
        if (archive.GetEntry(path) is not { } entry)
        {
            return null;
        }

        await using var stream = await entry.OpenAsync();
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
