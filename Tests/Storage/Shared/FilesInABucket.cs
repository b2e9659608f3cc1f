using Amazon.Runtime;
using SunGov.GrainInterfaces.Shared;
using SunGov.Silo.Crypto;
using SunGov.Silo.Files;
using SunGov.Silo.Hosting;

namespace SunGov.Tests.Storage.Shared;

/// <summary>The file store in a bucket of an S3-compatible object store, over a real server.</summary>
public sealed class FilesInABucket(S3Server server) : FilesAreKept, IClassFixture<S3Server>, IAsyncLifetime
{
    /// <summary>How often the client asks for one thing before it gives up.</summary>
    private const int Attempts = 3;

    private readonly string _folder = Directory.CreateTempSubdirectory("sungov-files").FullName;
    private readonly List<S3FileStore> _stores = [];
    private S3Settings _settings = null!;

    protected override IFileStore Store => _stores[0];

    public async Task InitializeAsync()
    {
        _settings = await server.BucketAsync();
        Node("one");
    }

    public Task DisposeAsync()
    {
        _stores.ForEach(store => store.Dispose());
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task What_came_to_one_node_is_confirmed_by_another()
    {
        await UploadAsync("f1", Pdf);
        await Store.CompleteAsync("f1");
        var other = Node("two");
        Assert.Equal(new UploadStatus(Pdf.Length, Pdf.Length), await other.StatusAsync("f1"));
        Assert.Equal(Sm3OfPdf, (await other.CompleteAsync("f1")).File?.Sm3);
        Assert.Null(await other.ConfirmAsync("project", "p2", "f1"));
        Assert.Equal(Sm3OfPdf, (await other.ConfirmAsync("project", "p1", "f1"))?.Sm3);
        Assert.Equal(Pdf, await BytesAsync(Sm3OfPdf));
    }

    [Fact]
    public async Task An_upload_on_its_way_begins_again_at_another_node()
    {
        await Store.BeginAsync(Ticket("f1", Pdf.Length));
        await Store.AppendAsync("f1", 0, new MemoryStream(Pdf, 0, 1000));
        var other = Node("two");
        Assert.Null(await other.StatusAsync("f1"));
        await UploadAsync(other, "f1", Pdf);
        await other.CompleteAsync("f1");
        Assert.NotNull(await Store.ConfirmAsync("project", "p1", "f1"));
        Assert.Equal(BlobState.Genuine, await Store.VerifyAsync(Sm3OfPdf));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(Attempts)]
    public async Task Completing_may_be_repeated_when_the_bytes_came_but_the_answer_was_lost(int lost)
    {
        var (store, replies) = Losing();
        await UploadAsync(store, "f1", Pdf);
        replies.Lose(HttpMethod.Put, lost);
        await AgainAsync(lost, () => store.CompleteAsync("f1"));
        Assert.Equal(Sm3OfPdf, (await store.CompleteAsync("f1")).File?.Sm3);
        Assert.Equal(Sm3OfPdf, (await store.ConfirmAsync("project", "p1", "f1"))?.Sm3);
        Assert.Equal(Pdf, await BytesAsync(Sm3OfPdf));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(Attempts)]
    public async Task Confirming_may_be_repeated_when_it_was_copied_but_the_answer_was_lost(int lost)
    {
        var (store, replies) = Losing();
        await UploadAsync(store, "f1", Pdf);
        await store.CompleteAsync("f1");
        replies.Lose(HttpMethod.Put, lost);
        await AgainAsync(lost, () => store.ConfirmAsync("project", "p1", "f1"));
        Assert.Equal(Sm3OfPdf, (await Node("two").ConfirmAsync("project", "p1", "f1"))?.Sm3);
        Assert.Equal([Sm3OfPdf], await BlobsAsync());
        Assert.Equal(Pdf, await BytesAsync(Sm3OfPdf));
    }

    [Fact]
    public async Task All_blobs_are_named_page_by_page()
    {
        var names = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            byte[] pdf = [.. "%PDF-1.7\n"u8, (byte)i];
            await UploadAsync($"f{i}", pdf);
            names.Add((await Store.CompleteAsync($"f{i}")).File!.Sm3);
            await Store.ConfirmAsync("project", "p1", $"f{i}");
        }

        var paged = new S3FileStore(_settings, _folder, OpenSslCrypto.Instance, Clock) { PageSize = 2 };
        _stores.Add(paged);
        Assert.Equal(names.Order(), (await paged.BlobsAsync().ToListAsync()).Order());
    }

    [Fact]
    public async Task A_bucket_that_is_not_there_a_wrong_secret_and_a_silent_address_are_each_named_without_the_secret()
    {
        foreach (var wrong in new[]
        {
            server.Settings("nowhere"),
            _settings with { Secret = "hidden-secret" },
            _settings with { Endpoint = new Uri("http://127.0.0.1:1"), Secret = "hidden-secret" },
        })
        {
            using var store = new S3FileStore(wrong, _folder, OpenSslCrypto.Instance, Clock);
            var failure = await Assert.ThrowsAsync<IOException>(() => store.CheckAsync());
            Assert.StartsWith($"the bucket {wrong.Bucket} at {wrong.Endpoint}", failure.Message,
                StringComparison.Ordinal);
            Assert.DoesNotContain("hidden-secret", failure.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("SUNGOV_S3_ENDPOINT")]
    [InlineData("SUNGOV_S3_KEY")]
    [InlineData("SUNGOV_S3_SECRET")]
    public void A_setting_that_is_missing_is_named(string missing)
    {
        var given = new Dictionary<string, string>
        {
            ["SUNGOV_S3_BUCKET"] = "files",
            ["SUNGOV_S3_ENDPOINT"] = "https://objects.example.cn",
            ["SUNGOV_S3_KEY"] = "k",
            ["SUNGOV_S3_SECRET"] = "s",
        };
        Assert.Equal("us-east-1", S3Settings.Read(given.GetValueOrDefault)?.Region);
        given.Remove(missing);
        Assert.Contains(
            missing,
            Assert.Throws<StartException>(() => S3Settings.Read(given.GetValueOrDefault)).Message,
            StringComparison.Ordinal);
        given.Remove("SUNGOV_S3_BUCKET");
        Assert.Null(S3Settings.Read(given.GetValueOrDefault));
    }

    protected override string PathOf(string sm3) =>
        server.PathOf(_settings.Bucket, $"blobs/{sm3[..2]}/{sm3[2..4]}/{sm3}");

    /// <summary>The client asks again by itself; only when every answer is lost does the store's caller hear of it.
    /// </summary>
    private static async Task AgainAsync(int lost, Func<Task> step)
    {
        if (lost < Attempts)
        {
            await step();
            return;
        }

        await Assert.ThrowsAnyAsync<Exception>(step);
    }

    private S3FileStore Node(string name, HttpClientFactory? http = null)
    {
        var store = new S3FileStore(
            _settings, Path.Combine(_folder, name), OpenSslCrypto.Instance, Clock, http);
        _stores.Add(store);
        return store;
    }

    private (S3FileStore Store, LostReplies Replies) Losing()
    {
        var replies = new LostReplies();
        return (Node("three", replies), replies);
    }

    /// <summary>Sends every request, and loses the answers to some.</summary>
    private sealed class LostReplies : HttpClientFactory
    {
        private HttpMethod? _method;
        private int _left;

        public void Lose(HttpMethod method, int count) => (_method, _left) = (method, count);

        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler(this));

        private bool IsLost(HttpMethod method) => method == _method && _left-- > 0;

        private sealed class Handler(LostReplies replies) : DelegatingHandler(new SocketsHttpHandler())
        {
            protected override async Task<HttpResponseMessage> SendAsync(
                HttpRequestMessage request, CancellationToken cancellationToken)
            {
                var response = await base.SendAsync(request, cancellationToken);
                if (!replies.IsLost(request.Method))
                {
                    return response;
                }

                response.Dispose();
                throw new HttpRequestException("the answer was lost");
            }
        }
    }
}
