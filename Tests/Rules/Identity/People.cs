using System.Collections.Immutable;
using SunGov.GrainInterfaces.Identity;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Identity;
using SunGov.Grains.Shared;
using SunGov.Tests.Rules.LegalEntities;

namespace SunGov.Tests.Rules.Identity;

/// <summary>People, callers and facts for tests of rules.</summary>
internal static class People
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 2, 0, 0, TimeSpan.Zero);
    public static readonly DateOnly Today = new(2026, 3, 1);

    public static readonly RoleCatalogue Roles = RoleCatalogue.Parse(Silo.Identity.IdentityServices.ShippedRoles());

    public static readonly HeldIdentity Researcher =
        new("i1", "applicant", "lnu-eng", "lnu/lnu-eng", "教授", Today, null, null);

    public static readonly PersonState Li = new("李明", "liming", "sealed", null, "sealed", [Researcher], null);

    public static readonly RegisterPerson Wang = new(
        "王芳", "WangFang", "11010519491231002X", "correct horse", null, "13800138000",
        [new AddIdentity("applicant", "lnu-eng", "讲师")]);

    public static PersonFacts Around { get; } =
        new("p-wang", Roles, Organisations.Known) { NewIds = ["n1", "n2", "n3"] };

    /// <summary>A caller with this role at this organisation, with the grants that the shipped roles give.</summary>
    public static Caller Who(string role, string organisation, string person = "someone") => new(
        new By(person, "i", "s", Guid.NewGuid()),
        "某人",
        role,
        Roles.Find(role)!.Name.Zh,
        organisation,
        Organisations.Known[organisation].Name,
        Roles.Find(role)!.GrantsOf(person, organisation, Organisations.Known[organisation].Path));

    public static Caller Self(string person) =>
        new(new By(person, "", "s", Guid.NewGuid()), "", "", "", "", "", ImmutableDictionary<string, Scope>.Empty);

    public static Caller Platform { get; } = new(
        By.System(Guid.NewGuid()), "", "", "", "", "", ImmutableDictionary<string, Scope>.Empty);
}
