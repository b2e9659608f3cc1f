using SunGov.GrainInterfaces.Projects;

namespace SunGov.Api.Projects;

/// <summary>The list of projects as a workbook: exactly what is listed, the disclosure recorded first.</summary>
public sealed class ExportModule : ICarterModule
{
    /// <inheritdoc/>
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapGet("/api/v1/projects/export.xlsx", Export).WithTags("Projects").Needs("project.export")
            .Produces<Stream>(StatusCodes.Status200OK, Workbook.MediaType)
            .Named("exportProjects", "The list of projects as a workbook; the disclosure is recorded");

    private static async Task<Results<FileContentHttpResult, Refused>> Export(
        [AsParameters] ProjectFilter filter, string? sort, Acting acting, IGrainFactory grains)
    {
        var rows = await grains.GetGrain<IProjectQueries>("projects").Export(filter, sort, acting.By);
        return rows.Succeeded
            ? TypedResults.File(ProjectWorkbook.Of(rows.Value), Workbook.MediaType, "projects.xlsx")
            : new Refused(rows.Refusal);
    }
}
