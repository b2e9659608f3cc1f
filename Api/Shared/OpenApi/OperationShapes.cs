using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace SunGov.Api.Shared;

/// <summary>What every operation says of access, headers and problems, derived from what its route declares.</summary>
public static class OperationShapes
{
    private const string Uuid = "uuid";

    /// <summary>Completes one operation.</summary>
    public static Task Apply(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var access = metadata.OfType<Access>().LastOrDefault() ?? new Access(Entry.Identity, null);
        var writes = context.Description.HttpMethod is not ("GET" or "HEAD");
        var path = context.Description.RelativePath ?? "";
        operation.Responses ??= [];
        operation.Parameters ??= [];
        operation.Description = $"{operation.Summary}. Access: {access.Policy}.";
        Rename(operation);
        Secure(operation, access, context.Document);
        AddHeaders(operation, access, writes, metadata);
        if (path.StartsWith("api/", StringComparison.Ordinal))
        {
            AddProblems(operation, access, writes, path.Contains('{', StringComparison.Ordinal), context.Document);
        }

        AddAnswerHeaders(operation, context.Description.SupportedResponseTypes);
        if (context.Description.HttpMethod == "HEAD")
        {
            foreach (var response in operation.Responses.Values.OfType<OpenApiResponse>())
            {
                response.Content = null;
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>Query parameters in camelCase; binding does not mind the case.</summary>
    private static void Rename(OpenApiOperation operation)
    {
        foreach (var parameter in operation.Parameters!.OfType<OpenApiParameter>())
        {
            if (parameter.In == ParameterLocation.Query)
            {
                parameter.Name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!);
            }

            parameter.Description ??= ParameterTexts.Of(parameter.Name!);
        }
    }

    private static void Secure(OpenApiOperation operation, Access access, OpenApiDocument? document)
    {
        operation.Security = access.Entry == Entry.Anyone
            ? []
            : [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("session", document)] = [] }];
        operation.Extensions ??= new Dictionary<string, IOpenApiExtension>();
        operation.Extensions["x-policy"] = new JsonNodeExtension(JsonValue.Create(access.Policy));
    }

    private static void AddHeaders(
        OpenApiOperation operation, Access access, bool writes, IList<object> metadata)
    {
        if (access.Entry == Entry.Identity || (access.Entry == Entry.Person && writes))
        {
            var inQuery = metadata.OfType<IdentityInQuery>().Any();
            operation.Parameters!.Add(Header(Gate.IdentityHeader, !inQuery, null, "0b5c9f3e"));
        }

        if (writes && access.Entry != Entry.Anyone && !metadata.OfType<WithoutCommand>().Any())
        {
            operation.Parameters!.Add(
                Header(Gate.CommandHeader, true, Uuid, "0192f0c1-7a3e-7c55-9d0e-3a1f5b8c2d4e"));
        }

        if (metadata.OfType<NeedsIfMatch>().Any())
        {
            operation.Parameters!.Add(Header("If-Match", true, null, "\"3\""));
        }
        else if (writes && access.Entry == Entry.Identity && !metadata.OfType<WithoutCommand>().Any())
        {
            operation.Parameters!.Add(Header("If-Match", false, null, "\"3\""));
        }
    }

    private static void AddAnswerHeaders(OpenApiOperation operation, IList<ApiResponseType> answers)
    {
        var created = operation.Responses!.GetValueOrDefault("201") as OpenApiResponse;
        var answer = created ?? operation.Responses!.GetValueOrDefault("200") as OpenApiResponse;
        var versioned = answers.Any(
            known => known.StatusCode < 300 && known.Type?.GetProperty("Version") is not null);
        if (answer is null || !versioned)
        {
            return;
        }

        answer.Headers ??= new Dictionary<string, IOpenApiHeader>();
        answer.Headers["ETag"] = AnswerHeader("Version of the thing, in quotes; sent back as If-Match.");
        if (created is not null)
        {
            answer.Headers["Location"] = AnswerHeader("Where the thing is found from now on.");
        }
    }

    private static OpenApiHeader AnswerHeader(string text) => new()
    {
        Description = text,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 256 },
    };

    private static OpenApiParameter Header(string name, bool required, string? format, string example) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Required = required,
        Description = ParameterTexts.Of(name),
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = format, MaxLength = 64 },
        Example = JsonValue.Create(example),
    };

    private static void AddProblems(
        OpenApiOperation operation, Access access, bool writes, bool named, OpenApiDocument? document)
    {
        List<int> statuses = [.. Problems.OfEvery];
        if (access.Entry != Entry.Anyone || writes)
        {
            statuses.AddRange([401, 403]);
        }

        if (named)
        {
            statuses.Add(404);
        }

        if (writes)
        {
            statuses.AddRange([409, 412, 413, 415, 422]);
        }

        foreach (var status in statuses.Order())
        {
            operation.Responses![status.ToString(CultureInfo.InvariantCulture)] =
                new OpenApiResponseReference(ProblemResponses.NameOf(status), document);
        }
    }
}
