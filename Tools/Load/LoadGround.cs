using System.Collections.Concurrent;
using System.Globalization;
using SunGov.GrainInterfaces.Calls;
using SunGov.GrainInterfaces.LegalEntities;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.LegalEntities;
using SunGov.Silo.Demo;

namespace SunGov.Tools.Load;

/// <summary>A legal entity that applies.</summary>
internal sealed record Site(string Id, string Name, string Unit, string UnitName, string Region);

/// <summary>A call of a programme that is loaded.</summary>
internal sealed record LoadedCall(string Id, string Title, DateTimeOffset Closing);

/// <summary>A programme that is loaded, with its calls; not every one has an open one.</summary>
internal sealed record Business(
    string Id, Words Name, string Definition, string Owner, string OwnerName, LoadedCall Past, LoadedCall? Open);

/// <summary>
/// What projects stand on, made by commands: people, legal entities, programmes and their calls.
/// </summary>
/// <param name="province">Makes them.</param>
/// <param name="hash">Everybody's password.</param>
/// <param name="day">The day from which days count.</param>
/// <param name="story">The load, by the id of its call.</param>
internal sealed class LoadGround(LoadProvince province, string hash, DateOnly day, string story)
{
    /// <summary>Days from today: when past calls opened and closed, when open ones opened and close.</summary>
    public const int PastOpens = -445;
    public const int OpenOpens = -120;
    private const int PastCloses = -380;
    private const int OpenCloses = 30;
    private const int ProjectsOfOneEntity = 100;
    private const int MostEntities = 1_000;
    private const int Workers = 32;

    private readonly DemoProvince _demo = DemoProvince.Shipped();
    private readonly LoadWords _words = LoadWords.Shipped;
    private readonly ConcurrentDictionary<string, Player> _cast = new(StringComparer.Ordinal);

    /// <summary>Everybody who acts, by login.</summary>
    public IReadOnlyDictionary<string, Player> Cast => _cast;

    /// <summary>Registers people of different names, many at a time.</summary>
    public Task JoinAsync(IEnumerable<(string Login, string Role, string At, int Number)> people) =>
        Parallel.ForEachAsync(people, new ParallelOptions { MaxDegreeOfParallelism = Workers }, async (one, _) =>
            _cast[one.Login] = await province.JoinAsync(
                one.Login, one.Role, one.At, hash, _words.Person(one.Number), story));

    /// <summary>The legal entities of the demo and so many more as projects need, each with its office.</summary>
    public async Task<IReadOnlyList<Site>> SitesAsync(int projects)
    {
        var units = _demo.Organisations.Where(one => one.Id.StartsWith("kj-", StringComparison.Ordinal)).ToList();
        var sites = _demo.Organisations.Where(one => one.RecommendingUnit is not null).Select(one => new Site(
            one.Id, one.Name, one.RecommendingUnit!, units.Single(unit => unit.Id == one.RecommendingUnit).Name,
            one.Region)).ToList();
        var more = Enumerable.Range(1, Math.Min(MostEntities, projects / ProjectsOfOneEntity)).ToList();
        var side = new ParallelOptions { MaxDegreeOfParallelism = Workers };
        await Parallel.ForEachAsync(more, side, async (number, _) =>
        {
            var (site, kind) = Entity(number, units[number % units.Count]);
            await province.RegisterAsync(site.Id, new RegisterLegalEntity(
                site.Name, Code(site.Region, number), kind, site.Region, null, site.Unit, site.Unit, "科研管理办公室"));
        });
        sites.AddRange(more.Select(number => Entity(number, units[number % units.Count]).Site));
        var role = _demo.People.SelectMany(person => person.Identities)
            .First(identity => units.Exists(unit => unit.Id == identity.Organisation)).Role;
        await JoinAsync(sites.Select((site, no) => (LoadProvince.Office(site.Id), "entity-office", site.Id, no))
            .Concat(units.Select((unit, no) => ($"load-{unit.Id}", role, unit.Id, no + sites.Count))));
        return sites;
    }

    /// <summary>Programmes with their definitions, by ids that begin alike.</summary>
    public async Task<IReadOnlyList<Business>> ProgrammesAsync(string prefix, int programmes)
    {
        var (_, definition) = LoadProvince.Definition();
        var officers = _words.Owners.Select((owner, no) => (OfficerOf(owner), "case-officer", owner, no));
        await JoinAsync(officers);
        var made = new List<Business>();
        for (var number = 0; number < programmes; number++)
        {
            var (id, owner) = (Id(prefix, 'p', number), _words.Owner(number));
            var name = _words.Programme(number);
            var view = await province.PublishAsync(id, Variation.Of(definition, id, name, owner));
            var past = await CallAsync(
                Id(prefix, 'c', number), id, name, owner, PastOpens, PastCloses, "（往年批次）");
            made.Add(new Business(
                id, name, view.Versions[^1].Sm3, owner, _demo.Organisations.Single(one => one.Id == owner).Name, past,
                null));
        }

        return made;
    }

    /// <summary>Opens a call of each of the first programmes.</summary>
    public async Task<IReadOnlyList<Business>> OpenAsync(string prefix, IReadOnlyList<Business> known, int calls)
    {
        var made = known.ToList();
        for (var number = 0; number < calls; number++)
        {
            var (id, name, owner) = (known[number].Id, known[number].Name, known[number].Owner);
            made[number] = known[number] with
            {
                Open = await CallAsync(Id(prefix, 'o', number), id, name, owner, OpenOpens, OpenCloses, ""),
            };
        }

        return made;
    }

    private (Site Site, string Kind) Entity(int number, DemoOrganisation unit)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"load-entity-{number:D4}");
        var (name, kind) = _words.Entity(number, unit.Name[..unit.Name.IndexOf('市', StringComparison.Ordinal)]);
        return (new Site(id, name, unit.Id, unit.Name, unit.Region), kind);
    }

    private static string Code(string region, int number)
    {
        var code = string.Create(CultureInfo.InvariantCulture, $"91{region}LD{number:D7}");
        return code + CreditCode.Check(code);
    }

    private static string OfficerOf(string owner) => $"{LoadProvince.Officer}-{owner}";

    private static string Id(string prefix, char what, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}-{what}{number + 1:D3}");

    private async Task<LoadedCall> CallAsync(
        string id, string programme, Words name, string owner, int opens, int closes, string suffix)
    {
        var shown = _demo.Calls[0];
        var title = string.Create(CultureInfo.InvariantCulture, $"{day.Year}年度{name.Zh}申报{suffix}");
        var view = await province.CallAsync(
            id,
            new DraftCall(
                programme, title, day.Year, shown.Summary, shown.Guideline, day.AddDays(opens), day.AddDays(closes),
                new TimeOnly(17, 0), null, shown.Contact),
            _cast[OfficerOf(owner)]);
        return new LoadedCall(id, view.Title, view.Closes);
    }
}
