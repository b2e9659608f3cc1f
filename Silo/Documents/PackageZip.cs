using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Documents;

/// <summary>A package being written: items go through to the output and are hashed on their way.</summary>
internal sealed class PackageZip(ZipArchive zip, ICrypto crypto, DateTimeOffset at)
{
    private const int Piece = 128 * 1024;
    private readonly ImmutableArray<PackageItem>.Builder _items = ImmutableArray.CreateBuilder<PackageItem>();

    /// <summary>The items so far.</summary>
    public ImmutableArray<PackageItem> Items => _items.ToImmutable();

    public Task AddTextAsync(string path, string what, string text) =>
        AddAsync(path, what, Encoding.UTF8.GetBytes(text));

    public Task AddJsonAsync<T>(string path, string what, T value) =>
        AddAsync(path, what, JsonSerializer.SerializeToUtf8Bytes(value, PackageManifest.Json));

    public async Task AddAsync(string path, string what, byte[] bytes)
    {
        using var stream = new MemoryStream(bytes, writable: false);
        await AddAsync(path, what, stream, CancellationToken.None);
    }

    /// <summary>Adds what the stream gives; nothing is held whole.</summary>
    public async Task AddAsync(string path, string what, Stream from, CancellationToken cancel)
    {
        using var sm3 = crypto.BeginSm3();
        await using var to = await OpenAsync(path, cancel);
        var piece = new byte[Piece];
        var size = 0L;
        while (await from.ReadAsync(piece, cancel) is var read and > 0)
        {
            sm3.Add(piece.AsSpan(0, read));
            await to.WriteAsync(piece.AsMemory(0, read), cancel);
            size += read;
        }

        var hash = new byte[ICrypto.HashLength];
        sm3.Finish(hash);
        _items.Add(new PackageItem(path, what, size, Convert.ToHexStringLower(hash)));
    }

    /// <summary>Writes what is no item: the manifest and its signature.</summary>
    public async Task EndAsync(string path, byte[] bytes)
    {
        await using var to = await OpenAsync(path, CancellationToken.None);
        await to.WriteAsync(bytes);
    }

    private Task<Stream> OpenAsync(string path, CancellationToken cancel)
    {
        var entry = zip.CreateEntry(path, CompressionLevel.Optimal);
        entry.LastWriteTime = at;
        return entry.OpenAsync(cancel);
    }
}
