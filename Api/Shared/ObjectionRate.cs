using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace SunGov.Api.Shared;

/// <summary>What anybody may send without login, per network address: enough for people, no floods.</summary>
public static class ObjectionRate
{
    /// <summary>Name of the rate limiting policy.</summary>
    public const string Policy = "objection";

    /// <summary>Adds the policy.</summary>
    /// <param name="options">Options of the host.</param>
    /// <param name="perHour">Objections per address and hour.</param>
    public static void Add(RateLimiterOptions options, int perHour) =>
        options.AddPolicy(Policy, http => RateLimitPartition.GetFixedWindowLimiter(
            http.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = perHour, Window = TimeSpan.FromHours(1) }));
}
