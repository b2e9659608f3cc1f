using SunGov.Grains.Shared;

namespace SunGov.Silo.Storage;

/// <summary>A due or outbox row that a write brings along.</summary>
internal sealed record DueRow(Guid Id, DateTimeOffset At, string Kind, string Key, string What, bool Own);

/// <summary>One accepted command, hashed and sealed by its caller's thread, waiting for the writer.</summary>
internal sealed class PendingWrite
{
    private readonly TaskCompletionSource<Written> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PendingWrite(Write write, ICrypto crypto, IRowSeal seals)
    {
        Write = write;
        Previous = EntryHash.Previous(write.PreviousHash);
        Version = write.Expected + 1;
        At = Instant(write.At);
        Hash = EntryHash.Of(
            crypto,
            new EntryHeader(
                write.Kind,
                write.Key,
                Version,
                write.By.Command,
                write.Digest,
                write.Answer,
                write.By.Person,
                write.By.Identity,
                write.OnBehalf,
                At),
            Previous,
            write.Body);
        Seal = seals.Seal(write.Kind, write.Key, Version, Hash, CanonicalJson.Of(write.Data));
        Due = DueRows(write, crypto);
        Claims = [.. write.Claims.Distinct()];
    }

    public Write Write { get; }

    public long Version { get; }

    public DateTime At { get; }

    public byte[] Previous { get; }

    public byte[] Hash { get; }

    public byte[] Seal { get; }

    public IReadOnlyList<DueRow> Due { get; }

    public IReadOnlyList<Claim> Claims { get; }

    /// <summary>How often it was sent to the server.</summary>
    public int Attempts { get; set; }

    /// <summary>Completes when its end is known, or known to be unknown.</summary>
    public Task<Written> Task => _done.Task;

    public void Committed(long sequence) => _done.TrySetResult(new Written(WrittenState.Committed, Hash, sequence));

    /// <summary>The statement left it out: for a claim, or a newer version.</summary>
    public void Lost(bool repeated, Claim? taken) => _done.TrySetResult(new Written(
        repeated ? WrittenState.Repeated : taken is null ? WrittenState.Conflict : WrittenState.Taken, [], 0, taken));

    public void Ended(WrittenState state) => _done.TrySetResult(new Written(state, [], 0));

    /// <summary>Nothing was written, and the same would fail again.</summary>
    public void Failed(Exception why) => _done.TrySetException(why);

    /// <summary>An instant as the server keeps it.</summary>
    public static DateTime Instant(DateTimeOffset at) => new(
        at.UtcTicks / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc);

    /// <summary>What the ids of a command's due and outbox rows derive from.</summary>
    public static Guid DueScope(Guid command, string kind, string key, ICrypto crypto) =>
        CommandIds.Derive(crypto, command, $"{kind}/{key}");

    private static DueRow[] DueRows(Write write, ICrypto crypto)
    {
        if (write.Added.IsEmpty && write.Outbox.IsEmpty)
        {
            return [];
        }

        var scope = DueScope(write.By.Command, write.Kind, write.Key, crypto);
        var own = write.Added.Select((wish, i) => new DueRow(
            CommandIds.Derive(crypto, scope, $"due {i}"), wish.At, write.Kind, write.Key, wish.What, true));
        var sent = write.Outbox.Select((sending, i) => new DueRow(
            CommandIds.Derive(crypto, scope, $"outbox {i}"), write.At, sending.Kind, sending.Key, sending.What, false));
        return [.. own, .. sent];
    }
}
