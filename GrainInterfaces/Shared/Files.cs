using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;

namespace SunGov.GrainInterfaces.Shared;

/// <summary>
/// Files as blobs named by their SM3 (design section 4). Bytes come in pieces under an upload, are looked at when they
/// are complete, and become a blob when the owning grain confirms them. Shared by all nodes of an installation; an
/// upload on its way may be known to the node alone that it came to.
/// </summary>
public interface IFileStore
{
    /// <summary>
    /// To be called at start: throws <see cref="IOException"/> with one sentence when the store cannot be used.
    /// </summary>
    Task CheckAsync(CancellationToken cancel = default);

    /// <summary>Opens the upload a ticket allows; safe to repeat. The ticket has been checked by the caller.</summary>
    Task BeginAsync(FileTicket ticket, CancellationToken cancel = default);

    /// <summary>How far an upload is, to resume it; null when there is none (any more).</summary>
    Task<UploadStatus?> StatusAsync(string file, CancellationToken cancel = default);

    /// <summary>
    /// Appends bytes at the offset the sender believes in. What arrived before a broken connection is kept; never more
    /// than announced is.
    /// </summary>
    Task<Appended> AppendAsync(string file, long offset, Stream bytes, CancellationToken cancel = default);

    /// <summary>Hashes a complete upload and looks whether it is what it says it is; safe to repeat.</summary>
    Task<Completed> CompleteAsync(string file, CancellationToken cancel = default);

    /// <summary>
    /// Makes a completed upload a blob for good, durably; safe to repeat for a day. For the owning grain, before it
    /// records the file. Null when the upload is not there, not complete, or not of this owner.
    /// </summary>
    Task<StoredFile?> ConfirmAsync(string ownerKind, string ownerKey, string file, CancellationToken cancel = default);

    /// <summary>The bytes of a blob, seekable; null when there is none.</summary>
    Task<Stream?> OpenAsync(string sm3, CancellationToken cancel = default);

    /// <summary>Whether a blob is there and its bytes still give its name.</summary>
    Task<BlobState> VerifyAsync(string sm3, CancellationToken cancel = default);

    /// <summary>Removes a blob, for a recorded destruction; the caller knows that nothing else names it.</summary>
    Task<bool> DeleteAsync(string sm3, CancellationToken cancel = default);

    /// <summary>Removes uploads untouched for 24 hours; one that cannot be removed does not keep the others.</summary>
    Task<Swept> SweepAsync(DateTimeOffset now, CancellationToken cancel = default);

    /// <summary>Names of all blobs, for verification.</summary>
    IAsyncEnumerable<string> BlobsAsync(CancellationToken cancel = default);
}

/// <summary>What a file ticket allows.</summary>
[Alias("SunGov.FileUse")]
public enum FileUse
{
    /// <summary>Sending the bytes of one new file.</summary>
    Upload,

    /// <summary>Fetching the bytes of one stored file.</summary>
    Download,
}

/// <summary>A short-lived right to move the bytes of one file, given by the grain that owns it.</summary>
/// <param name="File">Id of the upload or of the file; letters, digits, '-' and '_'.</param>
/// <param name="OwnerKind">Kind of the owning grain.</param>
/// <param name="OwnerKey">Key of the owning grain.</param>
/// <param name="Name">Name as shown, offered when downloading.</param>
/// <param name="MediaType">The only media type taken.</param>
/// <param name="Size">Bytes, exactly.</param>
/// <param name="Sm3">Name of the blob, hex, when downloading; else empty.</param>
[Immutable, Alias("SunGov.FileTicket")]
public sealed record FileTicket(
    FileUse Use,
    string File,
    string OwnerKind,
    string OwnerKey,
    string Name,
    string MediaType,
    long Size,
    string Sm3,
    DateTimeOffset Expires);

/// <summary>A file whose bytes are stored for good.</summary>
/// <param name="Sm3">Name of the blob: SM3, hex.</param>
[Immutable, Alias("SunGov.StoredFile")]
public sealed record StoredFile(string File, string Sm3, long Size, string MediaType, string Name);

/// <summary>How far an upload is, in bytes.</summary>
[Immutable, Alias("SunGov.UploadStatus")]
public sealed record UploadStatus(long Received, long Size);

/// <summary>How appending ended.</summary>
[Alias("SunGov.AppendState")]
public enum AppendState
{
    /// <summary>Everything sent is kept.</summary>
    Kept,

    /// <summary>The offset is not where the upload stands; go on from there.</summary>
    OtherOffset,

    /// <summary>More was sent than announced; nothing beyond is kept.</summary>
    TooLarge,

    /// <summary>Another request is appending.</summary>
    Busy,

    /// <summary>There is no such upload (any more).</summary>
    Missing,
}

/// <summary>Where an upload stands after appending.</summary>
/// <param name="Received">Bytes kept so far; where to go on.</param>
[Immutable, Alias("SunGov.Appended")]
public sealed record Appended(AppendState State, long Received);

/// <summary>How completing ended.</summary>
[Alias("SunGov.CompletedState")]
public enum CompletedState
{
    /// <summary>Complete, and what it says it is.</summary>
    Complete,

    /// <summary>Bytes are missing.</summary>
    Incomplete,

    /// <summary>The bytes are not of the announced media type; the upload is removed.</summary>
    WrongType,

    /// <summary>Another request is working on it.</summary>
    Busy,

    /// <summary>There is no such upload (any more).</summary>
    Missing,
}

/// <summary>The result of completing.</summary>
/// <param name="File">The file when complete; it is kept for a day unless confirmed.</param>
[Immutable, Alias("SunGov.Completed")]
public sealed record Completed(CompletedState State, StoredFile? File);

/// <summary>What removing old uploads came to.</summary>
/// <param name="Removed">How many are gone.</param>
/// <param name="Failed">Those that could not be removed, each with the reason; they are tried again.</param>
[Immutable, Alias("SunGov.Swept")]
public sealed record Swept(int Removed, ImmutableArray<string> Failed);

/// <summary>What a blob is found to be.</summary>
[Alias("SunGov.BlobState")]
public enum BlobState
{
    /// <summary>There, and its bytes give its name.</summary>
    Genuine,

    /// <summary>There, but its bytes were changed.</summary>
    Changed,

    /// <summary>Not there.</summary>
    Missing,
}

/// <summary>Reads tickets for nodes that hold no keys; any key of the grain will do, all answer alike.</summary>
[Alias("SunGov.IFileTicketGrain")]
public interface IFileTicketGrain : IGrainWithStringKey
{
    /// <summary>What the ticket allows; null when it is forged, expired or for another use.</summary>
    [Alias("Read"), ReadOnly]
    Task<FileTicket?> Read(string ticket, FileUse use);
}
