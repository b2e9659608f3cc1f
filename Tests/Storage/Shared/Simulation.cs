using SunGov.GrainInterfaces.Shared;
using SunGov.Silo.Storage;

namespace SunGov.Tests.Storage.Shared;

/// <summary>
/// Seeded commands at tallies over a faulty journal, beside a second simple model: each command counts once if it was
/// ever acknowledged, never if it was refused to the end, and the journal tells the same.
/// </summary>
internal sealed class Simulation(StorageHost host, FaultyJournal journal, Verification verification, int seed)
{
    private const int Tallies = 3;
    private const int Commands = 10;
    private const int MostAsks = 60;

    private readonly Random _random = new(seed);

    /// <summary>The first thing that is wrong; null when all is right.</summary>
    public async Task<string?> RunAsync()
    {
        journal.Seed(seed);
        journal.Calm = false;
        var plans = Enumerable.Range(0, Tallies).Select(tally => (
            Key: $"{journal.Mutant}-{seed}-{tally}",
            Commands: Enumerable.Range(0, Commands)
                .Select(_ => (
                    Id: NewId(), Number: (long)_random.Next(1, 9), Again: _random.Next(4), Forget: _random.Next(5)))
                .ToList())).ToList();
        var faults = await Task.WhenAll(plans.Select(async plan =>
        {
            var model = 0L;
            foreach (var (id, number, again, forget) in plan.Commands)
            {
                var fits = model + number <= TallyState.Limit;
                model += fits ? number : 0;
                for (var ask = 0; ask <= (again == 0 ? 1 : 0); ask++)
                {
                    if (Differs(await AskAsync(plan.Key, id, number), fits, model) is { } fault)
                    {
                        return $"{plan.Key}, command {id}: {fault}";
                    }
                }

                if (forget == 0)
                {
                    await host.Grains.GetGrain<ITally>(plan.Key).Forget();
                }
            }

            return null;
        }));
        journal.Calm = true;
        return faults.FirstOrDefault(fault => fault is not null)
            ?? await StoredAsync(plans.ConvertAll(plan => plan.Key));
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

    /// <summary>Asks under one id until there is a certain answer, as a client does.</summary>
    private async Task<Outcome<TallyView>?> AskAsync(string key, Guid id, long number)
    {
        for (var ask = 0; ask < MostAsks; ask++)
        {
            try
            {
                var outcome = await host.Grains.GetGrain<ITally>(key)
                    .Add(new AddNumber(number), new By("p", "i", "s", id));
                if (outcome.Refusal?.Kind != RefusalKind.Unknown)
                {
                    return outcome;
                }
            }
            catch (IOException)
            {
                continue;
            }
        }

        return new Outcome<TallyView>(null, Refusal.Of(RefusalKind.Unknown, "never-certain"));
    }

    private async Task<string?> StoredAsync(List<string> keys)
    {
        var check = await verification.RunAsync().SingleAsync(check => check.Name == "tally");
        return check.Broken.Where(broken => keys.Contains(broken.Key))
            .Select(broken => $"{broken.Key}: {broken.Fault}").FirstOrDefault();
    }

    private Guid NewId()
    {
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
