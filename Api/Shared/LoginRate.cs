using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace SunGov.Api.Shared;

/// <summary>Login attempts per network address; guards against guessing beside the lockout of the account.</summary>
public static class LoginRate
{
    /// <summary>Name of the rate limiting policy.</summary>
    public const string Policy = "login";

    /// <summary>Adds the policy.</summary>
    /// <param name="options">Options of the host.</param>
    /// <param name="perMinute">Attempts per address and minute.</param>
    public static void Add(RateLimiterOptions options, int perMinute)
    {
        options.AddPolicy(Policy, http => RateLimitPartition.GetFixedWindowLimiter(
            http.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1) }));
        options.OnRejected = async (context, _) =>
        {
            if (context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
            {
                context.HttpContext.Response.Headers.RetryAfter =
                    Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            }

            await Problem.WriteAsync(context.HttpContext, ApiRefusals.TooMany);
        };
    }
}
