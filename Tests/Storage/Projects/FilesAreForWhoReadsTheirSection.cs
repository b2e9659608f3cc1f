using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Tests.Storage.Projects;

/// <summary>A file is open to those who read a section that names it; before that to those who make it.</summary>
public sealed class FilesAreForWhoReadsTheirSection : IAsyncLifetime
{
    private static readonly byte[] Pdf = "%PDF-1.7 test"u8.ToArray();

    private ProjectsHost _host = null!;
    private Province _province = null!;

    public async Task InitializeAsync()
    {
        _host = await ProjectsHost.StartAsync();
        _province = await Province.MakeAsync(_host, 2, "l1");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_file_never_submitted_stays_with_those_who_make_the_project()
    {
        var project = _province.Project("x-l1");
        Province.Must(await project.Start(new StartProject("c1", "低温共烧陶瓷基板", "lnu"), _province.As("l1")));
        var (named, loose) = (await UploadAsync(project), await UploadAsync(project));
        foreach (var (section, content) in Rules.Programmes.Definitions.Complete())
        {
            Province.Must(await project.SaveSection(
                new SaveSection("application", section, Naming(section, content, named), 0), _province.As("l1")));
        }

        Province.Must(await project.Act(new ActOnTask("1-fill", "hand-in", null, null), _province.As("l1")));
        Assert.Equal((true, false), (await Opens(project, named, "office"), await Opens(project, loose, "office")));
        Province.Must(await _province.Submit("x-l1"));

        foreach (var person in new[] { "l1", "bureau", "desk", "office" })
        {
            Assert.Equal(
                (person, true, person == "l1"),
                (person, await Opens(project, named, person), await Opens(project, loose, person)));
        }
    }

    private static JsonElement Naming(string section, JsonElement content, string file)
    {
        var json = JsonNode.Parse(content.GetRawText())!;
        if (section == "attachments")
        {
            json["proofs"] = new JsonArray(new JsonObject
            {
                ["file"] = file, ["name"] = "证明.pdf", ["size"] = Pdf.Length,
            });
        }

        return json.Deserialize<JsonElement>();
    }

    private async Task<bool> Opens(IProjectGrain project, string file, string person) =>
        (await project.OpenDownload(file, _province.As(person))).Succeeded;

    private async Task<string> UploadAsync(IProjectGrain project)
    {
        var opened = Province.Must(await project.OpenUpload(
            new OpenUpload("application", "attachments", "proofs", "证明.pdf", "application/pdf", Pdf.Length),
            _province.As("l1")));
        var files = _host.Host.Services.GetRequiredService<IFileStore>();
        var ticket = _host.Host.Services.GetRequiredService<FileTickets>().Read(
            opened.Ticket, FileUse.Upload, _host.Host.Clock.GetUtcNow())!;
        await files.BeginAsync(ticket);
        await files.AppendAsync(opened.File, 0, new MemoryStream(Pdf));
        await files.CompleteAsync(opened.File);
        return Province.Must(await project.ConfirmUpload(new ConfirmUpload(opened.File), _province.As("l1"))).Id;
    }
}
