using System.Text.Json;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Files;

/// <summary>
/// Uploads on their way, in a folder: each is a folder of its own, <c>uploads/id</c>, with its ticket, its bytes so
/// far, and in the end the result. What becomes of complete ones is the store's own business.
/// </summary>
internal sealed class Uploads
{
    private const int BufferSize = 128 * 1024;

    private const int LinuxBusy = 11;
    private const int MacBusy = 35;
    private const int WindowsBusy = 32;

    /// <summary>How long an upload that nobody touches is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private readonly ICrypto _crypto;
    private readonly TimeProvider _clock;
    private readonly string _folder;
    private readonly Action<string> _remove;

    /// <summary>In the folder's <c>uploads</c>, made where missing.</summary>
    /// <param name="remove">How an upload's folder is removed; tests have it fail.</param>
    public Uploads(string folder, ICrypto crypto, TimeProvider clock, Action<string>? remove = null)
    {
        _remove = remove ?? (upload => Directory.Delete(upload, recursive: true));
        _crypto = crypto;
        _clock = clock;
        _folder = OwnFolder(Path.Combine(folder, "uploads"));
    }

    /// <inheritdoc cref="IFileStore.BeginAsync"/>
    public async Task BeginAsync(FileTicket ticket, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual((int)ticket.Use, (int)FileUse.Upload, nameof(ticket));
        ArgumentOutOfRangeException.ThrowIfNegative(ticket.Size, nameof(ticket));
        var upload = Of(ticket.File);
        if (File.Exists(upload.Ticket))
            return;
        Directory.CreateDirectory(upload.Folder);
        await WriteAsync(upload.Ticket, ticket, cancel);
        Touch(upload);
    }

    /// <inheritdoc cref="IFileStore.StatusAsync"/>
    public async Task<UploadStatus?> StatusAsync(string file, CancellationToken cancel)
    {
        var upload = Of(file);
        return await ReadAsync<FileTicket>(upload.Ticket, cancel) is { } ticket
            ? new UploadStatus(File.Exists(upload.Result) ? ticket.Size : Length(upload.Part), ticket.Size)
            : null;
    }

    /// <inheritdoc cref="IFileStore.AppendAsync"/>
    public async Task<Appended> AppendAsync(string file, long offset, Stream bytes, CancellationToken cancel)
    {
        var upload = Of(file);
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

    /// <inheritdoc cref="IFileStore.CompleteAsync"/>
    /// <param name="keep">What is done with the bytes before the upload counts as complete; safe to repeat.</param>
    public async Task<Completed> CompleteAsync(
        string file, Func<FileTicket, StoredFile, Stream, Task>? keep, CancellationToken cancel)
    {
        var upload = Of(file);
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
        var name = await BlobNames.OfAsync(_crypto, part, cancel);
        var result = new StoredFile(ticket.File, name, ticket.Size, ticket.MediaType, ticket.Name);
        if (keep is not null)
        {
            part.Position = 0;
            await keep(ticket, result, part);
        }

        await WriteAsync(upload.Result, result, cancel);
        Touch(upload);
        return new Completed(CompletedState.Complete, result);
    }

    /// <summary>A complete upload of this owner, and the file with its bytes; null when there is none.</summary>
    public async Task<(StoredFile Result, string Part)?> CompletedAsync(
        string ownerKind, string ownerKey, string file, CancellationToken cancel)
    {
        var upload = Of(file);
        return await ReadAsync<FileTicket>(upload.Ticket, cancel) is { } ticket
            && ticket.OwnerKind == ownerKind && ticket.OwnerKey == ownerKey
            && await ReadAsync<StoredFile>(upload.Result, cancel) is { } result
                ? (result, upload.Part)
                : null;
    }

    /// <summary>Gives up the bytes of a complete upload, which are kept elsewhere.</summary>
    public void DropBytes(string file) => File.Delete(Of(file).Part);

    /// <summary>Removes uploads untouched for too long; gives the ids of those that are gone.</summary>
    /// <param name="failed">Takes those that could not be removed, each with the reason.</param>
    public List<string> Sweep(DateTimeOffset now, ICollection<string> failed, CancellationToken cancel)
    {
        var removed = new List<string>();
        foreach (var folder in Directory.EnumerateDirectories(_folder))
        {
            cancel.ThrowIfCancellationRequested();
            if (now - Directory.GetLastWriteTimeUtc(folder) < Kept)
                continue;
            try
            {
                _remove(folder);
                removed.Add(Path.GetFileName(folder));
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                failed.Add($"{Path.GetFileName(folder)}: {failure.Message}");
            }
        }

        return removed;
    }

    /// <summary>A folder that other users of the machine cannot look into.</summary>
    public static string OwnFolder(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path).FullName
        : Directory.CreateDirectory(path,
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;

    /// <summary>The id, unless it could lead anywhere else.</summary>
    public static string Checked(string file) =>
        file.Length is > 0 and <= 64 && file.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? file
            : throw new ArgumentException("An upload's id has up to 64 letters, digits, '-' and '_'.", nameof(file));

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

    private (string Folder, string Ticket, string Part, string Result) Of(string file)
    {
        var folder = Path.Combine(_folder, Checked(file));
        return (folder, Path.Combine(folder, "ticket"), Path.Combine(folder, "part"), Path.Combine(folder, "result"));
    }
}
