using System.Collections.Concurrent;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;
using SunGov.Silo.Storage;

namespace SunGov.Tests.Storage.Shared;

/// <summary>
/// Seeded commands at tallies over a faulty journal, beside a second simple model: each command counts once if it was
/// ever acknowledged, never if it was refused to the end, a claim belongs to who was acknowledged with it and to nobody
/// else, and the journal tells the same. Some askers give up at the first uncertain answer.
/// </summary>
internal sealed class Simulation(
    StorageHost host, FaultyJournal journal, Verification verification, int seed, int tallies = 3)
{
    private const int Commands = 10;
    private const int MostAsks = 60;
    private const int Readers = 6;

    private readonly Random _random = new(seed);
    private readonly ConcurrentBag<(string Key, string Name)> _granted = [];
    private readonly ConcurrentBag<(string Key, string Name)> _denied = [];
    private int _asked;
    private int _forgotten;

    /// <summary>How often something was asked of a tally.</summary>
    public int Asked => _asked;

    /// <summary>How many activations were ended midway.</summary>
    public int Forgotten => _forgotten;

    private string Run => $"{journal.Mutant}-{seed}-";

    /// <summary>The first thing that is wrong with answers, claims or the journal; null when all is right.</summary>
    public async Task<string?> RunAsync() => await AskedAsync() ?? await StoredAsync(verification, Run);

    /// <summary>The same without looking at the whole journal, which may be done once after many.</summary>
    public async Task<string?> AskedAsync()
    {
        journal.Seed(seed);
        journal.Calm = false;
        var plans = Enumerable.Range(0, tallies)
            .Select(tally => (Key: $"{Run}{tally}", Steps: Enumerable.Range(0, Commands).Select(_ => Next()).ToList()))
            .ToList();
        var faults = await Task.WhenAll(plans.Select(plan => WalkAsync(plan.Key, plan.Steps)));
        journal.Calm = true;
        return faults.FirstOrDefault(fault => fault is not null) ?? await ClaimsAsync();
    }

    /// <summary>The first tally whose entries, row or chain do not hold; null for none.</summary>
    /// <param name="run">How the keys begin that are looked at.</param>
    public static async Task<string?> StoredAsync(Verification verification, string run = "")
    {
        var check = await verification.RunAsync().SingleAsync(check => check.Name == "tally");
        return check.Broken.Where(broken => broken.Key.StartsWith(run, StringComparison.Ordinal))
            .Select(broken => $"{broken.Key}: {broken.Fault}").FirstOrDefault();
    }

    private Step Next() => new(
        NewId(),
        new AddNumber(_random.Next(1, 9), _random.Next(2) == 0 ? $"{Run}{_random.Next(2 * tallies)}" : null),
        Asks: _random.Next(4) == 0 ? 2 : 1,
        GivesUp: _random.Next(4) == 0,
        Forget: _random.Next(5) == 0);

    private async Task<string?> WalkAsync(string key, List<Step> steps)
    {
        var model = 0L;
        foreach (var step in steps)
        {
            var fits = model + step.Command.Number <= TallyState.Limit;
            var before = model;
            for (var ask = 0; ask < step.Asks; ask++)
            {
                var outcome = await AskAsync(key, step);
                if (outcome?.Refusal?.Code == "taken" && fits && step.Command.Claim is { } denied)
                {
                    _denied.Add((key, denied));
                    continue;
                }

                if (outcome is null && await journal.StoredAsync("tally", key, step.Id) is null)
                {
                    continue;
                }

                model = fits ? before + step.Command.Number : before;
                if (Differs(outcome, fits, model) is { } fault)
                {
                    return $"{key}, command {step.Id}: {fault}";
                }

                if (fits && step.Command.Claim is { } granted)
                {
                    _granted.Add((key, granted));
                }
            }

            while (step.Forget && !await ForgottenAsync(key))
            {
            }
        }

        return null;
    }

    /// <summary>Ends the activation; false when there was none and a new one could not be loaded.</summary>
    private async Task<bool> ForgottenAsync(string key)
    {
        try
        {
            await host.Grains.GetGrain<ITally>(key).Forget();
            Interlocked.Increment(ref _forgotten);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static string? Differs(Outcome<TallyView>? outcome, bool fits, long model) => outcome switch
    {
        null => null,
        { Succeeded: true } when !fits => "accepted beyond the limit",
        { Succeeded: true, Value.Total: var total } when total != model => $"shows {total}, not {model}",
        { Refusal.Code: "tally-full" } when fits => "refused although it fits",
        { Refusal.Code: not "tally-full" } => $"refused with {outcome.Refusal?.Code}",
        _ => null,
    };

    /// <summary>
    /// Asks under one id until there is a certain answer, as a client does; null when it gave up before.
    /// </summary>
    private async Task<Outcome<TallyView>?> AskAsync(string key, Step step)
    {
        for (var ask = 0; ask < MostAsks; ask++)
        {
            Interlocked.Increment(ref _asked);
            try
            {
                var outcome = await host.Grains.GetGrain<ITally>(key)
                    .Add(step.Command, new By("p", "i", "s", step.Id));
                if (outcome.Refusal?.Kind != RefusalKind.Unknown)
                {
                    return outcome;
                }
            }
            catch (IOException) when (!step.GivesUp)
            {
                continue;
            }
            catch (IOException)
            {
                return null;
            }

            if (step.GivesUp)
            {
                return null;
            }
        }

        return new Outcome<TallyView>(null, Refusal.Of(RefusalKind.Unknown, "never-certain"));
    }

    /// <summary>Each name belongs to the one tally that was granted it, and to none that was denied it.</summary>
    private async Task<string?> ClaimsAsync()
    {
        var granted = _granted.ToLookup(claim => claim.Name, claim => $"tally:{claim.Key}");
        var denied = _denied.ToLookup(claim => claim.Name, claim => $"tally:{claim.Key}");
        var faults = new ConcurrentQueue<string>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = Readers };
        await Parallel.ForAsync(0, 2 * tallies, options, async (n, _) =>
        {
            var name = $"{Run}{n}";
            var owner = await journal.OwnerAsync(new Claim("tally-name", name));
            if (!granted[name].ToHashSet().SetEquals(owner is null ? [] : [owner]))
            {
                faults.Enqueue(
                    $"{name} was granted to [{string.Join(", ", granted[name])}] and belongs to {owner ?? "nobody"}");
            }

            if (denied[name].Any(other => owner is null || owner == other))
            {
                faults.Enqueue($"{name} belongs to {owner ?? "nobody"} and was denied");
            }
        });
        return faults.TryPeek(out var fault) ? fault : null;
    }

    private Guid NewId()
    {
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private sealed record Step(Guid Id, AddNumber Command, int Asks, bool GivesUp, bool Forget);
}
