using System.Collections.Immutable;
using SunGov.Grains.Shared;
using SunGov.Tests.Storage.Shared;

namespace SunGov.Tests.Storage.Projects;

/// <summary>
/// The journal of a process that ends at one of its writes, before it is sent or between its commit and the reply: from
/// then on nothing is answered any more. Until then requests and replies get lost as its inner one loses them.
/// </summary>
internal sealed class MortalJournal(FaultyJournal inner) : IJournal
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _left = int.MaxValue;
    private bool _writesTheLast;

    /// <summary>Completes when the process has ended.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Lets it live for so many more writes.</summary>
    /// <param name="writesTheLast">True when the last one is committed and only its reply is lost.</param>
    public void EndAfter(int writes, bool writesTheLast)
    {
        _writesTheLast = writesTheLast;
        Interlocked.Exchange(ref _left, writes);
    }

    public async Task<Written> WriteAsync(Write write)
    {
        var left = Interlocked.Decrement(ref _left);
        if (left < 0 || (left == 0 && !_writesTheLast))
        {
            _ended.TrySetResult();
        }

        Living();
        var written = await inner.WriteAsync(write);
        if (left == 0)
        {
            _ended.TrySetResult();
        }

        Living();
        return written;
    }

    public Task<Snapshot?> LoadAsync(string kind, string key) => Living().LoadAsync(kind, key);

    public Task<Recorded?> FindAsync(string kind, string key, Guid command) => Living().FindAsync(kind, key, command);

    public Task<ImmutableArray<Entry>> EntriesAsync(string kind, string key) => Living().EntriesAsync(kind, key);

    public Task<string> ClaimAsync(Claim claim, string owner) => Living().ClaimAsync(claim, owner);

    public Task<string?> OwnerAsync(Claim claim) => Living().OwnerAsync(claim);

    private FaultyJournal Living() => Ended.IsCompleted ? throw new IOException("the process has ended") : inner;
}
