using System.Buffers;
using System.Text;
using System.Text.Json;

namespace SunGov.Api.Shared;

/// <summary>
/// Refuses NUL and half surrogate pairs in every text that comes in, since neither can be stored, and JSON bodies that
/// are too large. Bodies are read once into memory; bytes of files are not JSON and pass.
/// </summary>
public sealed class TextGuard(RequestDelegate next)
{
    /// <summary>Largest JSON body, in bytes.</summary>
    public const int LargestBody = 2 * 1024 * 1024;

    /// <summary>Checks path, query and body.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        if (!http.Request.Path.StartsWithSegments("/api"))
        {
            await next(http);
            return;
        }

        if (BadAddress(http) is { } bad)
        {
            await Problem.WriteAsync(http, bad);
            return;
        }

        if (http.Request.HasJsonContentType())
        {
            var body = await ReadAsync(http);
            if (body is null)
            {
                await Problem.WriteAsync(http, ApiRefusals.TooLarge);
                return;
            }

            if (Check(body) is { } fault)
            {
                await Problem.WriteAsync(http, fault);
                return;
            }

            http.Request.Body = new MemoryStream(body, writable: false);
        }

        await next(http);
    }

    private static ApiFault? BadAddress(HttpContext http)
    {
        if (!Storable(http.Request.Path.Value))
        {
            return ApiRefusals.BadText("path");
        }

        var query = http.Request.Query.FirstOrDefault(pair => !pair.Value.All(Storable));
        return query.Key is null ? null : ApiRefusals.BadText(query.Key);
    }

    /// <summary>True for text without NUL and without half surrogate pairs.</summary>
    public static bool Storable(string? text)
    {
        for (var i = 0; i < (text?.Length ?? 0); i++)
        {
            if (text![i] == '\0' || char.IsLowSurrogate(text[i]))
            {
                return false;
            }

            if (char.IsHighSurrogate(text[i]) && (++i == text.Length || !char.IsLowSurrogate(text[i])))
            {
                return false;
            }
        }

        return true;
    }

    private static async Task<byte[]?> ReadAsync(HttpContext http)
    {
        if (http.Request.ContentLength > LargestBody)
        {
            return null;
        }

        using var kept = new MemoryStream((int)(http.Request.ContentLength ?? 4096));
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            int read;
            while ((read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0)
            {
                if (kept.Length + read > LargestBody)
                {
                    return null;
                }

                kept.Write(buffer, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return kept.ToArray();
    }

    /// <summary>What is wrong with a JSON body; null for nothing.</summary>
    public static ApiFault? Check(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = 64 });
        try
        {
            var field = "";
            while (reader.Read())
            {
                if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName))
                {
                    continue;
                }

                var text = reader.GetString();
                if (!Storable(text))
                {
                    return ApiRefusals.BadText(field);
                }

                field = reader.TokenType == JsonTokenType.PropertyName ? text! : field;
            }

            return null;
        }
        catch (JsonException)
        {
            return ApiRefusals.MalformedBody(null);
        }
        catch (Exception fault) when (fault is InvalidOperationException or DecoderFallbackException)
        {
            return ApiRefusals.BadText(null);
        }
    }
}
