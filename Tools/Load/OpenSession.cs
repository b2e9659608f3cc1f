using Microsoft.Extensions.DependencyInjection;
using Orleans;
using SunGov.GrainInterfaces.Identity;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Identity;

namespace SunGov.Tools.Load;

/// <summary>
/// A session opened beside the API, for measurements in which hundreds are logged in already: a password takes a
/// quarter of a second to check, and only half of the processors check passwords.
/// </summary>
/// <param name="Token">What the cookie holds.</param>
/// <param name="Identity">The person's first identity.</param>
public sealed record OpenSession(string Token, string Identity)
{
    /// <summary>Opens one for the person with this id, in the host of this process.</summary>
    public static async Task<OpenSession> OfAsync(IServiceProvider services, string id)
    {
        var person = (await services.GetRequiredService<IGrainFactory>().GetGrain<IPersonGrain>(id)
            .Read(By.System(Guid.NewGuid()))).Value!;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var (token, _) = await services.GetRequiredService<Sessions>().OpenAsync(person.Id, now, "load");
        return new OpenSession(token, person.Identities[0].Id);
    }
}
