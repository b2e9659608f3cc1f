using System.Collections.Immutable;
using System.Text.Json;
using Orleans;
using SunGov.GrainInterfaces.Calls;
using SunGov.GrainInterfaces.Identity;
using SunGov.GrainInterfaces.LegalEntities;
using SunGov.GrainInterfaces.Programmes;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;
using SunGov.Silo.Demo;
using SunGov.Silo.Hosting;

namespace SunGov.Tests.Api;

/// <summary>A small town for tests: enough to try every role, and no projects yet.</summary>
internal sealed class Town(IGrainFactory grains, IPasswords passwords, DemoFiles files, TimeProvider clock)
    : IDemoLoader
{
    /// <summary>Everybody's password.</summary>
    public const string Password = "sunshine-2026";

    /// <summary>A call that is open.</summary>
    public const string Call = "call-mfg";

    /// <summary>The university of <see cref="Leader"/> and <see cref="OtherLeader"/>.</summary>
    public const string University = "u1";

    /// <summary>A researcher.</summary>
    public const string Leader = "lead01";

    /// <summary>Another researcher of the same university.</summary>
    public const string OtherLeader = "lead02";

    private const string Officer = "officer1";

    /// <summary>Who walks the shipped businesses, beside those of each role.</summary>
    private static readonly ImmutableHashSet<string> Walkers =
    [
        "lead05", "office-u2", "lead26", "lead27", "lead28", "office-e1", "office-e2", "city-sz", "city-fs",
        "officer-gx", "organiser-gx", "tax1", "finance-gx", "mm-officer", "mm-organiser", "mm-head", "mm-crypto",
        "mm-cost", "mm-police", "mm-geo", "mm-funds", "mm-gov", "mm-edu", "mm-edu-office",
    ];

    /// <summary>One login per role.</summary>
    public static IReadOnlyList<(string Role, string Login)> Roles { get; } =
    [
        .. DemoProvince.Shipped().People
            .Where(person => person.Identities.Length == 1)
            .DistinctBy(person => person.Identities[0].Role)
            .Select(person => (person.Identities[0].Role, person.Login)),
    ];

    public async Task LoadAsync(CancellationToken stop)
    {
        var province = DemoProvince.Shipped();
        foreach (var o in province.Organisations)
        {
            Must(await grains.GetGrain<ILegalEntityGrain>(o.Id).Register(
                new RegisterLegalEntity(
                    o.Name,
                    o.CreditCode,
                    o.Kind,
                    o.Region,
                    o.Parent,
                    o.CompetentAuthority,
                    o.RecommendingUnit,
                    o.Contact),
                System()));
        }

        var hash = await passwords.HashAsync(Password);
        var people = new Dictionary<string, By>();
        foreach (var person in province.People.Where(p => Lives(province, p)))
        {
            var view = Must(await grains.GetGrain<IPersonGrain>(person.Id).Register(
                new RegisterPerson(
                    person.Name,
                    person.Login,
                    null,
                    null,
                    hash,
                    null,
                    [.. person.Identities.Select(i => new AddIdentity(i.Role, i.Organisation, i.Position))]),
                System()));
            people[person.Login] = new By(person.Id, view.Identities[0].Id, "town", Guid.Empty);
        }

        foreach (var (id, json) in files.Definitions())
        {
            Must(await grains.GetGrain<IProgrammeGrain>(id).Publish(new PublishDefinition(json), System()));
        }

        var call = province.Calls.Single(known => known.Id == Call);
        var today = CivilTime.DayOf(clock.GetUtcNow());
        Must(await grains.GetGrain<ICallGrain>(Call).Draft(
            new DraftCall(
                call.Programme,
                call.Title,
                call.Year,
                call.Summary,
                call.Guideline,
                today.AddDays(-1),
                today.AddDays(30),
                new TimeOnly(17, 0),
                null,
                call.Contact),
            people[Officer] with { Command = Guid.NewGuid() }));
        Must(await grains.GetGrain<ICallGrain>(Call).Publish(
            new PublishCall(), people[Officer] with { Command = Guid.NewGuid() }));
    }

    private static bool Lives(DemoProvince province, DemoPerson person) =>
        Roles.Any(role => role.Login == person.Login)
        || person.Login is Leader or OtherLeader or Officer or "office-u1" or "city-gz" or "head-gx" or "city-zs"
        || Walkers.Contains(person.Login)
        || province.Calls.Any(call => call.By == person.Login);

    private static By System() => By.System(Guid.NewGuid());

    private static T Must<T>(Outcome<T> outcome) => outcome.Succeeded
        ? outcome.Value
        : throw new InvalidOperationException(JsonSerializer.Serialize(outcome.Refusal, StoredJson.Options));
}
