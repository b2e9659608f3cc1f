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
        document.Servers = [new OpenApiServer { Url = "/", Description = "The host that serves this document." }];
        document.Tags = new HashSet<OpenApiTag>(
            Tags.Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Text }));
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
        return Task.CompletedTask;
    }
}
