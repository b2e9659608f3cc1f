using System.Buffers.Text;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;
using SunGov.Silo.Crypto;

namespace SunGov.Tests.Rules.Shared;

/// <summary>A ticket moves the bytes of one file, for one use, for some minutes.</summary>
public sealed class FileTicketsAreShortLived : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly FileTicket Ticket = new(FileUse.Upload, "f1", "project", "p1", "预算.pdf",
        "application/pdf", 1000, "", Now + FileTickets.Lasts);

    private readonly string _folder = Directory.CreateTempSubdirectory("sungov-ticket").FullName;
    private readonly FileMasterKey _master;
    private readonly FileTickets _tickets;

    public FileTicketsAreShortLived()
    {
        _master = FileMasterKey.OpenOrCreate(OpenSslCrypto.Instance, _folder);
        _tickets = new FileTickets(new KeyedSeal(OpenSslCrypto.Instance, _master));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_ticket_is_read_as_it_was_issued() =>
        Assert.Equal(Ticket, _tickets.Read(_tickets.Issue(Ticket), FileUse.Upload, Now));

    [Fact]
    public void A_ticket_ends_at_its_time()
    {
        var text = _tickets.Issue(Ticket);
        Assert.NotNull(_tickets.Read(text, FileUse.Upload, Ticket.Expires - TimeSpan.FromTicks(1)));
        Assert.Null(_tickets.Read(text, FileUse.Upload, Ticket.Expires));
    }

    [Fact]
    public void A_ticket_to_upload_does_not_download() =>
        Assert.Null(_tickets.Read(_tickets.Issue(Ticket), FileUse.Download, Now));

    [Fact]
    public void A_changed_ticket_is_refused()
    {
        var text = _tickets.Issue(Ticket);
        var parts = text.Split('.');
        var larger = Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(
            System.Text.Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[0])).Replace("1000", "9000",
                StringComparison.Ordinal)));
        Assert.NotEqual(parts[0], larger);
        Assert.Null(_tickets.Read($"{larger}.{parts[1]}", FileUse.Upload, Now));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a.b.c")]
    [InlineData("e30.AAAA")]
    [InlineData("!.!")]
    public void What_is_no_ticket_is_refused(string text) =>
        Assert.Null(_tickets.Read(text, FileUse.Upload, Now));

    [Fact]
    public void A_ticket_outlives_a_rotation_of_the_master_key()
    {
        var text = _tickets.Issue(Ticket);
        _master.Add();
        Assert.Equal(Ticket, _tickets.Read(text, FileUse.Upload, Now));
    }
}
