using System.Security.Cryptography;
using System.Text;

namespace SunGov.Silo.Postgres;

/// <summary>Where a private cluster lives: where it was asked for, or where its user can get at it.</summary>
public static class ClusterFolder
{
    private const string Fallback = "/var/lib/sungov";

    /// <summary>
    /// The folder itself, unless PostgreSQL's user may not enter it (a clone under /root): then one under
    /// /var/lib/sungov, to which a link is left in the place asked for.
    /// </summary>
    /// <returns>The folder to use and, where it is another one, a sentence that says so.</returns>
    public static async Task<(string Folder, string? Note)> ChooseAsync(string wanted, CancellationToken cancel)
    {
        var full = Path.GetFullPath(wanted);
        if (new DirectoryInfo(full).LinkTarget is { } linked)
        {
            return (linked, null);
        }

        var parent = Path.GetDirectoryName(full) ?? "/";
        Directory.CreateDirectory(parent);
        if (PostgresBinaries.RunAs is not { } user || await MayEnterAsync(parent, cancel))
        {
            return (full, null);
        }

        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(full)))[..12];
        var folder = Path.Combine(Fallback, name);
        Directory.CreateDirectory(Fallback);
        File.CreateSymbolicLink(full, folder);
        return (folder, $"the user {user} may not enter {parent}, so the database is in {folder}");
    }

    private static async Task<bool> MayEnterAsync(string folder, CancellationToken cancel) =>
        (await PostgresBinaries.ShellAsync("cd \"$1\"", "", cancel, folder)).Code == 0;
}
