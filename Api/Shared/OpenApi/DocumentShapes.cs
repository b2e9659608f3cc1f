using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace SunGov.Api.Shared;

/// <summary>Title, tags, security, and shapes that concern the document as a whole.</summary>
public static class DocumentShapes
{
    private static readonly (string Name, string Text)[] Tags =
    [
        ("Session", "Login, logout, who is logged in."),
        ("People", "Natural persons and their identities."),
        ("Organisations", "Legal entities, bureaus, divisions."),
        ("Programmes", "Kinds of business and the versions of their definitions."),
        ("Calls", "Calls and their public notices."),
        ("Projects", "Projects, tasks and trails."),
        ("Forms", "Forms of a project, saved section by section."),
        ("Files", "Files of a project, moved under tickets."),
        ("Quotas", "What is counted against a limit."),
        ("Messages", "The message centre."),
        ("Experts", "The register of experts, and disciplines of GB/T 13745."),
        ("Reviews", "Rounds of review: groups, draw, invitations, progress, ranked list, release."),
        ("Review desks", "What an expert reads and writes in a round."),
        ("Publications", "What stands open to objections, for anyone."),
        ("Documents", "Prints of forms, and whether one is genuine."),
        ("Supervision", "Journal, access log, what does not get through."),
        ("Live", "Server-sent events."),
        ("Health", "Liveness and readiness."),
    ];

    /// <summary>Completes the document.</summary>
    public static Task Apply(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.Info = new OpenApiInfo
        {
            Title = "SunGov",
            Version = "1",
            Description = "The life of science and technology projects: calls, applications, recommendation, intake "
                + "and what follows. The web front end uses nothing but this API. Writes carry an Idempotency-Key and "
                + "an acting identity; refusals are problem details with a stable code.",
            Contact = new OpenApiContact { Name = "The platform's operator" },
            License = new OpenApiLicense { Name = "Proprietary", Identifier = "LicenseRef-SunGov" },
        };
        document.Servers =
        [
            new OpenApiServer
            {
                Url = "/",
                Description = "The host that serves this document, in production as in tests.",
                Extensions = new Dictionary<string, IOpenApiExtension>
                {
                    ["x-internal"] = new JsonNodeExtension(JsonValue.Create(false)),
                },
            },
        ];
        document.Tags = new HashSet<OpenApiTag>(
            Tags.OrderBy(tag => tag.Name, StringComparer.Ordinal)
                .Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Text }));
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            ["session"] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Cookie,
                Name = Gate.Cookie,
                Description = "Session cookie set by logIn: HttpOnly, SameSite=Strict.",
            },
        };
        ProblemResponses.AddTo(document);
        document.Paths = Sorted(document.Paths);
        AnyIsAny(document);
        foreach (var (_, operation) in document.Paths.Values.SelectMany(path => path.Operations ?? []))
        {
            LeaveOut(operation, document);
            Examples.AddTo(operation);
        }

        return Task.CompletedTask;
    }

    /// <summary>Any JSON value may be null as well: no choice between null and any.</summary>
    private static void AnyIsAny(OpenApiDocument document)
    {
        foreach (var properties in document.Components!.Schemas!.Values.OfType<OpenApiSchema>()
            .Select(schema => schema.Properties ?? new Dictionary<string, IOpenApiSchema>()))
        {
            foreach (var (name, _) in properties.Where(property => property.Value.OneOf?.Any(
                choice => choice is OpenApiSchemaReference { Reference.Id: nameof(JsonElement) }) is true).ToList())
            {
                properties[name] = new OpenApiSchemaReference(nameof(JsonElement), document);
            }
        }
    }

    private static OpenApiPaths Sorted(OpenApiPaths paths)
    {
        var sorted = new OpenApiPaths();
        foreach (var (path, item) in paths.OrderBy(path => path.Key, StringComparer.Ordinal))
        {
            sorted.Add(path, item);
        }

        return sorted;
    }

    /// <summary>Any JSON value that the command may do without.</summary>
    private static bool MayBeNull(string schema, string name) => (schema, name) is ("TaskInput", "input");

    /// <summary>In what is sent, a member that may be null may also be left out; answers have all members.</summary>
    private static void LeaveOut(OpenApiOperation operation, OpenApiDocument document)
    {
        foreach (var media in operation.RequestBody?.Content?.Values ?? [])
        {
            if (media.Schema is OpenApiSchemaReference { Reference.Id: { } id }
                && document.Components?.Schemas?.TryGetValue(id, out var found) is true
                && found is OpenApiSchema { Required: { } required, Properties: { } properties })
            {
                required.ExceptWith([.. required.Where(name =>
                    properties[name].Type?.HasFlag(JsonSchemaType.Null) is true
                    || properties[name].OneOf is { Count: > 0 }
                    || MayBeNull(id, name))]);
            }
        }
    }
}
