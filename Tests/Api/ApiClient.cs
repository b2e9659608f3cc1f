using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SunGov.Api.Shared;

namespace SunGov.Tests.Api;

/// <summary>A browser tab: a session cookie and an acting identity; each write has its own command id.</summary>
public sealed class ApiClient : IDisposable
{
    private readonly HttpClient _http;

    /// <summary>A tab in which nobody is logged in.</summary>
    public ApiClient(Uri address) => _http = new HttpClient(
        new SocketsHttpHandler { UseCookies = true, AllowAutoRedirect = false }) { BaseAddress = address };

    /// <summary>The acting identity; empty for none.</summary>
    public string Identity { get; set; } = "";

    /// <summary>The person's id.</summary>
    public string Person { get; private set; } = "";

    /// <summary>Logs in and acts under the first identity.</summary>
    public async Task<Answer> LogInAsync(string login, string password)
    {
        var answer = await SendAsync(HttpMethod.Post, "session", new { login, password });
        if (answer.Status == 200)
        {
            Person = answer.Text("person");
            Identity = answer.Body.GetProperty("identities")[0].GetProperty("id").GetString()!;
        }

        return answer;
    }

    /// <summary>Reads.</summary>
    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    /// <summary>Writes, with a new command id unless one is given.</summary>
    public Task<Answer> PostAsync(string path, object? body = null, Guid? command = null) =>
        SendAsync(HttpMethod.Post, path, body, command ?? Guid.NewGuid());

    /// <summary>Writes over a version.</summary>
    public Task<Answer> PutAsync(string path, object body, string? ifMatch = null) =>
        SendAsync(HttpMethod.Put, path, body, Guid.NewGuid(), ifMatch);

    /// <summary>Sends a request; without a command id no Idempotency-Key is sent.</summary>
    public Task<Answer> SendAsync(
        HttpMethod method, string path, object? body = null, Guid? command = null, string? ifMatch = null)
    {
        var request = Request(method, path);
        if (command is { } id)
        {
            request.Headers.Add(Gate.CommandHeader, id.ToString());
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        request.Content = body switch
        {
            null => null,
            HttpContent content => content,
            _ => new StringContent(JsonSerializer.Serialize(body, ApiJson.Options), Encoding.UTF8, "application/json"),
        };
        return AnswerAsync(request);
    }

    /// <summary>A request of this tab, not yet sent.</summary>
    public HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(
            method, new Uri(path.StartsWith('/') ? path : "/api/v1/" + path, UriKind.Relative));
        if (Identity.Length > 0)
        {
            request.Headers.Add(Gate.IdentityHeader, Identity);
        }

        return request;
    }

    /// <summary>Sends a request as it is.</summary>
    public async Task<Answer> AnswerAsync(HttpRequestMessage request)
    {
        using var answer = await _http.SendAsync(request);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        var isJson = answer.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) is true;
        var headers = answer.Headers.Concat<KeyValuePair<string, IEnumerable<string>>>(answer.Content.Headers)
            .SelectMany(header => header.Value.Select(value => (header.Key, value)))
            .ToLookup(header => header.Key, header => header.value, StringComparer.OrdinalIgnoreCase);
        return new Answer(
            (int)answer.StatusCode,
            isJson && bytes.Length > 0 ? JsonDocument.Parse(bytes).RootElement : default,
            headers,
            bytes);
    }

    /// <summary>Opens a stream of server-sent events; ends with the token.</summary>
    public async Task<StreamReader> ListenAsync(CancellationToken cancel)
    {
        var request = Request(HttpMethod.Get, "events");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        answer.EnsureSuccessStatusCode();
        return new StreamReader(await answer.Content.ReadAsStreamAsync(cancel));
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
