using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace SunGov.Tools.Load;

/// <summary>What a request was answered in the end.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Version">Version as of the ETag; 0 without one.</param>
/// <param name="Body">The JSON, or undefined without one.</param>
/// <param name="Attempts">How often it was sent until somebody answered.</param>
/// <param name="Took">From the first attempt to the answer.</param>
public sealed record Answer(int Status, long Version, JsonElement Body, int Attempts, TimeSpan Took)
{
    /// <summary>Done, and told so.</summary>
    public bool Succeeded => Status is >= 200 and < 300;

    /// <summary>Code of the refusal; empty for none.</summary>
    public string Code => !Succeeded && Body.ValueKind == JsonValueKind.Object
        && Body.TryGetProperty("code", out var code) ? code.GetString() ?? "" : "";
}

/// <summary>
/// A person logged in over HTTP, who sends a request again with the same command id until there is an answer other than
/// 'repeat' (503): what a careful integrator does.
/// </summary>
public sealed class LoadUser
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly HttpClient _client;
    private readonly string _cookie;
    private readonly string _identity;

    private LoadUser(HttpClient client, string cookie, string identity)
    {
        _client = client;
        _cookie = cookie;
        _identity = identity;
    }

    /// <summary>Connections for many users.</summary>
    public static HttpClient Connect(Uri address) =>
        new(new SocketsHttpHandler { UseCookies = false, PooledConnectionLifetime = Timeout.InfiniteTimeSpan })
        {
            BaseAddress = address,
            Timeout = TimeSpan.FromSeconds(15),
        };

    /// <summary>Logs in and takes the person's first identity.</summary>
    public static async Task<LoadUser> LogInAsync(HttpClient client, string login, string password)
    {
        using var answer = await EnterAsync(client, login, password);
        answer.EnsureSuccessStatusCode();
        var session = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return new LoadUser(
            client,
            answer.Headers.GetValues("Set-Cookie").First().Split(';')[0],
            session.GetProperty("identities")[0].GetProperty("id").GetString()!);
    }

    /// <summary>Goes on with a session that is open already.</summary>
    public static LoadUser Of(HttpClient client, OpenSession session) =>
        new(client, $"sungov={session.Token}", session.Identity);

    /// <summary>Reads; a path below /api/v1.</summary>
    public Task<Answer> GetAsync(string path) => RepeatAsync(() => Request(HttpMethod.Get, path));

    /// <summary>Sends a request once and drops the answer; gives its status.</summary>
    public async Task<HttpStatusCode> TouchAsync(string path)
    {
        using var request = Request(HttpMethod.Get, path);
        using var answer = await _client.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>Sends a command once with a JSON body that is ready, and drops the answer; gives its status.</summary>
    public async Task<HttpStatusCode> PostAsync(string path, byte[] json, Guid command)
    {
        using var request = Request(HttpMethod.Post, path);
        request.Headers.Add("Idempotency-Key", command.ToString("D"));
        request.Content = new ByteArrayContent(json) { Headers = { ContentType = new("application/json") } };
        using var answer = await _client.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>Sends a command until it is answered.</summary>
    /// <param name="ifVersion">The version seen, for routes that need If-Match; null for none.</param>
    public Task<Answer> SendAsync(HttpMethod method, string path, object body, Guid command, long? ifVersion = null) =>
        RepeatAsync(() =>
        {
            var request = Request(method, path);
            request.Headers.Add("Idempotency-Key", command.ToString("D"));
            if (ifVersion is { } seen)
            {
                request.Headers.TryAddWithoutValidation(
                    "If-Match", string.Create(CultureInfo.InvariantCulture, $"\"{seen}\""));
            }

            request.Content = JsonContent.Create(body);
            return request;
        });

    /// <summary>A busy machine has no worker for a password at once.</summary>
    private static async Task<HttpResponseMessage> EnterAsync(HttpClient client, string login, string password)
    {
        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(Pause))
        {
            var answer = await client.PostAsJsonAsync("/api/v1/session", new { login, password });
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable || watch.Elapsed > Patience)
            {
                return answer;
            }

            answer.Dispose();
        }
    }

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, "/api/v1" + path);
        request.Headers.Add("Cookie", _cookie);
        request.Headers.Add("X-Acting-Identity", _identity);
        return request;
    }

    private async Task<Answer> RepeatAsync(Func<HttpRequestMessage> make)
    {
        var watch = Stopwatch.StartNew();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var request = make();
                using var answer = await _client.SendAsync(request);
                if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)
                {
                    return await ReadAsync(answer, attempt, watch);
                }
            }
            catch (Exception lost) when (lost is HttpRequestException or OperationCanceledException or IOException)
            {
                if (watch.Elapsed > Patience)
                {
                    throw new TimeoutException($"no answer after {attempt} attempts", lost);
                }
            }

            if (watch.Elapsed > Patience)
            {
                throw new TimeoutException($"told to repeat {attempt} times");
            }

            await Task.Delay(Pause);
        }
    }

    private static async Task<Answer> ReadAsync(HttpResponseMessage answer, int attempt, Stopwatch watch)
    {
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        var body = bytes.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(bytes);
        return new Answer(
            (int)answer.StatusCode,
            answer.Headers.ETag is { } tag ? long.Parse(tag.Tag.Trim('"'), CultureInfo.InvariantCulture) : 0,
            body,
            attempt,
            watch.Elapsed);
    }
}
