namespace SunGov.Grains.Identity;

/// <summary>
/// Wrong passwords in a row, kept in memory: only the lock is worth an entry.
/// A restart forgets the count, not a lock.
/// </summary>
/// <param name="Wrong">How many in a row.</param>
/// <param name="LockedUntil">Lock of a name without account, which no entry can hold; null for none.</param>
public sealed record LoginAttempts(int Wrong, DateTimeOffset? LockedUntil)
{
    /// <summary>So many wrong ones in a row lock (R-LOG-02).</summary>
    public const int Most = 5;

    /// <summary>How long a lock holds.</summary>
    public static TimeSpan LockTime { get; } = TimeSpan.FromMinutes(15);

    /// <summary>Nothing tried yet.</summary>
    public static LoginAttempts None { get; } = new(0, null);

    /// <summary>True when the next step is to lock.</summary>
    public bool TooMany => Wrong >= Most;

    /// <summary>After a right password none counts, after a wrong one it is one more.</summary>
    public LoginAttempts After(bool right) => right ? None : this with { Wrong = Wrong + 1 };

    /// <summary>After locking, counting begins anew.</summary>
    public static LoginAttempts Locked(DateTimeOffset until) => new(0, until);

    /// <summary>Until when the account is locked now, by memory or by the last entry; null for not.</summary>
    public DateTimeOffset? Lock(PersonState state, DateTimeOffset now)
    {
        var until = LockedUntil > state.LockedUntil || state.LockedUntil is null ? LockedUntil : state.LockedUntil;
        return until > now ? until : null;
    }
}
