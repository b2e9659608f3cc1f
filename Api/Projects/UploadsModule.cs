using System.Globalization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace SunGov.Api.Projects;

/// <summary>
/// Bytes of uploads under a ticket; they never pass through a grain. What arrived is kept, so that an upload resumes.
/// </summary>
public sealed class UploadsModule : ICarterModule
{
    private const string TicketHeader = "X-File-Ticket";

    /// <inheritdoc/>
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var uploads = app.MapGroup("/api/v1/uploads").WithTags("Files");
        uploads.MapPut("/{file}", Upload).ForIdentity().WithoutCommand()
            .Accepts<Stream>("application/octet-stream").WithMetadata(new FileSizes())
            .Named("uploadBytes", "Adds bytes to an upload; Content-Range says from where");
        uploads.MapMethods("/{file}", [HttpMethods.Head], Head).ForIdentity()
            .Named("readUpload", "How many bytes of an upload are kept: header Upload-Offset");
    }

    private static async Task<Results<Ok<UploadStatus>, Refused>> Upload(
        string file,
        [FromHeader(Name = TicketHeader)] string ticket,
        Acting acting,
        IGrainFactory grains,
        IFileStore store)
    {
        if (await TicketAsync(grains, ticket, file) is not { } allowed)
        {
            return new Refused(UploadRefusals.NoTicket);
        }

        if (!TryStart(acting.Http.Request, out var offset))
        {
            return new Refused(UploadRefusals.Range);
        }

        await store.BeginAsync(allowed, acting.Http.RequestAborted);
        var appended = await store.AppendAsync(file, offset, acting.Http.Request.Body, acting.Http.RequestAborted);
        return (await AfterAsync(store, allowed, appended)).Ok(acting);
    }

    /// <summary>When all bytes are here they are hashed and looked at, before the owning grain is asked.</summary>
    private static async Task<Outcome<UploadStatus>> AfterAsync(IFileStore store, FileTicket ticket, Appended appended)
    {
        switch (appended.State)
        {
            case AppendState.Kept when appended.Received < ticket.Size:
                return Outcome.Of(new UploadStatus(appended.Received, ticket.Size));
            case AppendState.Kept:
                return (await store.CompleteAsync(ticket.File, CancellationToken.None)).State switch
                {
                    CompletedState.Complete => Outcome.Of(new UploadStatus(ticket.Size, ticket.Size)),
                    CompletedState.WrongType => UploadRefusals.WrongType,
                    CompletedState.Busy => UploadRefusals.Busy,
                    _ => UploadRefusals.NoTicket,
                };
            case AppendState.OtherOffset:
                return UploadRefusals.Offset(appended.Received);
            case AppendState.TooLarge:
                return UploadRefusals.TooLarge;
            case AppendState.Busy:
                return UploadRefusals.Busy;
            default:
                return UploadRefusals.NoTicket;
        }
    }

    private static async Task<Results<Ok, Refused>> Head(
        string file,
        [FromHeader(Name = TicketHeader)] string ticket,
        Acting acting,
        IGrainFactory grains,
        IFileStore store)
    {
        if (await TicketAsync(grains, ticket, file) is null)
        {
            return new Refused(UploadRefusals.NoTicket);
        }

        var status = await store.StatusAsync(file, acting.Http.RequestAborted);
        acting.Http.Response.Headers["Upload-Offset"] =
            (status?.Received ?? 0).ToString(CultureInfo.InvariantCulture);
        return TypedResults.Ok();
    }

    private static async Task<FileTicket?> TicketAsync(IGrainFactory grains, string ticket, string file) =>
        await grains.GetGrain<IFileTicketGrain>("tickets").Read(ticket, FileUse.Upload) is { } found
            && found.File == file ? found : null;

    /// <summary>First byte of this piece: 0 without Content-Range.</summary>
    private static bool TryStart(HttpRequest request, out long offset)
    {
        offset = 0;
        if (request.Headers.ContentRange.Count == 0)
        {
            return true;
        }

        var known = ContentRangeHeaderValue.TryParse(request.Headers.ContentRange.ToString(), out var range);
        offset = range?.From ?? 0;
        return known && range!.HasRange;
    }

    /// <summary>Files may be larger than any other body; the ticket says how large.</summary>
    private sealed record FileSizes : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => 2L * 1024 * 1024 * 1024;
    }
}
