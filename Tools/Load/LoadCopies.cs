using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Quotas;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Programmes;
using SunGov.Grains.Projects;
using SunGov.Grains.Quotas;
using SunGov.Grains.Shared;
using SunGov.Silo.Storage;

namespace SunGov.Tools.Load;

/// <summary>
/// Makes projects after told ones and writes them in bulk, a few programmes at a time: a leader has one project in
/// each of these.
/// </summary>
/// <param name="crypto">SM3.</param>
/// <param name="seals">Seals rows.</param>
/// <param name="copier">Tells a project again.</param>
/// <param name="writer">Writes in bulk.</param>
/// <param name="ground">People and what else there is.</param>
/// <param name="told">What was told.</param>
/// <param name="now">The present.</param>
internal sealed class LoadCopies(
    ICrypto crypto,
    IRowSeal seals,
    Copier copier,
    BulkWriter writer,
    LoadGround ground,
    IReadOnlyList<Told> told,
    DateTimeOffset now)
{
    /// <summary>In how many programmes a leader has a project.</summary>
    public const int AtOnce = 4;

    private const double OverOfOld = 0.9;
    private const double OverOfRecent = 0.4;
    private const double RecentOfOpen = 0.3;
    private const int AgeOfOld = 410;
    private const int RoomOfOld = 31;
    private const int RoomOfRecent = 11;
    private const int LatestMinute = 90;

    private readonly LoadWords _words = LoadWords.Shipped;

    /// <summary>Makes projects of these programmes, one of each for a leader, as many as are wanted.</summary>
    /// <param name="prefix">What their keys begin with.</param>
    /// <param name="firstNumber">The first project's number.</param>
    /// <param name="programmes">The programmes, and how many projects each is to have.</param>
    /// <param name="leaders">Who leads, and where.</param>
    /// <returns>How many entries were written.</returns>
    public async Task<int> WriteAsync(
        string prefix,
        int firstNumber,
        IReadOnlyList<(Business Business, int Projects)> programmes,
        IReadOnlyList<(Player Leader, Site Site)> leaders)
    {
        var serials = new Dictionary<string, List<(string Project, DateTimeOffset At)>>(StringComparer.Ordinal);
        var copyings = new List<Copying>();
        foreach (var (business, projects) in programmes)
        {
            for (var no = 0; no < projects; no++)
            {
                copyings.Add(Copying(prefix, firstNumber + copyings.Count, business, leaders[no], serials));
            }
        }

        var first = await writer.ReserveAsync(copyings.Sum(copying => copying.Told.Entries.Length));
        for (var i = 0; i < copyings.Count; i++)
        {
            copyings[i] = copyings[i] with { First = first };
            first += copyings[i].Told.Entries.Length;
        }

        var made = new Copied[copyings.Count];
        Parallel.For(0, made.Length, i => made[i] = copier.Copy(copyings[i]));
        var things = made.Select(one => one.Thing).ToList();
        things.AddRange(await HoldersAsync(made));
        things.AddRange(await SeriesAsync(serials));
        var contents = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var (sm3, bytes) in made.SelectMany(one => one.Contents))
        {
            contents.TryAdd(sm3, bytes);
        }

        await writer.WriteAsync(things, new BulkPapers(
            contents,
            [.. made.SelectMany(one => one.Sections)],
            [
                .. copyings.Where(copying => copying.Told.Sum.Known).Select(copying => (
                    copying.Key,
                    copying.Told is { Divides: true, Sum.Fen: { } fen } ? fen / 10 * copying.Tenths
                        : copying.Told.Sum.Fen)),
            ]));
        return things.Sum(thing => thing.Count);
    }

    private Copying Copying(
        string prefix,
        int number,
        Business business,
        (Player Leader, Site Site) leader,
        Dictionary<string, List<(string, DateTimeOffset)>> serials)
    {
        var random = new Random(number);
        var recent = business.Open is not null && random.NextDouble() < RecentOfOpen;
        var one = Choose(recent, random);
        var key = string.Create(CultureInfo.InvariantCulture, $"{prefix}-{number:D6}");
        var room = one.Room(now, recent ? RoomOfRecent : RoomOfOld);
        var back = TimeSpan.FromDays(recent ? 0 : Math.Max(0, (int)(AgeOfOld - one.Age(now))));
        if (room > 0)
        {
            back += TimeSpan.FromDays(random.Next(room)) + TimeSpan.FromMinutes(random.Next(LatestMinute));
        }

        var numbers = ImmutableArray.CreateBuilder<string>();
        foreach (var given in one.Numbers)
        {
            var series = Variation.SeriesOf(given.Series, business.Id);
            if (!serials.TryGetValue(series, out var issued))
            {
                serials[series] = issued = [];
            }

            issued.Add((key, given.At - back));
            numbers.Add(NumberFormat.Number(series, issued.Count));
        }

        var call = recent ? business.Open! : business.Past;
        return new Copying(
            one, key, (what, of) => Text(what, of, key, number, business, call, leader, one), numbers.ToImmutable(),
            back, random.Next(4, 11), call.Closing, 0);
    }

    /// <summary>
    /// A told project for a call that is open, or for one of last year, in which also those that are over since last
    /// month may have been. They end as often in each way as in reality.
    /// </summary>
    private Told Choose(bool recent, Random random)
    {
        var over = random.NextDouble() < (recent ? OverOfRecent : OverOfOld);
        var fitting = told.Where(one => one.IsOver == over && (over && !recent || one.IsOld(now) != recent)).ToList();
        fitting = fitting.Count > 0 ? fitting : [.. told.Where(one => one.IsOver)];
        var alike = fitting.CountBy(one => one.End).ToDictionary();
        double Weight(Told one) => over ? _words.Ends.GetValueOrDefault(one.End, 1) / alike[one.End] : 1;
        var wanted = random.NextDouble() * fitting.Sum(Weight);
        return fitting.FirstOrDefault(one => (wanted -= Weight(one)) <= 0) ?? fitting[^1];
    }

    private string Text(
        string what,
        string of,
        string key,
        int number,
        Business business,
        LoadedCall call,
        (Player Leader, Site Site) leader,
        Told one) => what switch
    {
        "project" => key,
        "leader" => leader.Leader.Login,
        "leader-identity" => leader.Leader.Identity,
        "leader-name" => leader.Leader.Name,
        "title" => _words.Title(number),
        "entity" => leader.Site.Id,
        "entity-name" => leader.Site.Name,
        "unit" => leader.Site.Unit,
        "unit-name" => leader.Site.UnitName,
        "region" => leader.Site.Region,
        "call" => call.Id,
        "call-title" => call.Title,
        "programme" => business.Id,
        "programme-zh" => business.Name.Zh,
        "programme-en" => business.Name.En,
        "definition" => business.Definition,
        "owner" => business.Owner,
        "owner-name" => business.OwnerName,
        "class" => Variation.ClassOf(business.Id),
        "id" => Other(of, leader.Site, business, one).Login,
        "identity" => Other(of, leader.Site, business, one).Identity,
        "name" => Other(of, leader.Site, business, one).Name,
        _ => throw new InvalidOperationException($"nothing is known to stand at '{what}'"),
    };

    /// <summary>Who does in the copy what somebody does in the told project.</summary>
    private Player Other(string login, Site site, Business business, Told one)
    {
        var start = one.State.Start!;
        return login == LoadProvince.Office(start.Entity.Id) ? ground.Cast[LoadProvince.Office(site.Id)]
            : login == $"load-{start.RecommendingUnit?.Id}" ? ground.Cast[$"load-{site.Unit}"]
            : ground.Cast.GetValueOrDefault($"{login}-{business.Owner}") ?? ground.Cast[login];
    }

    /// <summary>The quota holders of these projects, which nobody has asked before.</summary>
    private async Task<IReadOnlyList<BulkThing>> HoldersAsync(Copied[] made)
    {
        var acts = made.SelectMany(one => one.Quotas).GroupBy(act => act.Holder, StringComparer.Ordinal)
            .Select(holder => (holder.Key, Acts: holder.OrderBy(act => act.At).ToList())).ToList();
        var first = await writer.ReserveAsync(acts.Sum(holder => holder.Acts.Count) + 1);
        var jobs = new List<(string Key, List<QuotaAct> Acts, long First)>();
        foreach (var (key, wanted) in acts)
        {
            jobs.Add((key, wanted, first));
            first += wanted.Count;
        }

        var holders = new ConcurrentBag<BulkThing>();
        Parallel.ForEach(jobs, job =>
        {
            var history = new History<QuotaState, QuotaEvent>(QuotaKind.Kind, job.Key, crypto, job.First);
            foreach (var act in job.Acts.Where(act => Means(history.State, act)))
            {
                Act(history, act);
            }

            holders.Add(history.Finish(seals));
        });
        return [.. holders];
    }

    /// <summary>A holder writes nothing where there is nothing to confirm or to free.</summary>
    private static bool Means(QuotaState state, QuotaAct act) => act.Command switch
    {
        ConfirmQuota c => QuotaRules.Confirmable(state, c),
        ReleaseQuota c => QuotaRules.Releasable(state, c),
        _ => true,
    };

    private void Act(History<QuotaState, QuotaEvent> history, QuotaAct act)
    {
        var by = By.System(act.Id);
        var caller = new Caller(by, "", "", "", "", "", ImmutableDictionary<string, Scope>.Empty);
        var (decision, digest) = act.Command switch
        {
            ReserveQuota c => (
                QuotaRules.Reserve(history.State, c, caller, act.At), StoredJson.Digest(crypto, c)),
            ConfirmQuota c => (
                QuotaRules.Confirm(history.State, c, caller, act.At), StoredJson.Digest(crypto, c)),
            ReleaseQuota c => (
                QuotaRules.Release(history.State, c, caller, act.At), StoredJson.Digest(crypto, c)),
            _ => throw new InvalidOperationException($"{act.Command.GetType().Name} is not asked of a quota holder"),
        };
        if (decision.Refusal is { } refusal)
        {
            throw new InvalidOperationException($"the quota {act.Holder} refused: {refusal.Code}");
        }

        history.Add(by, digest, decision.Answer, act.At, decision.Events);
    }

    private async Task<IReadOnlyList<BulkThing>> SeriesAsync(
        Dictionary<string, List<(string Project, DateTimeOffset At)>> serials)
    {
        var first = await writer.ReserveAsync(serials.Values.Sum(issued => issued.Count) + 1);
        var things = new List<BulkThing>();
        foreach (var (series, issued) in serials)
        {
            var history = new History<NumberSeriesState, NumberSeriesEvent>(
                NumberSeriesGrain.Stored, series, crypto, first);
            first += issued.Count;
            for (var i = 0; i < issued.Count; i++)
            {
                var command = CommandIds.Derive(crypto, Guid.Empty, $"load {series} {i}");
                history.Add(
                    By.System(command), StoredJson.Digest(crypto, new IssueSerial(issued[i].Project)),
                    (i + 1).ToString(CultureInfo.InvariantCulture), issued[i].At,
                    [new SerialIssued(issued[i].At, i + 1, issued[i].Project)]);
            }

            things.Add(history.Finish(seals));
        }

        return things;
    }
}
