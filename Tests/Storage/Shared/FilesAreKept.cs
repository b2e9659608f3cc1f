using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;
using SunGov.Silo.Crypto;

namespace SunGov.Tests.Storage.Shared;

/// <summary>
/// What every file store promises: uploads that resume, blobs named by their SM3, nothing unconfirmed kept.
/// </summary>
public abstract class FilesAreKept
{
    protected static readonly byte[] Pdf =
        [.. "%PDF-1.7\n"u8, .. OpenSslCrypto.Instance.Random(300_000)];

    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    protected static string Sm3OfPdf => Convert.ToHexStringLower(OpenSslCrypto.Instance.Sm3(Pdf));

    protected static TimeProvider Clock { get; } = new FixedClock();

    /// <summary>The store, empty for each test.</summary>
    protected abstract IFileStore Store { get; }

    /// <summary>The file that holds the bytes of a blob, for whoever changes them behind the store's back.</summary>
    protected abstract string PathOf(string sm3);

    [Fact]
    public async Task TheStore_can_be_used() => await Store.CheckAsync();

    [Fact]
    public async Task A_confirmed_upload_is_a_blob_named_by_its_sm3()
    {
        await UploadAsync("f1", Pdf);
        var completed = await Store.CompleteAsync("f1");
        Assert.Equal(CompletedState.Complete, completed.State);
        var file = await Store.ConfirmAsync("project", "p1", "f1");
        Assert.Equal(new StoredFile("f1", Sm3OfPdf, Pdf.Length, "application/pdf", "预算.pdf"), file);
        Assert.Equal(completed.File, file);
        Assert.Equal(Pdf, await BytesAsync(Sm3OfPdf));
        Assert.Equal(BlobState.Genuine, await Store.VerifyAsync(Sm3OfPdf));
        Assert.Equal([Sm3OfPdf], await BlobsAsync());
    }

    [Fact]
    public async Task An_upload_goes_on_where_the_connection_broke()
    {
        await Store.BeginAsync(Ticket("f1", Pdf.Length));
        var broken = new BreakingStream(Pdf, breaksAt: 200_000);
        await Assert.ThrowsAsync<IOException>(() => Store.AppendAsync("f1", 0, broken));
        var status = await Store.StatusAsync("f1");
        Assert.Equal(new UploadStatus(200_000, Pdf.Length), status);
        Assert.Equal(CompletedState.Incomplete, (await Store.CompleteAsync("f1")).State);
        var rest = await Store.AppendAsync("f1", status!.Received,
            new MemoryStream(Pdf, 200_000, Pdf.Length - 200_000));
        Assert.Equal(new Appended(AppendState.Kept, Pdf.Length), rest);
        Assert.Equal(Sm3OfPdf, (await Store.CompleteAsync("f1")).File!.Sm3);
    }

    [Fact]
    public async Task Another_offset_is_refused_and_told_the_right_one()
    {
        await Store.BeginAsync(Ticket("f1", Pdf.Length));
        await Store.AppendAsync("f1", 0, new MemoryStream(Pdf, 0, 1000));
        Assert.Equal(new Appended(AppendState.OtherOffset, 1000),
            await Store.AppendAsync("f1", 999, new MemoryStream(Pdf, 999, 10)));
        Assert.Equal(new Appended(AppendState.OtherOffset, 1000),
            await Store.AppendAsync("f1", 1001, new MemoryStream(Pdf, 1001, 10)));
    }

    [Fact]
    public async Task Nothing_beyond_the_announced_size_is_kept()
    {
        await Store.BeginAsync(Ticket("f1", 1000));
        Assert.Equal(new Appended(AppendState.TooLarge, 1000),
            await Store.AppendAsync("f1", 0, new MemoryStream(Pdf)));
    }

    [Fact]
    public async Task Two_requests_do_not_append_at_once()
    {
        await Store.BeginAsync(Ticket("f1", Pdf.Length));
        var waiting = new WaitingStream();
        var first = Store.AppendAsync("f1", 0, waiting);
        await waiting.Reached;
        Assert.Equal(AppendState.Busy, (await Store.AppendAsync("f1", 0, new MemoryStream(Pdf))).State);
        Assert.Equal(CompletedState.Busy, (await Store.CompleteAsync("f1")).State);
        waiting.Release();
        Assert.Equal(AppendState.Kept, (await first).State);
    }

    [Fact]
    public async Task A_renamed_program_is_refused_and_removed()
    {
        byte[] program = [.. "MZ"u8, .. new byte[500]];
        await UploadAsync("f1", program);
        Assert.Equal(CompletedState.WrongType, (await Store.CompleteAsync("f1")).State);
        Assert.Null(await Store.StatusAsync("f1"));
        Assert.Null(await Store.ConfirmAsync("project", "p1", "f1"));
        Assert.Empty(await BlobsAsync());
    }

    [Fact]
    public async Task Every_step_may_be_repeated()
    {
        for (var i = 0; i < 2; i++)
        {
            await Store.BeginAsync(Ticket("f1", Pdf.Length));
            var at = (await Store.StatusAsync("f1"))!.Received;
            await Store.AppendAsync("f1", at, new MemoryStream(Pdf, (int)at, Pdf.Length - (int)at));
            await Store.CompleteAsync("f1");
            Assert.NotNull(await Store.ConfirmAsync("project", "p1", "f1"));
        }
        Assert.Equal(new UploadStatus(Pdf.Length, Pdf.Length), await Store.StatusAsync("f1"));
        Assert.Equal(AppendState.OtherOffset, (await Store.AppendAsync("f1", 0, new MemoryStream(Pdf))).State);
        Assert.Equal(Pdf, await BytesAsync(Sm3OfPdf));
    }

    [Fact]
    public async Task Another_owner_cannot_confirm()
    {
        await UploadAsync("f1", Pdf);
        await Store.CompleteAsync("f1");
        Assert.Null(await Store.ConfirmAsync("project", "p2", "f1"));
        Assert.Null(await Store.ConfirmAsync("call", "p1", "f1"));
    }

    [Fact]
    public async Task An_incomplete_upload_cannot_be_confirmed()
    {
        await UploadAsync("f1", Pdf);
        Assert.Null(await Store.ConfirmAsync("project", "p1", "f1"));
    }

    [Fact]
    public async Task The_same_bytes_sent_twice_are_one_blob()
    {
        foreach (var file in new[] { "f1", "f2" })
        {
            await UploadAsync(file, Pdf);
            await Store.CompleteAsync(file);
            Assert.NotNull(await Store.ConfirmAsync("project", "p1", file));
        }
        Assert.Equal([Sm3OfPdf], await BlobsAsync());
    }

    [Fact]
    public async Task After_a_day_what_nobody_confirmed_goes_and_blobs_stay()
    {
        await UploadAsync("confirmed", Pdf);
        await Store.CompleteAsync("confirmed");
        await Store.ConfirmAsync("project", "p1", "confirmed");
        await UploadAsync("forgotten", "%PDF-1.4"u8.ToArray());
        await Store.CompleteAsync("forgotten");
        Assert.Equal(0, (await Store.SweepAsync(Start + TimeSpan.FromHours(23))).Removed);
        Assert.NotNull(await Store.StatusAsync("forgotten"));
        await Store.SweepAsync(TimeProvider.System.GetUtcNow() + TimeSpan.FromHours(25));
        Assert.Null(await Store.StatusAsync("forgotten"));
        Assert.Equal(Pdf, await BytesAsync(Sm3OfPdf));
    }

    [Fact]
    public async Task A_changed_byte_of_a_blob_is_found()
    {
        await UploadAsync("f1", Pdf);
        await Store.CompleteAsync("f1");
        await Store.ConfirmAsync("project", "p1", "f1");
        await using (var blob = new FileStream(PathOf(Sm3OfPdf), FileMode.Open, FileAccess.ReadWrite))
        {
            blob.Position = 100_000;
            var old = blob.ReadByte();
            blob.Position = 100_000;
            blob.WriteByte((byte)(old ^ 1));
        }
        Assert.Equal(BlobState.Changed, await Store.VerifyAsync(Sm3OfPdf));
        Assert.True(await Store.DeleteAsync(Sm3OfPdf));
        Assert.Equal(BlobState.Missing, await Store.VerifyAsync(Sm3OfPdf));
        Assert.Null(await Store.OpenAsync(Sm3OfPdf));
        Assert.False(await Store.DeleteAsync(Sm3OfPdf));
    }

    [Theory]
    [InlineData("../f1")]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("..")]
    public async Task Names_do_not_lead_out_of_the_folder(string name)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Store.BeginAsync(Ticket(name, 1)));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.OpenAsync(name));
    }

    [Fact]
    public async Task A_part_of_a_blob_can_be_read()
    {
        await UploadAsync("f1", Pdf);
        await Store.CompleteAsync("f1");
        await Store.ConfirmAsync("project", "p1", "f1");
        await using var blob = (await Store.OpenAsync(Sm3OfPdf))!;
        Assert.Equal(Pdf.Length, blob.Length);
        var bytes = new byte[100];
        foreach (var at in new[] { 200_000, 10, Pdf.Length - 100 })
        {
            blob.Seek(at, SeekOrigin.Begin);
            await blob.ReadExactlyAsync(bytes);
            Assert.Equal(Pdf[at..(at + 100)], bytes);
        }

        Assert.Equal(0, await blob.ReadAsync(bytes));
    }

    [Fact]
    public async Task Two_confirmations_at_once_both_succeed()
    {
        await UploadAsync("f1", Pdf);
        await Store.CompleteAsync("f1");
        var both = await Task.WhenAll(
            Enumerable.Range(0, 2).Select(_ => Store.ConfirmAsync("project", "p1", "f1")));
        Assert.All(both, file => Assert.Equal(Sm3OfPdf, file?.Sm3));
        Assert.Equal(BlobState.Genuine, await Store.VerifyAsync(Sm3OfPdf));
    }

    protected async Task<List<string>> BlobsAsync() => await Store.BlobsAsync().ToListAsync();

    protected Task UploadAsync(string file, byte[] bytes) => UploadAsync(Store, file, bytes);

    protected static async Task UploadAsync(IFileStore store, string file, byte[] bytes)
    {
        await store.BeginAsync(Ticket(file, bytes.Length));
        Assert.Equal(new Appended(AppendState.Kept, bytes.Length),
            await store.AppendAsync(file, 0, new MemoryStream(bytes)));
    }

    protected async Task<byte[]> BytesAsync(string sm3)
    {
        await using var blob = (await Store.OpenAsync(sm3))!;
        var bytes = new MemoryStream();
        await blob.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    protected static FileTicket Ticket(string file, long size) => new(FileUse.Upload, file, "project", "p1",
        "预算.pdf", "application/pdf", size, "", Start + FileTickets.Lasts);

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Start;
    }

    private sealed class BreakingStream(byte[] bytes, int breaksAt) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var left = breaksAt - (int)Position;
            return left > 0
                ? base.ReadAsync(buffer[..Math.Min(left, buffer.Length)], cancellationToken)
                : throw new IOException("The connection broke.");
        }
    }

    private sealed class WaitingStream : MemoryStream
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Reached => _reached.Task;

        public void Release() => _released.SetResult();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer,
            CancellationToken cancellationToken = default)
        {
            _reached.TrySetResult();
            await _released.Task.WaitAsync(cancellationToken);
            return 0;
        }
    }
}
