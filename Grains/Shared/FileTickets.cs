using System.Buffers.Text;
using System.Text.Json;
using Orleans.Concurrency;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Shared;

/// <summary>
/// Tickets as text: base64url of the ticket's JSON, a dot, base64url of its seal. Whoever has the text has the right,
/// for the few minutes it lasts.
/// </summary>
public sealed class FileTickets(IKeyedSeal seals)
{
    private const string Use = "file-ticket";
    private const int MostCharacters = 4096;

    /// <summary>How long a ticket lasts. An upload that takes longer asks for a new one and goes on.</summary>
    public static TimeSpan Lasts { get; } = TimeSpan.FromMinutes(30);

    /// <summary>The ticket as text.</summary>
    public string Issue(FileTicket ticket)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(ticket, StoredJson.Options);
        return $"{Base64Url.EncodeToString(json)}.{Base64Url.EncodeToString(seals.Seal(Use, default, json))}";
    }

    /// <summary>What the text allows; null when it is forged, expired at this moment, or for another use.</summary>
    public FileTicket? Read(string text, FileUse use, DateTimeOffset now)
    {
        if (text.Length > MostCharacters || text.Split('.') is not [var body, var mark]
            || !Base64Url.IsValid(body) || !Base64Url.IsValid(mark))
        {
            return null;
        }
        var json = Base64Url.DecodeFromChars(body);
        if (seals.Check(Use, default, json, Base64Url.DecodeFromChars(mark)) == SealState.Broken)
            return null;
        var ticket = JsonSerializer.Deserialize<FileTicket>(json, StoredJson.Options);
        return ticket is not null && ticket.Use == use && now < ticket.Expires ? ticket : null;
    }
}

/// <inheritdoc cref="IFileTicketGrain"/>
[StatelessWorker]
public sealed class FileTicketGrain(FileTickets tickets, TimeProvider clock) : Orleans.Grain, IFileTicketGrain
{
    /// <inheritdoc/>
    public Task<FileTicket?> Read(string ticket, FileUse use) =>
        Task.FromResult(tickets.Read(ticket, use, clock.GetUtcNow()));
}
