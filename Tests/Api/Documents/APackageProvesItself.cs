using System.IO.Compression;
using Microsoft.Extensions.DependencyInjection;
using SunGov.Grains.Shared;
using SunGov.Silo.Documents;
using SunGov.Tools.Verify;

namespace SunGov.Tests.Api.Documents;

/// <summary>A package of a project is checked by itself, and a changed byte is named (R-ARC-01, R-ARC-05).</summary>
[Collection(SunGovHost.Name)]
public sealed class APackageProvesItself(SunGovHost host)
{
    private ICrypto Crypto => host.App.Services.GetRequiredService<ICrypto>();

    [Fact]
    public async Task The_package_holds_and_a_changed_removed_or_added_item_is_named()
    {
        var package = await PackageAsync("档案包试验项目");
        Assert.Empty(await CheckAsync(package));
        Assert.Contains("README.txt was changed", await CheckAsync(Changed(package, "README.txt", "改动"u8.ToArray())));
        Assert.Contains(
            "definition.json is missing", await CheckAsync(Changed(package, "definition.json", null)));
        Assert.Contains("more.txt is not in the manifest", await CheckAsync(Changed(package, "more.txt", [1])));
        Assert.Contains(
            "the signature does not belong to the manifest",
            await CheckAsync(Changed(package, PackageManifest.Path, Longer(package, PackageManifest.Path))));
    }

    [Fact]
    public async Task Another_key_is_named()
    {
        var package = await PackageAsync("档案包公钥试验项目");
        using var stream = new MemoryStream(package);
        var other = Convert.ToBase64String(Crypto.NewSm2Key().PublicKey);
        Assert.Contains(
            "it is signed by another key than the one given",
            await PackageCheck.RunAsync(stream, Crypto, other, _ => { }));
    }

    [Fact]
    public async Task The_disclosure_is_recorded_and_who_may_not_read_the_project_gets_none()
    {
        var client = await host.AsAsync(Town.Leader);
        var project = await StartAsync(client, "档案包权限试验项目");
        Assert.Equal(200, (await client.GetAsync($"projects/{project}/package.zip")).Status);
        var auditor = await host.AsAsync(Town.Roles.Single(role => role.Role == "supervisor").Login);
        var accesses = await auditor.GetAsync($"accesses?person={client.Person}&what=disclosure");
        Assert.Contains("project-package", accesses.Body.ToString(), StringComparison.Ordinal);
        var other = await host.AsAsync(Town.OtherLeader);
        Assert.Equal(404, (await other.GetAsync($"projects/{project}/package.zip")).Status);
    }

    private async Task<byte[]> PackageAsync(string title)
    {
        var client = await host.AsAsync(Town.Leader);
        var answer = await client.GetAsync($"projects/{await StartAsync(client, title)}/package.zip");
        Assert.Equal((200, "application/zip"), (answer.Status, answer.Headers["Content-Type"].Single()));
        return answer.Bytes;
    }

    private async Task<List<string>> CheckAsync(byte[] package)
    {
        using var stream = new MemoryStream(package);
        return await PackageCheck.RunAsync(stream, Crypto, null, _ => { });
    }

    private static byte[] Longer(byte[] package, string path)
    {
        using var zip = new ZipArchive(new MemoryStream(package));
        using var from = zip.GetEntry(path)!.Open();
        using var bytes = new MemoryStream();
        from.CopyTo(bytes);
        return [.. bytes.ToArray(), (byte)' '];
    }

    private static byte[] Changed(byte[] package, string path, byte[]? bytes)
    {
        using var changed = new MemoryStream();
        changed.Write(package);
        using (var zip = new ZipArchive(changed, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry(path)?.Delete();
            if (bytes is not null)
            {
                using var to = zip.CreateEntry(path).Open();
                to.Write(bytes);
            }
        }

        return changed.ToArray();
    }

    private static async Task<string> StartAsync(ApiClient client, string title)
    {
        var answer = await client.PostAsync("projects", new { call = Town.Call, title, entity = Town.University });
        Assert.True(answer.Status == 201, answer.Body.ToString());
        return answer.Text("id");
    }
}
