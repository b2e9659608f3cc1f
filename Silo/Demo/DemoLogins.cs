using SunGov.Api.Shared;
using SunGov.Grains.Identity;

namespace SunGov.Silo.Demo;

/// <summary>One demo login per role, with its password: public on purpose, and there in demo mode only.</summary>
public sealed class DemoLogins : IDemoLogins
{
    private readonly DemoLogin[] _all;

    /// <summary>Reads them from the demo's people.</summary>
    public DemoLogins(RoleCatalogue roles)
    {
        var province = DemoProvince.Shipped();
        var names = province.Organisations.ToDictionary(known => known.Id, known => known.Name);
        _all =
        [
            .. province.People
                .SelectMany(person => person.Identities.Select(identity => (Person: person, Identity: identity)))
                .DistinctBy(held => held.Identity.Role)
                .Select(held => new DemoLogin(
                    held.Person.Login,
                    DemoLoader.Password,
                    held.Person.Name,
                    roles.Find(held.Identity.Role)?.Name.Zh ?? held.Identity.Role,
                    names.GetValueOrDefault(held.Identity.Organisation, held.Identity.Organisation))),
        ];
    }

    /// <inheritdoc/>
    public IReadOnlyList<DemoLogin> All => _all;
}
