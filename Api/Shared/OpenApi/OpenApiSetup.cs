using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace SunGov.Api.Shared;

/// <summary>The OpenAPI 3.1 document: produced from the routes, committed as Api/openapi.json.</summary>
public static class OpenApiSetup
{
    /// <summary>Name of the document, as in <c>/openapi/v1.json</c>.</summary>
    public const string Document = "v1";

    /// <summary>Adds the document.</summary>
    public static IServiceCollection AddSunGovOpenApi(this IServiceCollection services) =>
        services.AddOpenApi(Document, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.AddSchemaTransformer(SchemaShapes.Apply);
            options.AddOperationTransformer(OperationShapes.Apply);
            options.AddDocumentTransformer(DocumentShapes.Apply);
        });

    /// <summary>The document as text, as it is committed.</summary>
    public static async Task<string> WriteAsync(IServiceProvider services)
    {
        var provider = services.GetRequiredKeyedService<IOpenApiDocumentProvider>(Document);
        var document = await provider.GetOpenApiDocumentAsync(CancellationToken.None);
        return await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1) + "\n";
    }
}
