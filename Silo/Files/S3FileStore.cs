using System.Collections.Immutable;
using System.Net;
using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Files;

/// <summary>
/// The file store in a bucket of an S3-compatible object store. Uploads on their way stay in a folder of the node they
/// came to; complete, their bytes go to <c>uploads/id</c> with owner and result beside them, so that any node can have
/// them confirmed: a copy within the bucket to <c>blobs/ab/cd/hash</c>. Every step may be repeated.
/// </summary>
public sealed class S3FileStore : IFileStore, IDisposable
{
    private const string UploadPrefix = "uploads/";
    private const string BlobPrefix = "blobs/";
    private const string ResultName = "sungov-result";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly S3Settings _settings;
    private readonly AmazonS3Client _client;
    private readonly ICrypto _crypto;
    private readonly Uploads _uploads;

    /// <summary>In the bucket of the settings.</summary>
    /// <param name="folder">Where uploads on their way are kept, made where missing.</param>
    /// <param name="http">Makes the connections; null for the usual ones.</param>
    public S3FileStore(
        S3Settings settings, string folder, ICrypto crypto, TimeProvider clock, HttpClientFactory? http = null)
    {
        _settings = settings;
        _client = settings.Client(http);
        _crypto = crypto;
        _uploads = new Uploads(folder, crypto, clock);
    }

    /// <summary>How many names are asked for at once.</summary>
    public int PageSize { get; init; } = 1000;

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    /// <inheritdoc/>
    public async Task CheckAsync(CancellationToken cancel = default)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            await PageAsync(BlobPrefix, null, 1, patience.Token);
        }
        catch (Exception failure) when (failure is AmazonServiceException or AmazonClientException
            or HttpRequestException or WebException or OperationCanceledException)
        {
            cancel.ThrowIfCancellationRequested();
            var why = failure is OperationCanceledException ? "no answer" : failure.Message;
            throw new IOException($"the bucket {_settings} cannot be used for files: {why}", failure);
        }
    }

    /// <inheritdoc/>
    public Task BeginAsync(FileTicket ticket, CancellationToken cancel = default) =>
        _uploads.BeginAsync(ticket, cancel);

    /// <inheritdoc/>
    public async Task<UploadStatus?> StatusAsync(string file, CancellationToken cancel = default) =>
        await _uploads.StatusAsync(file, cancel)
        ?? (await SentAsync(file, cancel) is { } sent ? new UploadStatus(sent.File.Size, sent.File.Size) : null);

    /// <inheritdoc/>
    public Task<Appended> AppendAsync(string file, long offset, Stream bytes, CancellationToken cancel = default) =>
        _uploads.AppendAsync(file, offset, bytes, cancel);

    /// <inheritdoc/>
    public async Task<Completed> CompleteAsync(string file, CancellationToken cancel = default)
    {
        var completed = await _uploads.CompleteAsync(file, SendAsync, cancel);
        if (completed.State == CompletedState.Complete)
        {
            _uploads.DropBytes(file);
        }

        return completed.State == CompletedState.Missing && await SentAsync(file, cancel) is { } sent
            ? new Completed(CompletedState.Complete, sent.File)
            : completed;
    }

    /// <inheritdoc/>
    public async Task<StoredFile?> ConfirmAsync(string ownerKind, string ownerKey, string file,
        CancellationToken cancel = default)
    {
        if (await SentAsync(file, cancel) is not { } sent
            || sent.OwnerKind != ownerKind || sent.OwnerKey != ownerKey)
        {
            return null;
        }

        var copy = new CopyObjectRequest
        {
            SourceBucket = _settings.Bucket,
            SourceKey = UploadPrefix + file,
            DestinationBucket = _settings.Bucket,
            DestinationKey = BlobPrefix + BlobNames.PathOf(sent.File.Sm3),
            // A blob may be several files of several owners: it says nothing of the one it came from.
            MetadataDirective = S3MetadataDirective.REPLACE,
        };
        return await FoundAsync(() => _client.CopyObjectAsync(copy, cancel)) is null ? null : sent.File;
    }

    /// <inheritdoc/>
    public async Task<Stream?> OpenAsync(string sm3, CancellationToken cancel = default)
    {
        var key = BlobPrefix + BlobNames.PathOf(sm3);
        return await HeadAsync(key, cancel) is { } head
            ? new S3Blob(_client, _settings.Bucket, key, head.ContentLength)
            : null;
    }

    /// <inheritdoc/>
    public async Task<BlobState> VerifyAsync(string sm3, CancellationToken cancel = default)
    {
        await using var bytes = await OpenAsync(sm3, cancel);
        if (bytes is null)
        {
            return BlobState.Missing;
        }

        return await BlobNames.OfAsync(_crypto, bytes, cancel) == sm3 ? BlobState.Genuine : BlobState.Changed;
    }

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(string sm3, CancellationToken cancel = default)
    {
        var key = BlobPrefix + BlobNames.PathOf(sm3);
        if (await HeadAsync(key, cancel) is null)
        {
            return false;
        }

        await _client.DeleteObjectAsync(_settings.Bucket, key, cancel);
        return true;
    }

    /// <inheritdoc/>
    public async Task<Swept> SweepAsync(DateTimeOffset now, CancellationToken cancel = default)
    {
        var failed = ImmutableArray.CreateBuilder<string>();
        var removed = _uploads.Sweep(now, failed, cancel).ToHashSet(StringComparer.Ordinal);
        var old = new List<string>();
        await foreach (var sent in AllAsync(UploadPrefix, cancel))
        {
            if (now.UtcDateTime - sent.LastModified?.ToUniversalTime() >= Uploads.Kept)
            {
                old.Add(sent.Key);
            }
        }

        foreach (var key in old)
        {
            try
            {
                await _client.DeleteObjectAsync(_settings.Bucket, key, cancel);
                removed.Add(key[UploadPrefix.Length..]);
            }
            catch (AmazonServiceException failure)
            {
                failed.Add($"{key}: {failure.Message}");
            }
        }

        return new Swept(removed.Count, failed.ToImmutable());
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> BlobsAsync([EnumeratorCancellation] CancellationToken cancel = default)
    {
        await foreach (var blob in AllAsync(BlobPrefix, cancel))
        {
            yield return blob.Key[(blob.Key.LastIndexOf('/') + 1)..];
        }
    }

    /// <summary>Puts a complete upload into the bucket, with owner and result beside its bytes.</summary>
    private Task SendAsync(FileTicket ticket, StoredFile file, Stream bytes) => _client.PutObjectAsync(
        new PutObjectRequest
        {
            BucketName = _settings.Bucket,
            Key = UploadPrefix + file.File,
            InputStream = bytes,
            AutoCloseStream = false,
            UseChunkEncoding = false,
            ContentType = "application/octet-stream",
            Metadata =
            {
                [ResultName] = Convert.ToBase64String(
                    StoredJson.Bytes(new SentUpload(ticket.OwnerKind, ticket.OwnerKey, file))),
            },
        });

    private async Task<SentUpload?> SentAsync(string file, CancellationToken cancel) =>
        await HeadAsync(UploadPrefix + Uploads.Checked(file), cancel) is { } head
            ? StoredJson.State<SentUpload>(Convert.FromBase64String(head.Metadata[ResultName]))
            : null;

    private Task<GetObjectMetadataResponse?> HeadAsync(string key, CancellationToken cancel) =>
        FoundAsync(() => _client.GetObjectMetadataAsync(_settings.Bucket, key, cancel));

    /// <summary>Null where there is no such object.</summary>
    private static async Task<T?> FoundAsync<T>(Func<Task<T>> ask)
        where T : class
    {
        try
        {
            return await ask();
        }
        catch (AmazonServiceException missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private async IAsyncEnumerable<S3Object> AllAsync(
        string prefix, [EnumeratorCancellation] CancellationToken cancel)
    {
        string? next = null;
        do
        {
            var page = await PageAsync(prefix, next, PageSize, cancel);
            foreach (var found in page.S3Objects ?? [])
            {
                yield return found;
            }

            next = page.IsTruncated is true ? page.NextContinuationToken : null;
        }
        while (next is not null);
    }

    private Task<ListObjectsV2Response> PageAsync(string prefix, string? next, int most, CancellationToken cancel) =>
        _client.ListObjectsV2Async(
            new ListObjectsV2Request
            {
                BucketName = _settings.Bucket,
                Prefix = prefix,
                MaxKeys = most,
                ContinuationToken = next,
            },
            cancel);

    /// <summary>What stands beside the bytes of a complete upload; lives a day.</summary>
    private sealed record SentUpload(string OwnerKind, string OwnerKey, StoredFile File);
}
