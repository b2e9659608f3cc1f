using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace SunGov.Api.Shared;

/// <summary>The problem responses, once each under components, so that operations only refer to them.</summary>
public static class ProblemResponses
{
    private static readonly (int Status, string Name, string Code, string Text)[] All =
    [
        (400, "Malformed", "command-id-required", "The request is malformed: body, header or parameter; see field."),
        (401, "NotLoggedIn", "not-logged-in", "Nobody is logged in, the session ended, or the login failed."),
        (403, "NotAllowed", "not-allowed", "The caller may read the thing but not do this."),
        (404, "NotFound", "not-found", "It does not exist, or not for this caller."),
        (409, "WrongState", "command-reused", "Not in this state; or the command id was used with another content."),
        (412, "Stale", "stale", "Changed since the caller read it; read again and decide anew."),
        (413, "TooLarge", "too-large", "The body is too large."),
        (415, "MediaType", "media-type", "The body has another media type than expected."),
        (422, "Invalid", "length", "The content is not valid; details hold the findings."),
        (429, "TooMany", "too-many", "Too many attempts; wait as Retry-After says."),
        (500, "Fault", "fault", "A fault of the platform; its number finds it in the log."),
        (503, "TryAgain", "storage-unknown", "Not known whether it happened; repeat with the same command id."),
    ];

    /// <summary>Name of the response component of a status.</summary>
    public static string NameOf(int status) => Array.Find(All, known => known.Status == status).Name
        ?? throw new InvalidOperationException($"status {status} has no problem response");

    /// <summary>Adds the components.</summary>
    public static void AddTo(OpenApiDocument document)
    {
        document.Components ??= new OpenApiComponents();
        document.Components.Responses ??= new Dictionary<string, IOpenApiResponse>();
        foreach (var (status, name, code, text) in All)
        {
            document.Components.Responses[name] = Response(document, status, code, text);
        }
    }

    private static OpenApiResponse Response(OpenApiDocument document, int status, string code, string text)
    {
        var response = new OpenApiResponse
        {
            Description = text,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [Problem.MediaType] = new OpenApiMediaType
                {
                    Schema = new OpenApiSchemaReference(nameof(Problem), document),
                    Example = new JsonObject
                    {
                        ["type"] = $"urn:sungov:problem:{code}",
                        ["title"] = text.Split([';', ':', ','])[0],
                        ["status"] = status,
                        ["code"] = code,
                        ["args"] = new JsonObject(),
                        ["field"] = null,
                        ["details"] = new JsonArray(),
                        ["number"] = "4bf92f3577b34da6a3ce929d0e0e4736",
                    },
                },
            },
        };
        if (status is 429 or 503)
        {
            response.Headers = new Dictionary<string, IOpenApiHeader>
            {
                ["Retry-After"] = new OpenApiHeader
                {
                    Description = "Seconds to wait.",
                    Schema = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Integer,
                        Format = "int32",
                        Minimum = "0",
                        Maximum = 86400.ToString(CultureInfo.InvariantCulture),
                    },
                },
            };
        }

        return response;
    }
}
