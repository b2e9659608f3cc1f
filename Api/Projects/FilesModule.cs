using System.Globalization;
using Carter;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Orleans;
using SunGov.Api.Shared;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Api.Projects;

/// <summary>Files of a project: bytes move under a ticket of the project and never pass through a grain.</summary>
public sealed class FilesModule : ICarterModule
{
    private const string TicketHeader = "X-File-Ticket";
    private const string OffsetHeader = "Upload-Offset";

    /// <inheritdoc/>
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var files = app.MapGroup("/api/v1").WithTags("Files");
        files.MapPost("/projects/{id}/files", OpenUpload).ForIdentity()
            .Named("openUpload", "Opens an upload to a file field and gives its ticket");
        files.MapPut("/uploads/{file}", Upload).ForIdentity().WithoutCommand()
            .Accepts<Stream>("application/octet-stream").WithMetadata(new FileSizes())
            .Named("uploadBytes", "Adds bytes to an upload; Content-Range says from where");
        files.MapMethods("/uploads/{file}", [HttpMethods.Head], State).ForIdentity()
            .Named("readUpload", "How many bytes of an upload are kept: header Upload-Offset");
        files.MapPost("/projects/{id}/files/{file}/confirmation", Confirm).ForIdentity()
            .Named("confirmUpload", "Confirms hash and size of what arrived; only then may a section refer to it");
        files.MapGet("/projects/{id}/files/{file}", OpenDownload).ForIdentity()
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

    private static async Task<Results<Ok<UploadState>, Refused>> Upload(
        string file,
        [FromHeader(Name = TicketHeader)] string ticket,
        Acting acting,
        IFileTransfers transfers)
    {
        if (!TryStart(acting.Http.Request, out var offset))
        {
            return new Refused(Refusal.Of(RefusalKind.Invalid, "content-range").At("Content-Range"));
        }

        var state = await transfers.WriteAsync(
            file, ticket, offset, acting.Http.Request.Body, acting.Http.RequestAborted);
        return state.Ok(acting);
    }

    private static async Task<Results<Ok, Refused>> State(
        string file,
        [FromHeader(Name = TicketHeader)] string ticket,
        Acting acting,
        IFileTransfers transfers)
    {
        var state = await transfers.StateAsync(file, ticket);
        if (!state.Succeeded)
        {
            return new Refused(state.Refusal);
        }

        acting.Http.Response.Headers[OffsetHeader] = state.Value.Received.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Ok();
    }

    private static async Task<Results<Ok<FileView>, Refused>> Confirm(
        string id, string file, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IProjectGrain>(id).ConfirmUpload(new ConfirmUpload(file), acting.By)).Ok(acting);

    private static async Task<Results<Ok<FileTicketView>, Refused>> OpenDownload(
        string id, string file, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IProjectGrain>(id).OpenDownload(file, acting.By)).Ok(acting);

    private static async Task<Results<FileStreamHttpResult, Refused>> Download(
        string ticket, Acting acting, IFileTransfers transfers)
    {
        var opened = await transfers.OpenAsync(ticket, acting.Http.RequestAborted);
        return opened.Succeeded
            ? TypedResults.Stream(
                opened.Value.Bytes, opened.Value.MediaType, opened.Value.Name, enableRangeProcessing: true)
            : new Refused(opened.Refusal);
    }

    /// <summary>First byte of this piece: 0 without Content-Range.</summary>
    private static bool TryStart(HttpRequest request, out long offset)
    {
        offset = 0;
        if (request.Headers.ContentRange.Count == 0)
        {
            return true;
        }

        if (!ContentRangeHeaderValue.TryParse(request.Headers.ContentRange.ToString(), out var range)
            || !range.HasRange)
        {
            return false;
        }

        offset = range.From ?? 0;
        return true;
    }

    /// <summary>Files may be larger than any other body; the ticket says how large.</summary>
    private sealed record FileSizes : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => 2L * 1024 * 1024 * 1024;
    }
}
