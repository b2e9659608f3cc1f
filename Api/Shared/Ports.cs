namespace SunGov.Api.Shared;

/// <summary>Turns a cookie's token into the key of its session (SM3, hex). The API itself holds no algorithm.</summary>
public interface ISessionKeys
{
    /// <summary>SM3 of the text, 64 hex digits.</summary>
    string KeyOf(string token);
}

/// <summary>What changed, for pages that show it: they read again. A lost event does no harm.</summary>
/// <param name="Kind">Kind of the thing, e.g. <c>project</c>; <c>anything</c> where events were lost.</param>
/// <param name="Key">Its key.</param>
/// <param name="Version">Its version after the change.</param>
public sealed record LiveEvent(string Kind, string Key, long Version)
{
    /// <summary>Kind of the event that says: events were lost, read again whatever is shown.</summary>
    public const string Anything = "anything";
}

/// <summary>Live events of the installation, fed after each commit of any node.</summary>
public interface ILiveEvents
{
    /// <summary>Events from now on, until cancelled; a slow reader loses the oldest.</summary>
    IAsyncEnumerable<LiveEvent> SubscribeAsync(CancellationToken cancellation);
}

/// <summary>Whether the platform is ready to serve.</summary>
public interface IReadiness
{
    /// <summary>Ready, and what it is waiting for if not.</summary>
    Readiness Now { get; }
}

/// <summary>Readiness.</summary>
/// <param name="Ready">True once migrated, the engine up and, where asked for, the demo loaded.</param>
/// <param name="Status">What it is doing, one line.</param>
public sealed record Readiness(bool Ready, string Status);

/// <summary>The demo logins; none outside demo mode.</summary>
public interface IDemoLogins
{
    /// <summary>One per role; null outside demo mode.</summary>
    IReadOnlyList<DemoLogin>? All { get; }
}

/// <summary>A login of the demo.</summary>
public sealed record DemoLogin(string Login, string Password, string Name, string Role, string Organisation);
