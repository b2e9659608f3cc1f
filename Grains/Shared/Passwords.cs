namespace SunGov.Grains.Shared;

/// <summary>
/// Hashes and checks passwords away from the grains' turns: a hash takes some 100 ms of a core, so few workers share a
/// bounded queue (R-LOG-02, R-NFR-08).
/// </summary>
public interface IPasswords
{
    /// <summary>A new hash; waits for its turn.</summary>
    Task<string> HashAsync(string password);

    /// <summary>
    /// Whether it is the password. Takes the same time without a stored hash, so that the delay does not tell whether
    /// an account exists.
    /// </summary>
    /// <param name="password">As typed.</param>
    /// <param name="stored">The stored hash; null where there is no account.</param>
    Task<PasswordCheck> CheckAsync(string password, string? stored);

    /// <summary>True when a stored hash is cheaper than new ones, so that it is replaced at the next login.</summary>
    bool NeedsRehash(string stored);
}

/// <summary>What came of checking a password.</summary>
public enum PasswordCheck
{
    /// <summary>It is another.</summary>
    Wrong,

    /// <summary>It is the password.</summary>
    Right,

    /// <summary>Too many are waiting already; nothing was checked.</summary>
    Busy,
}
