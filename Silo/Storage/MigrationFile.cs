using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using SunGov.Silo.Crypto;

namespace SunGov.Silo.Storage;

/// <summary>
/// One numbered SQL file of <c>Silo/Migrations</c>. Lines <c>-- app: select, insert on table, table</c> say what the
/// application's role may do; they are granted at every start. Lines <c>-- refold: kind, kind</c> name kinds whose rows
/// must be made anew from their events once it has run, e.g. because of a new plain column.
/// </summary>
/// <param name="Number">Its place; never reused.</param>
/// <param name="Name">What it is about, from the file's name.</param>
/// <param name="Sql">Its text, run once in one transaction.</param>
public sealed partial record MigrationFile(int Number, string Name, string Sql)
{
    private const string Marker = ".Migrations.";

    /// <summary>SM3 of the text; a file that was applied may not change.</summary>
    public byte[] Hash { get; } = HashOf(Sql);

    /// <summary>Rights of the application's role: <c>select, insert on journal</c>.</summary>
    public IEnumerable<string> Rights => RightsLine().Matches(Sql).Select(match => match.Groups[1].Value.Trim());

    /// <summary>Kinds whose rows must be made anew after it.</summary>
    public IEnumerable<string> Refolds =>
        RefoldLine().Matches(Sql).SelectMany(match => match.Groups[1].Value.Split(", ")).Distinct();

    /// <summary>The files shipped in this assembly, in order.</summary>
    public static IReadOnlyList<MigrationFile> Shipped() => From(typeof(MigrationFile).Assembly);

    /// <summary>The files embedded in an assembly, in order; two with one number throw.</summary>
    public static IReadOnlyList<MigrationFile> From(Assembly assembly)
    {
        var files = assembly.GetManifestResourceNames()
            .Where(name => name.Contains(Marker, StringComparison.Ordinal)
                && name.EndsWith(".sql", StringComparison.Ordinal))
            .Select(name => Read(assembly, name))
            .OrderBy(file => file.Number)
            .ToList();
        var twice = files.GroupBy(file => file.Number).FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? files
            : throw new StorageException(
                $"two migrations have the number {twice.Key}: {string.Join(", ", twice.Select(file => file.Name))}");
    }

    private static byte[] HashOf(string sql)
    {
        var hash = new byte[Grains.Shared.ICrypto.HashLength];
        OpenSslCrypto.Instance.Sm3(Encoding.UTF8.GetBytes(sql), hash);
        return hash;
    }

    private static MigrationFile Read(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)
            ?? throw new StorageException($"the migration {resource} cannot be read");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var file = resource[(resource.IndexOf(Marker, StringComparison.Ordinal) + Marker.Length)..^".sql".Length];
        var match = FileName().Match(file);
        return match.Success
            ? new MigrationFile(
                int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture),
                match.Groups[2].Value,
                reader.ReadToEnd())
            : throw new StorageException($"the migration {file} is not named NNNN_name.sql");
    }

    [GeneratedRegex(@"^(\d{4})_([a-z0-9_]+)$")]
    private static partial Regex FileName();

    [GeneratedRegex(@"^-- app: ((?:select|insert|update|delete)(?:, (?:select|insert|update|delete))* on [a-z0-9_, ]+)",
        RegexOptions.Multiline)]
    private static partial Regex RightsLine();

    [GeneratedRegex("^-- refold: ([a-z][a-z0-9_]*(?:, [a-z][a-z0-9_]*)*)$", RegexOptions.Multiline)]
    private static partial Regex RefoldLine();
}
