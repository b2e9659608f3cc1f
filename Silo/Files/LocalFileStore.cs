using System.Collections.Immutable;
using System.Text.Json;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Files;

/// <summary>
/// The file store in a folder, which several nodes may share. Blobs are <c>blobs/ab/cd/hash</c>; an upload is a folder
/// <c>uploads/id</c> with its ticket, its bytes so far, and in the end the result. Only confirmed bytes are blobs, so
/// that sweeping never needs to ask what is still wanted. Blobs are not encrypted: what is sensitive is sealed before.
/// </summary>
public sealed class LocalFileStore : IFileStore
{
    private const int BufferSize = 128 * 1024;

    private const int LinuxBusy = 11;
    private const int MacBusy = 35;
    private const int WindowsBusy = 32;

    private static readonly TimeSpan Unconfirmed = TimeSpan.FromHours(24);

    private readonly ICrypto _crypto;
    private readonly TimeProvider _clock;
    private readonly string _uploads;
    private readonly string _blobs;
    private readonly Action<string> _remove;

    /// <summary>In the folder, which is made where missing.</summary>
    /// <param name="remove">How an upload's folder is removed; tests have it fail.</param>
    public LocalFileStore(string folder, ICrypto crypto, TimeProvider clock, Action<string>? remove = null)
    {
        _remove = remove ?? (upload => Directory.Delete(upload, recursive: true));
        _crypto = crypto;
        _clock = clock;
        _uploads = OwnFolder(Path.Combine(folder, "uploads"));
        _blobs = OwnFolder(Path.Combine(folder, "blobs"));
    }

    /// <inheritdoc/>
    public async Task BeginAsync(FileTicket ticket, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual((int)ticket.Use, (int)FileUse.Upload, nameof(ticket));
        ArgumentOutOfRangeException.ThrowIfNegative(ticket.Size, nameof(ticket));
        var upload = Upload(ticket.File);
        if (File.Exists(upload.Ticket))
            return;
        Directory.CreateDirectory(upload.Folder);
        await WriteAsync(upload.Ticket, ticket, cancel);
        Touch(upload);
    }

    /// <inheritdoc/>
    public async Task<UploadStatus?> StatusAsync(string file, CancellationToken cancel = default)
    {
        var upload = Upload(file);
        return await ReadAsync<FileTicket>(upload.Ticket, cancel) is { } ticket
            ? new UploadStatus(File.Exists(upload.Result) ? ticket.Size : Length(upload.Part), ticket.Size)
            : null;
    }

    /// <inheritdoc/>
    public async Task<Appended> AppendAsync(string file, long offset, Stream bytes, CancellationToken cancel = default)
    {
        var upload = Upload(file);
        if (await ReadAsync<FileTicket>(upload.Ticket, cancel) is not { } ticket)
            return new Appended(AppendState.Missing, 0);
        if (File.Exists(upload.Result))
            return new Appended(offset == ticket.Size ? AppendState.Kept : AppendState.OtherOffset, ticket.Size);
        await using var part = Lock(upload.Part, FileMode.OpenOrCreate);
        if (part is null)
            return new Appended(AppendState.Busy, Length(upload.Part));
        if (File.Exists(upload.Result))
            return new Appended(AppendState.OtherOffset, ticket.Size);
        if (part.Length != offset)
            return new Appended(AppendState.OtherOffset, part.Length);
        part.Position = offset;
        try
        {
            var state = await CopyAsync(bytes, part, ticket.Size, cancel);
            return new Appended(state, part.Length);
        }
        finally
        {
            // What came before a broken connection stays, so that the sender goes on from there.
            part.Flush(flushToDisk: true);
            Touch(upload);
        }
    }

    /// <inheritdoc/>
    public async Task<Completed> CompleteAsync(string file, CancellationToken cancel = default)
    {
        var upload = Upload(file);
        if (await ReadAsync<FileTicket>(upload.Ticket, cancel) is not { } ticket)
            return new Completed(CompletedState.Missing, null);
        if (await ReadAsync<StoredFile>(upload.Result, cancel) is { } before)
            return new Completed(CompletedState.Complete, before);
        await using var part = Lock(upload.Part, FileMode.OpenOrCreate);
        if (part is null)
            return new Completed(CompletedState.Busy, null);
        if (part.Length != ticket.Size)
            return new Completed(CompletedState.Incomplete, null);
        if (!FileKinds.Matches(ticket.MediaType, part))
        {
            Directory.Delete(upload.Folder, recursive: true);
            return new Completed(CompletedState.WrongType, null);
        }
        part.Position = 0;
        var result = new StoredFile(ticket.File, await HashAsync(part, cancel), ticket.Size, ticket.MediaType,
            ticket.Name);
        await WriteAsync(upload.Result, result, cancel);
        Touch(upload);
        return new Completed(CompletedState.Complete, result);
    }

    /// <inheritdoc/>
    public async Task<StoredFile?> ConfirmAsync(string ownerKind, string ownerKey, string file,
        CancellationToken cancel = default)
    {
        var upload = Upload(file);
        if (await ReadAsync<FileTicket>(upload.Ticket, cancel) is not { } ticket
            || ticket.OwnerKind != ownerKind || ticket.OwnerKey != ownerKey
            || await ReadAsync<StoredFile>(upload.Result, cancel) is not { } result)
        {
            return null;
        }
        var blob = Blob(result.Sm3);
        if (File.Exists(upload.Part) && Length(upload.Part) == result.Size)
        {
            MakeBlobFolder(blob);
            try
            {
                File.Move(upload.Part, blob, overwrite: true);
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
        return await HashAsync(bytes, cancel) == sm3 ? BlobState.Genuine : BlobState.Changed;
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
        var count = 0;
        var failed = ImmutableArray.CreateBuilder<string>();
        foreach (var folder in Directory.EnumerateDirectories(_uploads))
        {
            cancel.ThrowIfCancellationRequested();
            if (now - Directory.GetLastWriteTimeUtc(folder) < Unconfirmed)
                continue;
            try
            {
                _remove(folder);
                count++;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                failed.Add($"{Path.GetFileName(folder)}: {failure.Message}");
            }
        }
        return Task.FromResult(new Swept(count, failed.ToImmutable()));
    }

    /// <inheritdoc/>
    public IEnumerable<string> Blobs() =>
        Directory.EnumerateFiles(_blobs, "*", SearchOption.AllDirectories).Select(Path.GetFileName)!;

    private async Task<string> HashAsync(Stream bytes, CancellationToken cancel)
    {
        using var sm3 = _crypto.BeginSm3();
        var buffer = new byte[BufferSize];
        int read;
        while ((read = await bytes.ReadAsync(buffer, cancel)) > 0)
            sm3.Add(buffer.AsSpan(0, read));
        sm3.Finish(buffer);
        return Convert.ToHexStringLower(buffer.AsSpan(0, ICrypto.HashLength));
    }

    private static async Task<AppendState> CopyAsync(Stream from, FileStream to, long most, CancellationToken cancel)
    {
        var buffer = new byte[BufferSize];
        int read;
        while ((read = await from.ReadAsync(buffer, cancel)) > 0)
        {
            var fits = (int)Math.Min(read, most - to.Position);
            await to.WriteAsync(buffer.AsMemory(0, fits), CancellationToken.None);
            if (fits < read)
                return AppendState.TooLarge;
        }
        return AppendState.Kept;
    }

    /// <summary>The file for this request alone; null while another one has it.</summary>
    private static FileStream? Lock(string path, FileMode mode)
    {
        try
        {
            return new FileStream(path, mode, FileAccess.ReadWrite, FileShare.None, BufferSize,
                FileOptions.Asynchronous);
        }
        catch (IOException failure) when ((failure.HResult & 0xFFFF) is LinuxBusy or MacBusy or WindowsBusy)
        {
            return null;
        }
    }

    /// <summary>A folder that other users of the machine cannot look into.</summary>
    private static string OwnFolder(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path).FullName
        : Directory.CreateDirectory(path,
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;

    private void MakeBlobFolder(string blob)
    {
        var inner = Path.GetDirectoryName(blob)!;
        if (Directory.Exists(inner))
            return;
        Directory.CreateDirectory(inner);
        DirectorySync.Flush(Path.GetDirectoryName(inner)!);
        DirectorySync.Flush(_blobs);
    }

    /// <summary>Writes beside and renames, so that a reader never sees half of it.</summary>
    private static async Task WriteAsync<T>(string path, T value, CancellationToken cancel)
    {
        var beside = $"{path}.{Guid.NewGuid():n}";
        await using (var stream = new FileStream(beside, FileMode.CreateNew, FileAccess.Write))
        {
            await JsonSerializer.SerializeAsync(stream, value, StoredJson.Options, cancel);
            stream.Flush(flushToDisk: true);
        }
        File.Move(beside, path, overwrite: true);
        DirectorySync.Flush(Path.GetDirectoryName(path)!);
    }

    private static async Task<T?> ReadAsync<T>(string path, CancellationToken cancel)
        where T : class
    {
        if (!File.Exists(path))
            return null;
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read);
        return await JsonSerializer.DeserializeAsync<T>(stream, StoredJson.Options, cancel);
    }

    private void Touch((string Folder, string, string, string) upload) =>
        Directory.SetLastWriteTimeUtc(upload.Folder, _clock.GetUtcNow().UtcDateTime);

    private static long Length(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;

    private (string Folder, string Ticket, string Part, string Result) Upload(string file)
    {
        if (file.Length is 0 or > 64 || !file.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            throw new ArgumentException("An upload's id has up to 64 letters, digits, '-' and '_'.", nameof(file));
        var folder = Path.Combine(_uploads, file);
        return (folder, Path.Combine(folder, "ticket"), Path.Combine(folder, "part"), Path.Combine(folder, "result"));
    }

    private string Blob(string sm3)
    {
        if (sm3.Length != 2 * ICrypto.HashLength || !sm3.All(char.IsAsciiHexDigitLower))
            throw new ArgumentException("A blob's name is an SM3 in lower-case hex.", nameof(sm3));
        return Path.Combine(_blobs, sm3[..2], sm3[2..4], sm3);
    }
}
