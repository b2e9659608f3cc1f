using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;
using SunGov.Silo.Crypto;
using SunGov.Silo.Files;

namespace SunGov.Tests.Storage.Shared;

/// <summary>The local file store: uploads that resume, blobs named by their SM3, nothing unconfirmed kept.</summary>
public sealed class FilesInAFolder : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Pdf =
        [.. "%PDF-1.7\n"u8, .. OpenSslCrypto.Instance.Random(300_000)];

    private readonly string _folder = Directory.CreateTempSubdirectory("sungov-files").FullName;
    private readonly FixedClock _clock = new();
    private readonly LocalFileStore _store;

    public FilesInAFolder() => _store = new LocalFileStore(_folder, OpenSslCrypto.Instance, _clock);

    private static string Sm3OfPdf => Convert.ToHexStringLower(OpenSslCrypto.Instance.Sm3(Pdf));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_confirmed_upload_is_a_blob_named_by_its_sm3()
    {
        await UploadAsync("f1", Pdf);
        var completed = await _store.CompleteAsync("f1");
        Assert.Equal(CompletedState.Complete, completed.State);
        var file = await _store.ConfirmAsync("project", "p1", "f1");
        Assert.Equal(new StoredFile("f1", Sm3OfPdf, Pdf.Length, "application/pdf", "预算.pdf"), file);
        Assert.Equal(completed.File, file);
        Assert.Equal(Pdf, await BytesAsync(Sm3OfPdf));
        Assert.Equal(BlobState.Genuine, await _store.VerifyAsync(Sm3OfPdf));
        Assert.True(File.Exists(Path.Combine(_folder, "blobs", Sm3OfPdf[..2], Sm3OfPdf[2..4], Sm3OfPdf)));
        Assert.Equal([Sm3OfPdf], _store.Blobs());
    }

    [Fact]
    public async Task An_upload_goes_on_where_the_connection_broke()
    {
        await _store.BeginAsync(Ticket("f1", Pdf.Length));
        var broken = new BreakingStream(Pdf, breaksAt: 200_000);
        await Assert.ThrowsAsync<IOException>(() => _store.AppendAsync("f1", 0, broken));
        var status = await _store.StatusAsync("f1");
        Assert.Equal(new UploadStatus(200_000, Pdf.Length), status);
        Assert.Equal(CompletedState.Incomplete, (await _store.CompleteAsync("f1")).State);
        var rest = await _store.AppendAsync("f1", status!.Received,
            new MemoryStream(Pdf, 200_000, Pdf.Length - 200_000));
        Assert.Equal(new Appended(AppendState.Kept, Pdf.Length), rest);
        Assert.Equal(Sm3OfPdf, (await _store.CompleteAsync("f1")).File!.Sm3);
    }

    [Fact]
    public async Task Another_offset_is_refused_and_told_the_right_one()
    {
        await _store.BeginAsync(Ticket("f1", Pdf.Length));
        await _store.AppendAsync("f1", 0, new MemoryStream(Pdf, 0, 1000));
        Assert.Equal(new Appended(AppendState.OtherOffset, 1000),
            await _store.AppendAsync("f1", 999, new MemoryStream(Pdf, 999, 10)));
        Assert.Equal(new Appended(AppendState.OtherOffset, 1000),
            await _store.AppendAsync("f1", 1001, new MemoryStream(Pdf, 1001, 10)));
    }

    [Fact]
    public async Task Nothing_beyond_the_announced_size_is_kept()
    {
        await _store.BeginAsync(Ticket("f1", 1000));
        Assert.Equal(new Appended(AppendState.TooLarge, 1000),
            await _store.AppendAsync("f1", 0, new MemoryStream(Pdf)));
    }

    [Fact]
    public async Task Two_requests_do_not_append_at_once()
    {
        await _store.BeginAsync(Ticket("f1", Pdf.Length));
        var waiting = new WaitingStream();
        var first = _store.AppendAsync("f1", 0, waiting);
        await waiting.Reached;
        Assert.Equal(AppendState.Busy, (await _store.AppendAsync("f1", 0, new MemoryStream(Pdf))).State);
        Assert.Equal(CompletedState.Busy, (await _store.CompleteAsync("f1")).State);
        waiting.Release();
        Assert.Equal(AppendState.Kept, (await first).State);
    }

    [Fact]
    public async Task A_renamed_program_is_refused_and_removed()
    {
        byte[] program = [.. "MZ"u8, .. new byte[500]];
        await UploadAsync("f1", program);
        Assert.Equal(CompletedState.WrongType, (await _store.CompleteAsync("f1")).State);
        Assert.Null(await _store.StatusAsync("f1"));
        Assert.Null(await _store.ConfirmAsync("project", "p1", "f1"));
        Assert.Empty(_store.Blobs());
    }

    [Fact]
    public async Task Every_step_may_be_repeated()
    {
        for (var i = 0; i < 2; i++)
        {
            await _store.BeginAsync(Ticket("f1", Pdf.Length));
            var at = (await _store.StatusAsync("f1"))!.Received;
            await _store.AppendAsync("f1", at, new MemoryStream(Pdf, (int)at, Pdf.Length - (int)at));
            await _store.CompleteAsync("f1");
            Assert.NotNull(await _store.ConfirmAsync("project", "p1", "f1"));
        }
        Assert.Equal(new UploadStatus(Pdf.Length, Pdf.Length), await _store.StatusAsync("f1"));
        Assert.Equal(AppendState.OtherOffset, (await _store.AppendAsync("f1", 0, new MemoryStream(Pdf))).State);
        Assert.Equal(Pdf, await BytesAsync(Sm3OfPdf));
    }

    [Fact]
    public async Task Another_owner_cannot_confirm()
    {
        await UploadAsync("f1", Pdf);
        await _store.CompleteAsync("f1");
        Assert.Null(await _store.ConfirmAsync("project", "p2", "f1"));
        Assert.Null(await _store.ConfirmAsync("call", "p1", "f1"));
    }

    [Fact]
    public async Task An_incomplete_upload_cannot_be_confirmed()
    {
        await UploadAsync("f1", Pdf);
        Assert.Null(await _store.ConfirmAsync("project", "p1", "f1"));
    }

    [Fact]
    public async Task The_same_bytes_sent_twice_are_one_blob()
    {
        foreach (var file in new[] { "f1", "f2" })
        {
            await UploadAsync(file, Pdf);
            await _store.CompleteAsync(file);
            Assert.NotNull(await _store.ConfirmAsync("project", "p1", file));
        }
        Assert.Equal([Sm3OfPdf], _store.Blobs());
    }

    [Fact]
    public async Task After_a_day_what_nobody_confirmed_goes_and_blobs_stay()
    {
        await UploadAsync("confirmed", Pdf);
        await _store.CompleteAsync("confirmed");
        await _store.ConfirmAsync("project", "p1", "confirmed");
        await UploadAsync("forgotten", "%PDF-1.4"u8.ToArray());
        await _store.CompleteAsync("forgotten");
        Assert.Equal(0, (await _store.SweepAsync(Start + TimeSpan.FromHours(23))).Removed);
        Assert.NotNull(await _store.StatusAsync("forgotten"));
        await _store.SweepAsync(TimeProvider.System.GetUtcNow() + TimeSpan.FromHours(25));
        Assert.Null(await _store.StatusAsync("forgotten"));
        Assert.Equal(Pdf, await BytesAsync(Sm3OfPdf));
    }

    [Fact]
    public async Task An_upload_that_cannot_be_removed_does_not_keep_the_others()
    {
        string[] uploads = ["a-good", "b-bad", "c-good"];
        foreach (var file in uploads)
        {
            await UploadAsync(file, Pdf);
        }

        var store = new LocalFileStore(_folder, OpenSslCrypto.Instance, _clock, folder =>
        {
            if (folder.EndsWith("b-bad", StringComparison.Ordinal))
            {
                throw new UnauthorizedAccessException("no right to remove it");
            }

            Directory.Delete(folder, recursive: true);
        });
        var swept = await store.SweepAsync(TimeProvider.System.GetUtcNow() + TimeSpan.FromHours(25));

        Assert.Equal(2, swept.Removed);
        Assert.Equal("b-bad: no right to remove it", Assert.Single(swept.Failed));
        Assert.NotNull(await store.StatusAsync("b-bad"));
    }

    [Fact]
    public async Task A_changed_byte_of_a_blob_is_found()
    {
        await UploadAsync("f1", Pdf);
        await _store.CompleteAsync("f1");
        await _store.ConfirmAsync("project", "p1", "f1");
        var path = Path.Combine(_folder, "blobs", Sm3OfPdf[..2], Sm3OfPdf[2..4], Sm3OfPdf);
        await using (var blob = new FileStream(path, FileMode.Open, FileAccess.ReadWrite))
        {
            blob.Position = 100_000;
            var old = blob.ReadByte();
            blob.Position = 100_000;
            blob.WriteByte((byte)(old ^ 1));
        }
        Assert.Equal(BlobState.Changed, await _store.VerifyAsync(Sm3OfPdf));
        Assert.True(await _store.DeleteAsync(Sm3OfPdf));
        Assert.Equal(BlobState.Missing, await _store.VerifyAsync(Sm3OfPdf));
        Assert.Null(await _store.OpenAsync(Sm3OfPdf));
        Assert.False(await _store.DeleteAsync(Sm3OfPdf));
    }

    [Theory]
    [InlineData("../f1")]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("..")]
    public async Task Names_do_not_lead_out_of_the_folder(string name)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => _store.BeginAsync(Ticket(name, 1)));
        await Assert.ThrowsAsync<ArgumentException>(() => _store.OpenAsync(name));
    }

    private async Task UploadAsync(string file, byte[] bytes)
    {
        await _store.BeginAsync(Ticket(file, bytes.Length));
        Assert.Equal(new Appended(AppendState.Kept, bytes.Length),
            await _store.AppendAsync(file, 0, new MemoryStream(bytes)));
    }

    private async Task<byte[]> BytesAsync(string sm3)
    {
        await using var blob = (await _store.OpenAsync(sm3))!;
        var bytes = new MemoryStream();
        await blob.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    private static FileTicket Ticket(string file, long size) => new(FileUse.Upload, file, "project", "p1",
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
