using SunGov.GrainInterfaces.Projects;

namespace SunGov.Api.Projects;

/// <summary>Files of a project: opened and confirmed by it, downloaded under its ticket.</summary>
public sealed class FilesModule : ICarterModule
{
    /// <inheritdoc/>
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var files = app.MapGroup("/api/v1").WithTags("Files");
        files.MapPost("/projects/{id}/files", OpenUpload).Needs("project.act")
            .Named("openUpload", "Opens an upload to a file field and gives its ticket");
        files.MapPost("/projects/{id}/files/{file}/confirmation", Confirm).Needs("project.act")
            .Named("confirmUpload", "Confirms hash and size of what arrived; only then may a section refer to it");
        files.MapGet("/projects/{id}/files/{file}", OpenDownload).Needs("project.read")
            .Named("openDownload", "A short-lived ticket to download a file");
        files.MapGet("/downloads/{ticket}", Download).ForPerson()
            .Produces<Stream>(StatusCodes.Status200OK, "application/octet-stream")
            .Named("download", "The bytes of a file under a ticket");
    }

    private static async Task<Results<Created<FileTicketView>, Refused>> OpenUpload(
        string id, OpenUpload command, Acting acting, IGrainFactory grains)
    {
        var opened = await grains.GetGrain<IProjectGrain>(id).OpenUpload(command, acting.By);
        return opened.Created(acting, $"/uploads/{opened.Value?.File}");
    }

    private static async Task<Results<Ok<FileView>, Refused>> Confirm(
        string id, string file, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IProjectGrain>(id).ConfirmUpload(new ConfirmUpload(file), acting.By)).Ok(acting);

    private static async Task<Results<Ok<FileTicketView>, Refused>> OpenDownload(
        string id, string file, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IProjectGrain>(id).OpenDownload(file, acting.By)).Ok(acting);

    private static async Task<Results<FileStreamHttpResult, Refused>> Download(
        string ticket, Acting acting, IGrainFactory grains, IFileStore store)
    {
        var allowed = await grains.GetGrain<IFileTicketGrain>("tickets").Read(ticket, FileUse.Download);
        if (allowed is null || await store.OpenAsync(allowed.Sm3, acting.Http.RequestAborted) is not { } bytes)
        {
            return new Refused(UploadRefusals.NoTicket);
        }

        return TypedResults.Stream(bytes, allowed.MediaType, allowed.Name, enableRangeProcessing: true);
    }
}
