using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Npgsql;
using Orleans;
using SunGov.Api.Documents;
using SunGov.GrainInterfaces.Documents;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Projects;
using SunGov.Grains.Shared;
using SunGov.Silo.Storage;

namespace SunGov.Silo.Documents;

/// <summary>
/// A project as one ZIP that explains and proves itself without this platform (R-ARC-01, R-ARC-05): what was submitted
/// as exact bytes and as PDF, files, the trail with the bytes its hashes are computed over, a signed manifest.
/// </summary>
internal sealed class Packages(
    IGrainFactory grains,
    FormPrinter printer,
    IContents contents,
    IFileStore files,
    ICrypto crypto,
    IPlatformKey key,
    NpgsqlDataSource source) : IPackages
{
    public async Task WriteAsync(PackageContents package, Stream output, CancellationToken cancel)
    {
        var entries = await EntriesAsync(package, cancel);
        var last = entries[^1];
        await using var zip = await ZipArchive.CreateAsync(
            output, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, cancel);
        var to = new PackageZip(zip, crypto, last.Header.At);
        await to.AddTextAsync("README.txt", "说明", PackageReadme.Of(package));
        foreach (var form in package.Forms)
        {
            await FormAsync(to, package, form);
        }

        var count = 0;
        foreach (var document in package.Documents)
        {
            await to.AddAsync(
                string.Create(CultureInfo.InvariantCulture, $"documents/{++count:000}-{Plain(document.Id)}.json"),
                $"文书：{document.Name}",
                await BytesAsync(document.Sm3));
        }

        await FilesAsync(to, package, cancel);
        if (package.Closed is { } closed)
        {
            await to.AddAsync("closed.json", "归档清单：归档时固化的全部内容和记录的哈希", await BytesAsync(closed));
        }

        await to.AddAsync("definition.json", "业务定义", await BytesAsync(package.Definition));
        await new PackageTrail(crypto, package, entries).AddToAsync(to);
        var manifest = JsonSerializer.SerializeToUtf8Bytes(
            new PackageManifest(
                package.Withholds ? 2 : 1, package.Project, package.Version, package.Number, package.Title,
                package.Programme, Convert.ToHexStringLower(last.Hash), last.Header.At, to.Items),
            PackageManifest.Json);
        await to.EndAsync(PackageManifest.Path, manifest);
        await to.EndAsync(PackageManifest.SignaturePath, JsonSerializer.SerializeToUtf8Bytes(
            new PackageSignature(
                PackageSignature.Sm2,
                Convert.ToBase64String(key.PublicKey),
                Convert.ToBase64String(key.Sign(PackageSignature.Statement(manifest)))),
            PackageManifest.Json));
    }

    private async Task FormAsync(PackageZip to, PackageContents package, PackageForm form)
    {
        var folder = string.Create(CultureInfo.InvariantCulture, $"forms/{form.Form}/{form.Number}");
        var name = form.Last ? form.Name : $"{form.Name}（已被取代）";
        foreach (var section in form.Sections)
        {
            await to.AddAsync($"{folder}/{section.Section}.json", $"{name}：提交的内容", await BytesAsync(section.Sm3));
        }

        await to.AddAsync($"{folder}/sections.json", $"{name}：各部分的哈希", await BytesAsync(form.Sm3));
        if (!form.Last)
        {
            return;
        }

        var print = await grains.GetGrain<IProjectGrain>(package.Project).Print(form.Form, By.System(Guid.Empty));
        if (print.Value is { Draft: false } shown && printer.Pdf(shown) is { } pdf)
        {
            await to.AddAsync($"forms/{form.Form}.pdf", $"{name}：版式文件", pdf);
        }
    }

    private async Task FilesAsync(PackageZip to, PackageContents package, CancellationToken cancel)
    {
        var number = 0;
        foreach (var file in package.Files)
        {
            await using var bytes = await files.OpenAsync(file.Sm3, cancel)
                ?? throw new BrokenRecordException("project", package.Project, package.Version,
                    $"its file {file.Sm3} is missing");
            var name = string.Create(CultureInfo.InvariantCulture, $"attachments/{++number:000}-{Plain(file.Name)}");
            await to.AddAsync(name, $"附件：{file.Name}", bytes, cancel);
        }
    }

    private async Task<byte[]> BytesAsync(string sm3) => await contents.GetAsync(sm3)
        ?? throw new BrokenRecordException("content", sm3, 0, "it is missing");

    /// <summary>The entries up to the version that the project told.</summary>
    private async Task<List<StoredEntry>> EntriesAsync(PackageContents package, CancellationToken cancel)
    {
        await using var query = source.CreateCommand(
            $"select {EntryReader.Columns} from journal where kind = 'project' and key = $1 and version <= $2 "
            + "order by version");
        query.Parameters.Add(new NpgsqlParameter<string> { TypedValue = package.Project });
        query.Parameters.Add(new NpgsqlParameter<long> { TypedValue = package.Version });
        await using var reader = await query.ExecuteReaderAsync(cancel);
        var entries = new List<StoredEntry>();
        while (await reader.ReadAsync(cancel))
        {
            entries.Add(EntryReader.Read(reader));
        }

        return entries;
    }

    /// <summary>A file name that no system takes for a path.</summary>
    private static string Plain(string name) => string.Concat(
        name.Select(letter => char.IsControl(letter) || "/\\:*?\"<>|".Contains(letter, StringComparison.Ordinal)
            ? '_'
            : letter));
}
