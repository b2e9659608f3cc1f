using System.Diagnostics;
using System.Text.RegularExpressions;
using Npgsql;
using SunGov.Silo.Crypto;

namespace SunGov.Tests.Api.Supervision;

/// <summary>`verify`, `load` and `rotate-key` as they are started, over the database and keys of a server.</summary>
public sealed class CommandsBesideTheServer : IAsyncLifetime
{
    private readonly SunGovHost _host = new();

    public async Task InitializeAsync() => await _host.InitializeAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Verify_finds_an_honest_server_honest_and_names_one_byte_changed_anywhere()
    {
        var (project, sm3) = await ProjectWithAFileAsync();
        await AssertAsync(0, "verified: everything holds", "verify", _host.Folder);

        const string Flip = "update {0} set {1} = set_byte({1}, 9, get_byte({1}, 9) # 1) where {2}";
        foreach (var (table, column, which, named) in new[]
        {
            ("journal", "body", $"key = '{project}' and version = 1", $"project {project} version 1: entry 1: "),
            ("project", "seal", $"key = '{project}'", $"project {project} version"),
            ("content", "bytes", "sm3 = (select min(sm3) from content)", ", which was changed"),
        })
        {
            var flip = string.Format(System.Globalization.CultureInfo.InvariantCulture, Flip, table, column, which);
            await TamperAsync(flip);
            await AssertAsync(1, named, "verify", _host.Folder);
            await TamperAsync(flip);
        }

        var blob = Directory.EnumerateFiles(_host.Folder, $"*{sm3[8..]}*", SearchOption.AllDirectories).Single();
        var bytes = await File.ReadAllBytesAsync(blob);
        bytes[9] ^= 1;
        File.Delete(blob);
        await File.WriteAllBytesAsync(blob, bytes);
        await AssertAsync(1, $"names the file {sm3}, which was changed", "verify", _host.Folder);
        bytes[9] ^= 1;
        await File.WriteAllBytesAsync(blob, bytes);
        await AssertAsync(0, "verified: everything holds", "verify", _host.Folder);
    }

    [Fact]
    public async Task Verify_finds_with_kept_anchors_what_it_cannot_find_without()
    {
        using var visitor = _host.Visitor();
        var anchors = (Silo.Storage.Anchors)_host.App.Services.GetService(typeof(Silo.Storage.Anchors))!;
        await anchors.WriteAsync();
        var kept = Path.Combine(_host.Folder, "kept.json");
        await File.WriteAllBytesAsync(kept, (await visitor.GetAsync("anchors")).Bytes);
        await AssertAsync(0, "1 kept outside", "verify", _host.Folder, "--anchors", kept);

        await TamperAsync("delete from anchor");
        await AssertAsync(0, "verified: everything holds", "verify", _host.Folder);
        await AssertAsync(1, "anchor 1 version 0: it was kept outside", "verify", _host.Folder, "--anchors", kept);
        await AssertAsync(2, "holds no anchors", "verify", _host.Folder, "--anchors", "/nowhere");
    }

    [Fact]
    public async Task Nothing_is_loaded_while_a_server_runs() =>
        await AssertAsync(1, "a server is running", "load", "--projects", "1");

    [Fact]
    public async Task The_master_key_is_changed_while_the_server_is_stopped_and_the_older_one_taken_away()
    {
        var older = FileMasterKey.OpenOrCreate(OpenSslCrypto.Instance, _host.Folder).Current;
        await AssertAsync(1, "a server is running", "rotate-key");
        await _host.App.DisposeAsync();
        NpgsqlConnection.ClearAllPools();

        var said = await AssertAsync(0, "rows sealed anew", "rotate-key");
        Assert.Matches($"rotate-key --forget {older}", said);
        Assert.DoesNotMatch(new Regex("^0 data keys"), said);
        await AssertAsync(0, "verified: everything holds", "verify", _host.Folder);
        await AssertAsync(0, "is gone from the file", "rotate-key", "--forget", older);
        await AssertAsync(0, "verified: everything holds", "verify", _host.Folder);

        await using var again = await _host.StartAsync(10_000);
        using var leader = new ApiClient(new Uri(again.Urls.First()));
        Assert.Equal(200, (await leader.LogInAsync(Town.Leader, Town.Password)).Status);
    }

    private async Task<(string Project, string Sm3)> ProjectWithAFileAsync()
    {
        var client = await _host.AsAsync(Town.Leader);
        var started = await client.PostAsync(
            "projects", new { call = Town.Call, title = "核验命令试验项目", entity = Town.University });
        var project = started.Text("id");
        byte[] bytes = [.. "%PDF-1.7\n"u8, .. Enumerable.Repeat((byte)'x', 500)];
        var opened = await client.PostAsync($"projects/{project}/files", new
        {
            form = "application",
            section = "attachments",
            field = "proofs",
            name = "证明.pdf",
            mediaType = "application/pdf",
            size = bytes.Length,
        });
        Assert.True(opened.Status == 201, opened.Body.ToString());
        var file = opened.Text("file");
        using var piece = client.Request(HttpMethod.Put, $"uploads/{file}");
        piece.Headers.Add("X-File-Ticket", opened.Text("ticket"));
        piece.Content = new ByteArrayContent(bytes);
        piece.Content.Headers.ContentType = new("application/octet-stream");
        piece.Content.Headers.ContentRange = new(0, bytes.Length - 1, bytes.Length);
        Assert.Equal(200, (await client.AnswerAsync(piece)).Status);
        var confirmed = await client.PostAsync($"projects/{project}/files/{file}/confirmation");
        Assert.True(confirmed.Status == 200, confirmed.Body.ToString());
        var hash = OpenSslCrypto.Instance;
        return (project, Convert.ToHexStringLower(hash.Sm3(bytes)));
    }

    /// <summary>Starts the tool as the script does; gives what it said.</summary>
    private async Task<string> AssertAsync(int code, string said, params string[] words)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _host.Folder,
        };
        foreach (var word in new[] { "exec", Path.Combine(AppContext.BaseDirectory, "SunGov.Tools.dll") }.Concat(words))
        {
            start.ArgumentList.Add(word);
        }

        start.Environment["SUNGOV_DB"] = _host.Database.App;
        start.Environment["SUNGOV_DATA"] = _host.Folder;
        using var process = Process.Start(start)!;
        var texts = await Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        var text = string.Concat(texts);
        Assert.True(code == process.ExitCode, text);
        Assert.Contains(said, text, StringComparison.Ordinal);
        return text;
    }

    private async Task TamperAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_host.Database.Superuser + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
