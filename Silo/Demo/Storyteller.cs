using Orleans;
using SunGov.GrainInterfaces.Shared;
using SunGov.Silo.Storage;

namespace SunGov.Silo.Demo;

/// <summary>Something that happens in a story.</summary>
/// <param name="At">When.</param>
/// <param name="Thing">What it happens to; scenes of one thing and moment are played in order.</param>
public sealed record Scene(DateTimeOffset At, string Thing, Func<Task> Play);

/// <summary>
/// Plays scenes in the order of their time. Before and after each moment whatever fell due is delivered, as it would
/// have been had the time really passed; different things go side by side.
/// </summary>
public sealed class Storyteller(StoryClock clock, DueBacklog backlog, IGrainFactory grains)
{
    /// <summary>How many things go side by side, unless told otherwise.</summary>
    public const int AtOnce = 16;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Plays them all, then returns to the present.</summary>
    /// <param name="scenes">The scenes.</param>
    /// <param name="stop">Ends the telling between two scenes.</param>
    /// <param name="atOnce">Most things side by side.</param>
    public async Task TellAsync(IEnumerable<Scene> scenes, CancellationToken stop, int atOnce = AtOnce)
    {
        var side = new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = stop };
        foreach (var moment in scenes.GroupBy(scene => scene.At).OrderBy(moment => moment.Key))
        {
            clock.MoveTo(moment.Key);
            await SettleAsync(stop);
            await Parallel.ForEachAsync(moment.GroupBy(scene => scene.Thing), side, async (thing, _) =>
            {
                foreach (var scene in thing)
                {
                    await scene.Play();
                }
            });
            await SettleAsync(stop);
        }

        clock.Return();
        await SettleAsync(stop);
    }

    /// <summary>Ends when nothing that was due is left undelivered.</summary>
    private async Task SettleAsync(CancellationToken stop)
    {
        while (await backlog.AnyAsync(clock.GetUtcNow(), stop))
        {
            if (!await PollAsync())
            {
                await Task.Delay(Pause, clock, stop);
            }
        }
    }

    /// <summary>Whether more is left. On a busy machine a poller takes longer than a call may, and goes on.</summary>
    private async Task<bool> PollAsync()
    {
        try
        {
            return await grains.GetGrain<IDuePoller>("0").Poll();
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
