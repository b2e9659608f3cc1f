using System.Text.Unicode;
using SunGov.GrainInterfaces.Projects;

namespace SunGov.Api.Documents;

/// <summary>
/// Files shown within a page: PDF, images and texts, as their bytes were found to be when they came. Nothing in them
/// may load, run or frame anything; other files are downloaded.
/// </summary>
public sealed class PreviewModule : ICarterModule
{
    private const string Policy =
        "default-src 'none'; img-src 'self'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";

    private const string Text = "text/plain";
    private const int HeadLength = 64 * 1024;

    private static readonly string[] Shown = [FormPrinter.MediaType, "image/png", "image/jpeg", Text];

    /// <inheritdoc/>
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapGet("/api/v1/projects/{id}/files/{file}/preview", Preview).WithTags("Files")
            .Needs("project.read").WithMetadata(new IdentityInQuery())
            .Produces<Stream>(StatusCodes.Status200OK, FormPrinter.MediaType)
            .Named("previewFile", "The bytes of a PDF, an image or a text, to be shown within a page");

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
        var type = ticket.MediaType == Text
            ? $"{Text}; charset={await CharsetAsync(store, ticket.Sm3, acting.Http.RequestAborted)}"
            : ticket.MediaType;
        return TypedResults.Stream(bytes, type, enableRangeProcessing: true);
    }

    /// <summary>The encoding of a text as browsers call it, by its beginning: UTF-16 has a mark, UTF-8 is recognised,
    /// and what is neither is in the national encoding.</summary>
    private static async Task<string> CharsetAsync(IFileStore store, string sm3, CancellationToken cancel)
    {
        await using var bytes = await store.OpenAsync(sm3, cancel);
        var head = new byte[HeadLength];
        var read = bytes is null ? 0 : await bytes.ReadAtLeastAsync(head, head.Length, false, cancel);
        return head is [0xFF, 0xFE, ..] ? "utf-16le"
            : head is [0xFE, 0xFF, ..] ? "utf-16be"
            : Enumerable.Range(0, read == head.Length ? 4 : 1).Any(cut => Utf8.IsValid(head.AsSpan(0, read - cut)))
                ? "utf-8"
            : "gb18030";
    }
}
