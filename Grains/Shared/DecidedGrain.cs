using System.Collections.Immutable;
using System.Security.Cryptography;
using Orleans;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Shared;

/// <summary>What every decided grain stands on.</summary>
public sealed record Ground(
    IJournal Journal, IGrants Grants, IAccessLog Accesses, TimeProvider Clock, ICrypto Crypto);

/// <summary>
/// Base of all domain grains: a pure rule decides, the journal records, and only then the new state becomes visible.
/// </summary>
public abstract class DecidedGrain<TState, TEvent>(Ground ground) : Grain
    where TState : class
    where TEvent : class
{
    private byte[] _lastHash = [];

    /// <summary>What the journal knows of this kind.</summary>
    protected abstract Kind<TState, TEvent> Kind { get; }

    /// <summary>The state as of the last committed entry.</summary>
    protected TState State { get; private set; } = null!;

    /// <summary>Count of entries; 0 for a thing that does not exist yet.</summary>
    protected long Version { get; private set; }

    /// <summary>The grain's key.</summary>
    protected string Key => this.GetPrimaryKeyString();

    /// <summary>The services below.</summary>
    protected Ground Ground => ground;

    /// <summary>The instant of this turn.</summary>
    protected DateTimeOffset Now => ground.Clock.GetUtcNow();

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var snapshot = await ground.Journal.LoadAsync(Kind.Name, Key);
        State = snapshot is null ? Kind.Initial : StoredJson.State<TState>(snapshot.Data);
        Version = snapshot?.Version ?? 0;
        _lastHash = snapshot?.LastHash ?? [];
    }

    /// <summary>
    /// Runs one command: decide, write, show. The same command again gives the recorded outcome with a fresh
    /// view.
    /// </summary>
    /// <param name="command">The command record; its digest tells a repetition from a reuse of the id.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="decide">The rule.</param>
    /// <param name="view">The view after the command, as this caller may see it.</param>
    /// <param name="claims">Values that must belong to this thing alone; taken in the transaction of the write.</param>
    protected async Task<Outcome<TView>> Decide<TCommand, TView>(
        TCommand command,
        By by,
        Func<TState, Caller, DateTimeOffset, Decision<TEvent>> decide,
        Func<TState, Caller, TView> view,
        ImmutableArray<Claim> claims = default)
    {
        var caller = await ground.Grants.FindAsync(by);
        if (caller is null)
        {
            Leave();
            return SharedRefusals.IdentityNotHeld;
        }

        var digest = StoredJson.Digest(ground.Crypto, command);
        var now = Now;
        var decision = by.IfVersion is { } seen && seen != Version
            ? SharedRefusals.Stale(Version)
            : decide(State, caller, now);
        if (decision.Refusal is { } refusal)
        {
            return await Repeated(by, digest, view, caller) ?? Refuse<TView>(by, refusal);
        }

        var next = decision.Events.Aggregate(State, Kind.Evolve);
        var written = await ground.Journal.WriteAsync(
            Entry(Recorded(by), digest, decision, next, now) with
            {
                Claims = claims.IsDefault ? [] : claims,
                OnBehalf = caller.For?.Person ?? "",
            });
        switch (written.State)
        {
            case WrittenState.Committed:
                State = next;
                Version++;
                _lastHash = written.Hash;
                return Outcome.Of(view(State, caller), Version);
            case WrittenState.Repeated:
                return await Repeated(by, digest, view, caller) ?? SharedRefusals.CommandReused;
            case WrittenState.Taken:
                return Refuse<TView>(by, SharedRefusals.Taken(written.Taken!.Space));
            default:
                DeactivateOnIdle();
                return SharedRefusals.StorageUnknown;
        }
    }

    /// <summary>Reads under the caller's rights: the function decides what is visible, or refuses.</summary>
    protected async Task<Outcome<TView>> Show<TView>(By by, Func<TState, Caller, Outcome<TView>> view)
    {
        var caller = await ground.Grants.FindAsync(by);
        Leave();
        if (caller is null)
        {
            return SharedRefusals.IdentityNotHeld;
        }

        var outcome = view(State, caller);
        return outcome.Succeeded ? outcome with { Version = Version } : Refuse<TView>(by, outcome.Refusal);
    }

    /// <summary>The refusal of a thing that does not exist, for methods that can do nothing without it.</summary>
    protected Refusal Missing
    {
        get
        {
            Leave();
            return SharedRefusals.NotFound;
        }
    }

    /// <summary>Keys come from callers: what does not exist must not stay in memory.</summary>
    protected void Leave()
    {
        if (Version == 0)
        {
            DeactivateOnIdle();
        }
    }

    /// <summary>
    /// Whom journal and access log name for a caller: the caller, except where the thing itself must stand for them.
    /// </summary>
    protected virtual By Recorded(By by) => by;

    private Outcome<TView> Refuse<TView>(By by, Refusal refusal)
    {
        Leave();
        ground.Accesses.Refused(Recorded(by), Kind.Name, Key, refusal);
        return refusal;
    }

    /// <summary>
    /// The answer recorded for this command. Null when there is none or another person gave the command: the view after
    /// it is not theirs to see.
    /// </summary>
    private async Task<Outcome<TView>?> Repeated<TView>(
        By by, byte[] digest, Func<TState, Caller, TView> view, Caller caller)
    {
        var recorded = await ground.Journal.FindAsync(Kind.Name, Key, by.Command);
        if (recorded is null || recorded.Actor != Recorded(by).Person)
        {
            return null;
        }

        return CryptographicOperations.FixedTimeEquals(recorded.Digest, digest)
            ? new Outcome<TView>(view(State, caller), null, recorded.Version, true)
            : SharedRefusals.CommandReused;
    }

    private Write Entry(By by, byte[] digest, Decision<TEvent> decision, TState next, DateTimeOffset now)
    {
        var before = Kind.Due(State);
        var after = Kind.Due(next);
        return new Write(
            Kind.Name,
            Key,
            Version,
            by,
            digest,
            decision.Answer,
            now,
            StoredJson.Body(decision.Events),
            _lastHash,
            StoredJson.Bytes(next),
            Kind.Rows(next),
            [.. after.Except(before)],
            [.. before.Except(after).Select(wish => wish.What)],
            Kind.Outbox(next, decision.Events),
            Kind.ChangesGrants,
            Kind.Live,
            []);
    }
}
