using Orleans;
using SunGov.GrainInterfaces.Identity;
using SunGov.GrainInterfaces.LegalEntities;
using SunGov.GrainInterfaces.Shared;
using SunGov.Silo.Hosting;

namespace SunGov.Silo.Identity;

/// <summary>
/// Makes the first administrator of a new installation, once: there is no default password, and as soon as anybody is
/// an administrator, further ones are made by them.
/// </summary>
/// <param name="Login">Login name.</param>
/// <param name="Name">Real name.</param>
/// <param name="Organisation">Name of the organisation that runs the platform.</param>
public sealed record FirstAdministrator(string Login, string Name, string Organisation)
{
    private const string Person = "first-administrator";
    private const string Operator = "platform-operator";
    private const string Role = "administrator";

    /// <summary>There is an administrator already.</summary>
    public static Refusal ThereIsOne { get; } = Refusal.Of(RefusalKind.WrongState, "administrator-exists");

    /// <summary>Runs a host of its own for this one act; null when it was done, else why not.</summary>
    /// <param name="settings">Which database and data folder.</param>
    /// <param name="password">The password as typed.</param>
    public async Task<Refusal?> CreateAsync(HostSettings settings, string password)
    {
        await using var app = await SunGovHost.StartAsync(
            settings with { Address = "http://127.0.0.1:0", Demo = false, WebFolder = null });
        try
        {
            return await CreateAsync(app.Services.GetRequiredService<IGrainFactory>(), password);
        }
        finally
        {
            await app.StopAsync();
        }
    }

    private async Task<Refusal?> CreateAsync(IGrainFactory grains, string password)
    {
        var administrators = await grains.GetGrain<IPersonQueries>("people")
            .List(new PersonFilter(Role: Role), new PageRequest(Limit: 1), By.System(Guid.NewGuid()));
        if (administrators.Refusal is not null || administrators.Value?.Total > 0)
        {
            return administrators.Refusal ?? ThereIsOne;
        }

        var organisation = await grains.GetGrain<ILegalEntityGrain>(Operator).Register(
            new RegisterLegalEntity(Organisation, null, "other", "440000", null, null, null, ""),
            By.System(Guid.NewGuid()));
        if (organisation.Refusal is { Code: not "exists" } refusal)
        {
            return refusal;
        }

        var person = await grains.GetGrain<IPersonGrain>(Person).Register(
            new RegisterPerson(Name, Login, null, password, null, null, [new AddIdentity(Role, Operator)]),
            By.System(Guid.NewGuid()));
        return person.Refusal;
    }
}
