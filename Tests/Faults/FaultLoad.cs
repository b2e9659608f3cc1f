using SunGov.Silo.Hosting;

namespace SunGov.Tests.Faults;

/// <summary>Where a draft stands.</summary>
internal sealed record DraftPlace(string Project, string Form, string Section);

/// <summary>What was saved there last.</summary>
internal sealed record Draft(long Version, Guid Command);

/// <summary>People at work through the API while things go wrong, and what must hold of their work.</summary>
internal abstract class FaultLoad : IAsyncDisposable
{
    /// <summary>Refusals that no rule explains; there should be none.</summary>
    public abstract IEnumerable<string> Unexpected { get; }

    /// <summary>What was saved last in each section.</summary>
    public abstract IEnumerable<KeyValuePair<DraftPlace, Draft>> Drafts { get; }

    /// <summary>Makes the province they live in.</summary>
    public abstract Task MakeAsync(HostSettings settings);

    /// <summary>Brings them to the API, logged in already.</summary>
    public abstract void Begin(HttpClient client, Random random);

    /// <summary>Works until told to end, or as long as there is work.</summary>
    public abstract Task WorkAsync(CancellationToken end);

    /// <summary>How many commands are sent or answered until the next fault.</summary>
    /// <param name="faults">How many faults there are in all.</param>
    public abstract int UntilNext(Random random, int faults);

    /// <summary>What is still asked for once all is quiet.</summary>
    public virtual Task SettleAsync() => Task.CompletedTask;

    /// <summary>Compares what is particular to this load.</summary>
    public abstract Task CompareAsync(FaultReport report);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
