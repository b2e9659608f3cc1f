using System.Security.Cryptography;
using System.Text;

namespace SunGov.Silo.Crypto;

/// <summary>Files of keys: readable by their owner only, replaced whole or not at all.</summary>
internal static class PrivateFile
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Exposed = UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Throws when other users may read or change the file.</summary>
    public static void MustBeClosed(string path, string what)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Exposed) != 0)
        {
            throw new CryptographicException($"The {what} file {path} is open to other users. Close it with: "
                + $"chmod 600 {path}");
        }
    }

    /// <summary>Writes beside the file and renames, so that a full disk or a crash never costs a key.</summary>
    public static void Write(string path, string[] lines)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Private;
        var beside = path + ".new";
        File.Delete(beside);
        using (var stream = new FileStream(beside, options))
        {
            stream.Write(Encoding.ASCII.GetBytes(string.Join('\n', lines) + '\n'));
            stream.Flush(flushToDisk: true);
        }
        File.Move(beside, path, overwrite: true);
        Files.DirectorySync.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }
}
