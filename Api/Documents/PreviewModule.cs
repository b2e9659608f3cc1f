using SunGov.GrainInterfaces.Projects;

namespace SunGov.Api.Documents;

/// <summary>
/// Files shown within a page: PDF and images, as their bytes were found to be when they came. Nothing in them may load,
/// run or frame anything; other files are downloaded.
/// </summary>
public sealed class PreviewModule : ICarterModule
{
    private const string Policy =
        "default-src 'none'; img-src 'self'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";

    private static readonly string[] Shown = [FormPrinter.MediaType, "image/png", "image/jpeg"];

    /// <inheritdoc/>
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapGet("/api/v1/projects/{id}/files/{file}/preview", Preview).WithTags("Files")
            .Needs("project.read").WithMetadata(new IdentityInQuery())
            .Produces<Stream>(StatusCodes.Status200OK, FormPrinter.MediaType)
            .Named("previewFile", "The bytes of a PDF or an image, to be shown within a page");

    /// <summary>Lets a page of ours, and no other, show the answer in a frame.</summary>
    public static void Frame(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XFrameOptions = "SAMEORIGIN";
    }

    /// <summary>The gate has read <c>identity</c>; it stands here so that the document names it.</summary>
    private static async Task<Results<FileStreamHttpResult, Refused>> Preview(
        string id, string file, Acting acting, IGrainFactory grains, IFileStore store, string? identity = null)
    {
        var opened = await grains.GetGrain<IProjectGrain>(id).OpenDownload(file, acting.By);
        if (!opened.Succeeded)
        {
            return new Refused(opened.Refusal);
        }

        var ticket = await grains.GetGrain<IFileTicketGrain>("tickets").Read(opened.Value.Ticket, FileUse.Download);
        if (ticket is null || !Shown.Contains(ticket.MediaType))
        {
            return new Refused(ApiRefusals.NotShown);
        }

        if (await store.OpenAsync(ticket.Sm3, acting.Http.RequestAborted) is not { } bytes)
        {
            return new Refused(ApiRefusals.NotShown);
        }

        Frame(acting.Http.Response);
        return TypedResults.Stream(bytes, ticket.MediaType, enableRangeProcessing: true);
    }
}
