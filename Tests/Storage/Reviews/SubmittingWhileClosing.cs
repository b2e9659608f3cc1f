using System.Collections.Concurrent;
using SunGov.GrainInterfaces.Reviews;
using SunGov.Tests.Rules.Reviews;
using static SunGov.Tests.Storage.Projects.Province;

namespace SunGov.Tests.Storage.Reviews;

/// <summary>Design section 5: a sheet acknowledged before its fence counts, none after it.</summary>
public sealed class SubmittingWhileClosing
{
    [Fact]
    public async Task Every_sheet_that_was_acknowledged_is_counted_and_no_other()
    {
        await using var town = await ReviewTown.MakeAsync(projects: 6, experts: 8);
        await town.InvitedAsync(sheets: 4, reserves: 0);
        var seated = await town.SeatedAsync();
        foreach (var (expert, desk) in seated)
        {
            await town.ReadyAsync(expert, desk);
        }

        var acknowledged = new ConcurrentBag<(string, string)>();
        var refused = new ConcurrentBag<string>();
        var halfway = new TaskCompletionSource();
        var scoring = seated.Select(seat => Task.Run(async () =>
        {
            foreach (var project in town.Projects)
            {
                var outcome = await town.Desk(seat.Desk).SubmitSheet(
                    new SubmitScoreSheet(project, Sheets.Full(80, "a")), town.Expert(seat.Expert));
                if (outcome.Succeeded)
                {
                    acknowledged.Add((seat.Desk, project));
                }
                else
                {
                    refused.Add(outcome.Refusal.Code);
                }

                if (acknowledged.Count >= 6)
                {
                    halfway.TrySetResult();
                }
            }
        })).ToList();
        await halfway.Task;
        Must(await town.Round.Close(new CloseReviewActivity(true), town.Organiser));
        var closing = town.SettledAsync();
        await Task.WhenAll(scoring);
        await closing;

        Assert.Equal("closed", Must(await town.Round.Read(town.Organiser)).Status);
        Assert.All(refused, code => Assert.Equal("review-closed", code));
        var counted = new List<(string, string)>();
        foreach (var project in town.Projects)
        {
            counted.AddRange(Must(await town.Round.ReadSheets(project, town.Organiser))
                .Select(sheet => (sheet.Desk, project)));
        }

        Assert.Equal(acknowledged.Order(), counted.Order());
        var (late, fenced) = seated[0];
        Assert.Equal("review-closed", (await town.Desk(fenced).SubmitSheet(
            new SubmitScoreSheet(town.Projects[0], Sheets.Full(80, "a")), town.Expert(late))).Refusal?.Code);
    }
}
