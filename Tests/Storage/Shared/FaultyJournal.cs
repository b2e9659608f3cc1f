using System.Collections.Immutable;
using SunGov.Grains.Shared;

namespace SunGov.Tests.Storage.Shared;

/// <summary>A deliberate mistake a journal could make; the simulation must notice each.</summary>
public enum Mutant
{
    None,
    AcknowledgesWithoutWriting,
    ForgetsWhatItWasAsked,
    TakesAnUnknownEndForACommit,
    WritesTwice,
    ClaimsBeforeItWrites,
    LetsManyHaveOneClaim,
}

/// <summary>A journal whose requests and replies get lost, as seeded; or one that is wrong.</summary>
internal sealed class FaultyJournal(IJournal inner) : IJournal
{
    private readonly Lock _lock = new();
    private Random _random = new(0);

    public Mutant Mutant { get; set; }

    public bool Calm { get; set; } = true;

    public void Seed(int seed)
    {
        lock (_lock)
        {
            _random = new Random(seed);
        }
    }

    public Task<Snapshot?> LoadAsync(string kind, string key) =>
        Chance(10) ? throw new IOException("the read was refused") : inner.LoadAsync(kind, key);

    public async Task<Written> WriteAsync(Write write)
    {
        var requestLost = Chance(12);
        var replyLost = Chance(12);
        if (Mutant == Mutant.AcknowledgesWithoutWriting && Chance(20))
        {
            return new Written(WrittenState.Committed, new byte[32], 1);
        }

        foreach (var claim in Mutant == Mutant.ClaimsBeforeItWrites ? write.Claims : [])
        {
            if (await inner.ClaimAsync(claim, write.Owner) != write.Owner)
            {
                return new Written(WrittenState.Taken, [], 0, claim);
            }
        }

        if (requestLost)
        {
            return Unknown(WrittenState.Unknown);
        }

        var written = await inner.WriteAsync(
            Mutant == Mutant.LetsManyHaveOneClaim ? write with { Claims = [] } : write);
        if (Mutant == Mutant.WritesTwice && written.State == WrittenState.Committed && Chance(20))
        {
            await inner.WriteAsync(write with
            {
                Expected = write.Expected + 1,
                PreviousHash = written.Hash,
                By = write.By with { Command = Guid.NewGuid() },
            });
        }

        return replyLost ? Unknown(WrittenState.Unknown) : written;
    }

    public Task<Recorded?> FindAsync(string kind, string key, Guid command) =>
        Mutant == Mutant.ForgetsWhatItWasAsked
            ? Task.FromResult<Recorded?>(null)
            : inner.FindAsync(kind, key, command);

    /// <summary>What is stored indeed of a command whose asker gave up.</summary>
    public Task<Recorded?> StoredAsync(string kind, string key, Guid command) =>
        inner.FindAsync(kind, key, command);

    public Task<ImmutableArray<Entry>> EntriesAsync(string kind, string key) => inner.EntriesAsync(kind, key);

    public Task<string> ClaimAsync(Claim claim, string owner) => inner.ClaimAsync(claim, owner);

    public Task<string?> OwnerAsync(Claim claim) => inner.OwnerAsync(claim);

    private Written Unknown(WrittenState state) => Mutant == Mutant.TakesAnUnknownEndForACommit
        ? new Written(WrittenState.Committed, new byte[32], 1)
        : new Written(state, [], 0);

    private bool Chance(int percent)
    {
        lock (_lock)
        {
            return !Calm && _random.Next(100) < percent;
        }
    }
}
