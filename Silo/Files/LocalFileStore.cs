using System.Collections.Immutable;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Files;

/// <summary>
/// The file store in a folder, which several nodes may share. Blobs are <c>blobs/ab/cd/hash</c>, uploads on their way
/// <see cref="Uploads"/>. Only confirmed bytes are blobs, so that sweeping never needs to ask what is still wanted.
/// Blobs are not encrypted: what is sensitive is sealed before.
/// </summary>
public sealed class LocalFileStore : IFileStore
{
    private const int BufferSize = 128 * 1024;

    private readonly ICrypto _crypto;
    private readonly Uploads _uploads;
    private readonly string _blobs;

    /// <summary>In the folder, which is made where missing.</summary>
    /// <param name="remove">How an upload's folder is removed; tests have it fail.</param>
    public LocalFileStore(string folder, ICrypto crypto, TimeProvider clock, Action<string>? remove = null)
    {
        _crypto = crypto;
        _uploads = new Uploads(folder, crypto, clock, remove);
        _blobs = Uploads.OwnFolder(Path.Combine(folder, "blobs"));
    }

    /// <inheritdoc/>
    public Task CheckAsync(CancellationToken cancel = default) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task BeginAsync(FileTicket ticket, CancellationToken cancel = default) =>
        _uploads.BeginAsync(ticket, cancel);

    /// <inheritdoc/>
    public Task<UploadStatus?> StatusAsync(string file, CancellationToken cancel = default) =>
        _uploads.StatusAsync(file, cancel);

    /// <inheritdoc/>
    public Task<Appended> AppendAsync(string file, long offset, Stream bytes, CancellationToken cancel = default) =>
        _uploads.AppendAsync(file, offset, bytes, cancel);

    /// <inheritdoc/>
    public Task<Completed> CompleteAsync(string file, CancellationToken cancel = default) =>
        _uploads.CompleteAsync(file, null, cancel);

    /// <inheritdoc/>
    public async Task<StoredFile?> ConfirmAsync(string ownerKind, string ownerKey, string file,
        CancellationToken cancel = default)
    {
        if (await _uploads.CompletedAsync(ownerKind, ownerKey, file, cancel) is not (var result, var part))
            return null;
        var blob = Blob(result.Sm3);
        if (File.Exists(part) && new FileInfo(part).Length == result.Size)
        {
            MakeBlobFolder(blob);
            try
            {
                File.Move(part, blob, overwrite: true);
            }
            catch (FileNotFoundException) when (File.Exists(blob))
            {
                // A second confirmation moved it between the two lines.
                DirectorySync.Flush(Path.GetDirectoryName(blob)!);
                return result;
            }

            DirectorySync.Flush(Path.GetDirectoryName(blob)!);
        }

        return File.Exists(blob) ? result : null;
    }

    /// <inheritdoc/>
    public Task<Stream?> OpenAsync(string sm3, CancellationToken cancel = default)
    {
        var blob = Blob(sm3);
        return Task.FromResult<Stream?>(File.Exists(blob)
            ? new FileStream(blob, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferSize,
                FileOptions.Asynchronous | FileOptions.SequentialScan)
            : null);
    }

    /// <inheritdoc/>
    public async Task<BlobState> VerifyAsync(string sm3, CancellationToken cancel = default)
    {
        await using var bytes = await OpenAsync(sm3, cancel);
        if (bytes is null)
            return BlobState.Missing;
        return await BlobNames.OfAsync(_crypto, bytes, cancel) == sm3 ? BlobState.Genuine : BlobState.Changed;
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(string sm3, CancellationToken cancel = default)
    {
        var blob = Blob(sm3);
        if (!File.Exists(blob))
            return Task.FromResult(false);
        File.Delete(blob);
        DirectorySync.Flush(Path.GetDirectoryName(blob)!);
        return Task.FromResult(true);
    }

    /// <inheritdoc/>
    public Task<Swept> SweepAsync(DateTimeOffset now, CancellationToken cancel = default)
    {
        var failed = ImmutableArray.CreateBuilder<string>();
        var removed = _uploads.Sweep(now, failed, cancel);
        return Task.FromResult(new Swept(removed.Count, failed.ToImmutable()));
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<string> BlobsAsync(CancellationToken cancel = default) =>
        Directory.EnumerateFiles(_blobs, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetFileName(path))
            .ToAsyncEnumerable();

    private void MakeBlobFolder(string blob)
    {
        var inner = Path.GetDirectoryName(blob)!;
        if (Directory.Exists(inner))
            return;
        Directory.CreateDirectory(inner);
        DirectorySync.Flush(Path.GetDirectoryName(inner)!);
        DirectorySync.Flush(_blobs);
    }

    private string Blob(string sm3) => Path.Combine(_blobs, BlobNames.PathOf(sm3));
}
