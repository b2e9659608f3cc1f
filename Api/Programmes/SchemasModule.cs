using System.Reflection;

namespace SunGov.Api.Programmes;

/// <summary>The JSON Schema of definitions, for editors and for other systems (R-BUS-11).</summary>
public sealed class SchemasModule : ICarterModule
{
    private const string MediaType = "application/schema+json";

    /// <inheritdoc/>
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapGroup("/schemas").WithTags("Programmes").MapGet("/programme-definition.json", Read).ForAnyone()
            .Produces<object>(StatusCodes.Status200OK, MediaType)
            .Named("readDefinitionSchema", "JSON Schema 2020-12 of a programme definition");

    private static FileStreamHttpResult Read() => TypedResults.Stream(
        Assembly.GetExecutingAssembly().GetManifestResourceStream("Schemas.programme-definition.json")
            ?? throw new InvalidOperationException("the schema of definitions is not part of this build"),
        MediaType);
}
