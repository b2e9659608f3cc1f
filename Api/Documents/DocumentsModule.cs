using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using SunGov.GrainInterfaces.Documents;
using SunGov.GrainInterfaces.Projects;

namespace SunGov.Api.Documents;

/// <summary>Forms on paper, and what a print is worth (R-BUS-11, R-APP-04).</summary>
public sealed class DocumentsModule : ICarterModule
{
    private const string Zip = "application/zip";

    /// <inheritdoc/>
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var documents = app.MapGroup("/api/v1").WithTags("Documents");
        documents.MapGet("/projects/{id}/forms/{form}/pdf", Pdf).Needs("project.read")
            .WithMetadata(new IdentityInQuery())
            .Produces<Stream>(StatusCodes.Status200OK, FormPrinter.MediaType)
            .Named("printForm", "A form as the caller sees it, as PDF with its version code");
        documents.MapGet("/projects/{id}/package.zip", Package).Needs("project.export")
            .Produces<Stream>(StatusCodes.Status200OK, Zip)
            .Named("packageProject", "All of a project as one ZIP that proves itself; the disclosure is recorded");
        documents.MapGet("/public/documents/{code}", Check).ForAnyone()
            .Named("checkDocument", "Whether a print with this version code is what was submitted");
    }

    /// <summary>The gate has read <c>identity</c>: a frame cannot send headers.</summary>
    private static async Task<Results<FileContentHttpResult, Refused>> Pdf(
        string id,
        string form,
        Acting acting,
        IGrainFactory grains,
        FormPrinter printer,
        string? identity = null)
    {
        var print = await grains.GetGrain<IProjectGrain>(id).Print(form, acting.By);
        if (!print.Succeeded)
        {
            return new Refused(print.Refusal);
        }

        if (printer.Pdf(print.Value) is not { } bytes)
        {
            return new Refused(ApiRefusals.NoPrintFont);
        }

        var name = new ContentDispositionHeaderValue("inline");
        name.SetHttpFileName($"{print.Value.Number ?? print.Value.Title}-{print.Value.Form}.pdf");
        PreviewModule.Frame(acting.Http.Response);
        acting.Http.Response.Headers.ContentDisposition = name.ToString();
        return TypedResults.File(bytes, FormPrinter.MediaType);
    }

    private static async Task<Results<PushStreamHttpResult, Refused>> Package(
        string id, Acting acting, IGrainFactory grains, IPackages packages)
    {
        var package = await grains.GetGrain<IProjectGrain>(id).ReadPackage(acting.By);
        // ZipArchive ends each packed item with a synchronous write.
        acting.Http.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true;
        return package.Succeeded
            ? TypedResults.Stream(
                output => packages.WriteAsync(package.Value, output, acting.Http.RequestAborted),
                Zip,
                $"{package.Value.Number ?? package.Value.Project}.zip")
            : new Refused(package.Refusal);
    }

    private static async Task<Results<Ok<PrintCheck>, Refused>> Check(
        string code, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IDocumentQueries>("documents").Check(code, acting.By)).Ok(acting);
}
