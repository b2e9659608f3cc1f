using System.Collections.Immutable;
using Orleans;
using SunGov.GrainInterfaces.Identity;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Identity;

/// <summary>
/// One session, answered from memory: it alone ends it, so an end holds at once on every node. A use that was not yet
/// written when its process died makes the idle time at most 5 minutes shorter.
/// </summary>
public sealed class SessionGrain(
    Sessions sessions,
    IDirectory directory,
    IGrants grants,
    IAccessLog accesses,
    RoleCatalogue roles,
    TimeProvider clock)
    : Grain, ISessionGrain
{
    private StoredSession? _session;
    private DateTimeOffset _written;

    private string Key => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _session = await sessions.FindAsync(Key);
        _written = _session?.UsedAt ?? default;
    }

    /// <inheritdoc/>
    public async Task<Outcome<SessionView>> Read()
    {
        if (await Used() is not { } session
            || await directory.PersonAsync(session.Person) is not { Exists: true } person)
        {
            return PersonRefusals.SessionEnded;
        }

        return Outcome.Of(View(
            session, person, await SessionIdentities.OfAsync(directory, roles, session.Person, person, Today)));
    }

    /// <inheritdoc/>
    public async Task<Outcome<By>> Check(string identity)
    {
        if (await Used() is not { } session)
        {
            return PersonRefusals.SessionEnded;
        }

        var by = new By(session.Person, identity, session.Id, Guid.Empty);
        return await grants.FindAsync(by) is null ? SharedRefusals.IdentityNotHeld : Outcome.Of(by);
    }

    /// <inheritdoc/>
    public async Task<bool> Holds(string identity) =>
        Open() is { } session
        && await grants.FindAsync(new By(session.Person, identity, session.Id, Guid.Empty)) is not null;

    /// <inheritdoc/>
    public async Task<Outcome<Done>> End(By by)
    {
        if (_session is { EndedAt: null } session)
        {
            await sessions.EndAsync(session.Id, clock.GetUtcNow());
            _session = session with { EndedAt = clock.GetUtcNow() };
            await accesses.LoginAsync(
                new By(session.Person, "", session.Id, by.Command), "logout", "");
        }

        DeactivateOnIdle();
        return Outcome.Of(Done.It);
    }

    /// <summary>A session as shown to its person.</summary>
    internal static SessionView View(
        StoredSession session, PersonState person, ImmutableArray<IdentityView> identities) =>
        new(session.Person, person.Name, person.Login, identities, session.ExpiresAt);

    private DateOnly Today => CivilTime.DayOf(clock.GetUtcNow());

    /// <summary>The session; null, and soon out of memory, when it no longer holds.</summary>
    private StoredSession? Open()
    {
        if (_session?.HoldsAt(clock.GetUtcNow()) is true)
        {
            return _session;
        }

        DeactivateOnIdle();
        return null;
    }

    /// <summary>The session after this use; null when it no longer holds.</summary>
    private async Task<StoredSession?> Used()
    {
        if (Open() is not { } session)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        _session = session with { UsedAt = now };
        if (now - _written >= StoredSession.WriteUse)
        {
            _written = now;
            await sessions.UseAsync(Key, now);
        }

        return _session;
    }
}
