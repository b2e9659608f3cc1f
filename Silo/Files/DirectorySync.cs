using System.Runtime.InteropServices;

namespace SunGov.Silo.Files;

/// <summary>Makes a rename durable: the folder is flushed too, not only the file.</summary>
internal static partial class DirectorySync
{
    /// <summary>Flushes the folder's entries to disk; Windows does so by itself.</summary>
    internal static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var handle = Open(folder, 0);
        if (handle < 0)
            throw Failure("open", folder);
        try
        {
            if (Fsync(handle) != 0)
                throw Failure("flush", folder);
        }
        finally
        {
            _ = Close(handle);
        }
    }

    private static IOException Failure(string step, string folder) =>
        new($"Cannot {step} the folder {folder}: {Marshal.GetLastPInvokeErrorMessage()}");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);
}
