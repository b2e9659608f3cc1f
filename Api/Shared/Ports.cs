using SunGov.GrainInterfaces.Shared;

namespace SunGov.Api.Shared;

/// <summary>Turns a cookie's token into the key of its session (SM3, hex). The API itself holds no algorithm.</summary>
public interface ISessionKeys
{
    /// <summary>SM3 of the text, 64 hex digits.</summary>
    string KeyOf(string token);
}

/// <summary>
/// Moves the bytes of files under a ticket that the owning grain gave; behind it stands the file store.
/// </summary>
public interface IFileTransfers
{
    /// <summary>How many bytes of an upload are kept so far.</summary>
    Task<Outcome<UploadState>> StateAsync(string file, string ticket);

    /// <summary>
    /// Adds bytes at an offset; what arrived is kept even when the connection breaks, so that the upload resumes there.
    /// </summary>
    Task<Outcome<UploadState>> WriteAsync(
        string file, string ticket, long offset, Stream bytes, CancellationToken cancellation);

    /// <summary>Opens a file for download.</summary>
    Task<Outcome<OpenedFile>> OpenAsync(string ticket, CancellationToken cancellation);
}

/// <summary>How far an upload is.</summary>
/// <param name="File">File id.</param>
/// <param name="Received">Bytes kept so far; go on from here.</param>
/// <param name="Size">Bytes announced.</param>
public sealed record UploadState(string File, long Received, long Size);

/// <summary>A file on its way out.</summary>
public sealed record OpenedFile(Stream Bytes, string Name, string MediaType, long Size);

/// <summary>What changed, for pages that show it: they read again. A lost event does no harm.</summary>
/// <param name="Kind">Kind of the thing, e.g. <c>project</c>.</param>
/// <param name="Key">Its key.</param>
/// <param name="Version">Its version after the change.</param>
public sealed record LiveEvent(string Kind, string Key, long Version);

/// <summary>Live events of this node, fed after each commit.</summary>
public interface ILiveEvents
{
    /// <summary>Events from now on, until cancelled; a slow reader loses the oldest.</summary>
    IAsyncEnumerable<LiveEvent> SubscribeAsync(CancellationToken cancellation);
}

/// <summary>Whether the platform is ready to serve.</summary>
public interface IReadiness
{
    /// <summary>Ready, and what it is waiting for if not.</summary>
    Readiness Now { get; }
}

/// <summary>Readiness.</summary>
/// <param name="Ready">True once migrated, the engine up and, where asked for, the demo loaded.</param>
/// <param name="Status">What it is doing, one line.</param>
public sealed record Readiness(bool Ready, string Status);

/// <summary>The demo logins; none outside demo mode.</summary>
public interface IDemoLogins
{
    /// <summary>One per role; null outside demo mode.</summary>
    IReadOnlyList<DemoLogin>? All { get; }
}

/// <summary>A login of the demo.</summary>
public sealed record DemoLogin(string Login, string Password, string Name, string Role, string Organisation);
