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
            .. province.People.Where(person => person.Shown).Select(person => new DemoLogin(
                person.Login,
                DemoLoader.Password,
                person.Name,
                string.Join(
                    '、', person.Identities.Select(held => roles.Find(held.Role)?.Name.Zh ?? held.Role).Distinct()),
                string.Join(
                    '、', person.Identities.Select(held => names[held.Organisation]).Distinct()))),
        ];
    }

    /// <inheritdoc/>
    public IReadOnlyList<DemoLogin> All => _all;
}
