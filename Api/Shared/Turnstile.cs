namespace SunGov.Api.Shared;

/// <summary>
/// Lets so many commands be worked on at once as keep the processors busy, and the others in as they came: beyond
/// that, more at once do not end sooner, only in no order, and some wait many times longer than the rest. Who waits in
/// vain is told to repeat with the same id. Reading does not pass here, nor what is sent in pieces (files) or answered
/// slowly on purpose (passwords).
/// </summary>
/// <param name="next">The rest of the way.</param>
/// <param name="places">How many are worked on at once.</param>
/// <param name="patience">How long one may wait to be let in.</param>
public sealed class Turnstile(RequestDelegate next, int places, TimeSpan patience) : IDisposable
{
    private readonly SemaphoreSlim _places = new(places, places);

    /// <summary>Commands worked on at once for each processor.</summary>
    public const int PlacesOfProcessor = 16;

    /// <summary>How long one may wait to be let in: as long as a call of a grain may take.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(10);

    /// <summary>Lets the request in when it is its turn.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        if (!IsCommand(http))
        {
            await next(http);
            return;
        }

        if (!await _places.WaitAsync(patience, http.RequestAborted))
        {
            await Problem.WriteAsync(http, ApiRefusals.TryAgain);
            return;
        }

        try
        {
            await next(http);
        }
        finally
        {
            _places.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();

    private static bool IsCommand(HttpContext http) =>
        http.GetEndpoint()?.Metadata is { } metadata
        && metadata.GetMetadata<Access>() is { Entry: Entry.Identity }
        && !HttpMethods.IsGet(http.Request.Method)
        && !HttpMethods.IsHead(http.Request.Method)
        && metadata.GetMetadata<WithoutCommand>() is null
        && (http.Request.ContentType is null || http.Request.HasJsonContentType());
}
