using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SunGov.GrainInterfaces.Notifications;
using SunGov.GrainInterfaces.Reviews;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;
using SunGov.Silo.Storage;
using SunGov.Tests.Rules.Reviews;
using static SunGov.Tests.Storage.Projects.Province;

namespace SunGov.Tests.Storage.Reviews;

/// <summary>R-REV-06, 07, 09, 11, 12, 13, 15, 19 over the real journal.</summary>
public sealed class ARoundFromDrawToRelease
{
    private const int Wanted = 2;

    [Fact]
    public async Task Is_walked_to_the_end_and_names_no_expert_anywhere()
    {
        await using var town = await ReviewTown.MakeAsync(projects: 3, experts: 8);
        await town.InvitedAsync(Wanted, reserves: 1);
        await ExpertsAreDrawnWithoutTheirOwnEntity(town);
        await OneDeclinesAndOneStepsBack(town);
        await MoreAreDrawnIntoTheReserve(town);
        await EverybodyScores(town);
        await NobodySeesScoresBeforeTheEnd(town);

        Must(await town.Round.Nudge(new NudgeExperts(), town.Organiser));
        await town.SettledAsync();
        Must(await town.Round.Close(new CloseReviewActivity(false), town.Organiser));
        await town.SettledAsync();

        Assert.Equal("closed", Must(await town.Round.Read(town.Organiser)).Status);
        await TheListIsRanked(town);
        await NothingInTheDatabaseNamesAnExpert(town);
        await TheRecordHolds(town);
        await ResultsAreReleased(town);
        await TheKeyIsDestroyedAndTheRecordStillHolds(town);
    }

    private static async Task ExpertsAreDrawnWithoutTheirOwnEntity(ReviewTown town)
    {
        var view = Must(await town.Round.Read(town.Organiser));
        Assert.Equal(new RecusalCount("entity", 1), Assert.Single(view.Groups[0].Reasons));
        Assert.Equal(("open", 8, 1, Wanted, 1), (
            view.Status, view.Groups[0].Candidates, view.Groups[0].Recused, view.Groups[0].Desks,
            view.Groups[0].Reserves));
        var seated = await town.SeatedAsync();
        Assert.Equal(Wanted, seated.Length);
        Assert.DoesNotContain(seated, seat => seat.Expert == "xpert-00");
        foreach (var (expert, desk) in seated)
        {
            var messages = Must(await town.Host.Grains.GetGrain<IMessages>("messages").List(
                false, new PageRequest(), town.Expert(expert)));
            Assert.Contains(messages.Items, message => message.Template == "review-invited"
                && message.Args["desk"] == desk);
        }
    }

    private static async Task OneDeclinesAndOneStepsBack(ReviewTown town)
    {
        var seated = await town.SeatedAsync();
        var (first, second) = (seated[0], seated[1]);
        Must(await town.Desk(first.Desk).Decline(new DeclineReview("本月出差在外"), town.Expert(first.Expert)));
        await town.ReadyAsync(second.Expert, second.Desk);
        Must(await town.Desk(second.Desk).Recuse(
            new DeclareConflict(town.Projects[0], "与负责人有师生关系"), town.Expert(second.Expert)));
        await town.SettledAsync();

        var group = Must(await town.Host.Grains.GetGrain<IReviewGroupGrain>($"{ReviewTown.Activity}-1").Read(
            town.Organiser));
        Assert.Equal((1, 3, 0), (group.Vacant, group.Desks.Length, group.Reserves));
        Assert.Equal("review-given-up", (await town.Desk(first.Desk).Accept(
            new AcceptReview(), town.Expert(first.Expert))).Refusal?.Code);
        Assert.Equal("not-found", (await town.Desk(first.Desk).Read(town.Organiser)).Refusal?.Code);
    }

    private static async Task MoreAreDrawnIntoTheReserve(ReviewTown town)
    {
        var key = $"{ReviewTown.Activity}-1";
        Assert.Equal("review-group-unknown", (await town.Round.DrawReserves(
            new DrawReserves("elsewhere", 1), town.Organiser)).Refusal?.Code);
        var (command, by) = (new DrawReserves(key, 3), town.Organiser);
        Must(await town.Round.DrawReserves(command, by));
        Assert.True((await town.Round.DrawReserves(command, by)).Repeated);
        await town.SettledAsync();

        var group = Must(await town.Host.Grains.GetGrain<IReviewGroupGrain>(key).Read(town.Organiser));
        Assert.Equal((0, 4, 2), (group.Vacant, group.Desks.Length, group.Reserves));
        Assert.All(town.Projects, project => Assert.Equal(
            Wanted, group.Slots.Where(slot => slot.Project == project).Select(slot => slot.Desk).Distinct().Count()));
        Must(await town.Round.DrawReserves(command, town.Organiser));
        await town.SettledAsync();
        Assert.Equal(3, Must(await town.Host.Grains.GetGrain<IReviewGroupGrain>(key).Read(town.Organiser)).Reserves);
        Assert.Equal(
            "review-nobody-left", (await town.Round.DrawReserves(command, town.Organiser)).Refusal?.Code);
        var experts = Must(await town.Round.ReadExperts(town.Province.As("head")));
        Assert.Equal(4, experts.Select(expert => expert.Expert).Distinct().Count());
    }

    private static async Task EverybodyScores(ReviewTown town)
    {
        var score = 70m;
        foreach (var (expert, desk) in await town.SeatedAsync())
        {
            var unsigned = await town.Desk(desk).ReadMaterial(town.Projects[1], town.Expert(expert));
            Assert.True(unsigned.Succeeded || unsigned.Refusal.Code is "review-not-accepted" or "sheet-closed");
            var view = await town.ReadyAsync(expert, desk);
            foreach (var sheet in view.Sheets.Where(sheet => sheet.State == "open"))
            {
                var material = Must(await town.Desk(desk).ReadMaterial(sheet.Project, town.Expert(expert)));
                var text = JsonSerializer.Serialize(material, ContractJson.Options);
                Assert.DoesNotContain("李明", text, StringComparison.Ordinal);
                Assert.DoesNotContain("岭南大学", JsonSerializer.Serialize(material.Forms, StoredJson.Options),
                    StringComparison.Ordinal);
                var draft = Must(await town.Desk(desk).SaveSheet(
                    new SaveScoreSheet(sheet.Project, Sheets.Full(score, "b") with { Support = null }, 0),
                    town.Expert(expert)));
                Assert.Equal((1, "required"), (draft.Version, Assert.Single(draft.Findings).Code));
                Assert.Equal("sheet-stale", (await town.Desk(desk).SaveSheet(
                    new SaveScoreSheet(sheet.Project, Sheets.Full(1, "b"), 0), town.Expert(expert))).Refusal?.Code);
                Assert.Equal("sheet-incomplete", (await town.Desk(desk).SubmitSheet(
                    new SubmitScoreSheet(sheet.Project, draft.Content), town.Expert(expert))).Refusal?.Code);
                var by = town.Expert(expert);
                var submit = new SubmitScoreSheet(sheet.Project, Sheets.Full(score++, "b"));
                Assert.Equal("submitted", Must(await town.Desk(desk).SubmitSheet(submit, by)).State);
                Assert.True((await town.Desk(desk).SubmitSheet(submit, by)).Repeated);
                Assert.Equal(submit.Content.Comment, Must(await town.Desk(desk).ReadSheet(
                    sheet.Project, town.Expert(expert))).Content.Comment);
            }
        }
    }

    private static async Task NobodySeesScoresBeforeTheEnd(ReviewTown town)
    {
        Assert.Equal("review-not-closed", (await town.Round.ReadRanking(town.Organiser)).Refusal?.Code);
        Assert.Equal("not-found", (await town.Round.Read(town.Province.As("stranger"))).Refusal?.Code);
        Assert.Equal("not-allowed", (await town.Round.ReadExperts(town.Organiser)).Refusal?.Code);
        var progress = Must(await town.Queries.Progress(ReviewTown.Activity, town.Organiser));
        Assert.Equal((6, 6), (progress.Submitted, progress.Wanted));
        Assert.Equal("not-found", (await town.Queries.Progress(
            ReviewTown.Activity, town.Province.As("stranger"))).Refusal?.Code);
        var (expert, desk) = (await town.SeatedAsync())[0];
        Assert.Equal("not-found", (await town.Desk(desk).Read(town.Province.As("stranger"))).Refusal?.Code);
        Assert.Equal("not-found", (await town.Province.Project(town.Projects[0]).Read(
            town.Expert(expert))).Refusal?.Code);
    }

    private static async Task TheListIsRanked(ReviewTown town)
    {
        var list = Must(await town.Round.ReadRanking(town.Province.As("head")));
        Assert.Equal(3, list.Projects.Length);
        Assert.All(list.Projects, ranked => Assert.True(ranked is { Sheets: Wanted, Score: > 70, Supported: Wanted }));
        Assert.Equal(1, list.Projects[0].Rank);
        var sheets = Must(await town.Round.ReadSheets(list.Projects[0].Project, town.Organiser));
        Assert.Equal(list.Projects[0].Score, sheets.Average(sheet => sheet.Score));
        var experts = Must(await town.Round.ReadExperts(town.Province.As("head")));
        Assert.Contains(experts, expert => expert.Name.StartsWith("评审者", StringComparison.Ordinal));
        Assert.Equal(2L, await town.Host.Rig.TamperAsync(
            "select count(*) from access_log where code = 'review-experts' and what = 'disclosure'"));
    }

    private static async Task NothingInTheDatabaseNamesAnExpert(ReviewTown town)
    {
        foreach (var table in new[]
        {
            "review_activity", "review_group", "review_desk", "score_sheet", "due", "message", "content", "section",
        })
        {
            Nowhere(table, await town.Host.Rig.TamperAsync($"select string_agg(t::text, ' ') from {table} t"));
        }

        Nowhere("journal", await town.Host.Rig.TamperAsync(
            "select string_agg(actor || identity || on_behalf || coalesce(answer, '')"
            + " || convert_from(body, 'UTF8'), ' ') from journal where kind like 'review%'"));
        Nowhere("access_log", await town.Host.Rig.TamperAsync(
            "select string_agg(a::text, ' ') from access_log a where kind like 'review%'"));
    }

    private static void Nowhere(string table, object? text)
    {
        foreach (var expert in ReviewTown.Pool(8))
        {
            foreach (var word in new[] { expert.Expert, expert.Person, expert.Name })
            {
                var at = (text as string)?.IndexOf(word, StringComparison.Ordinal) ?? -1;
                Assert.True(at < 0, $"{table} names {word}: {(text as string)?[Math.Max(0, at - 200)..]}");
            }
        }
    }

    private static async Task TheRecordHolds(ReviewTown town)
    {
        var broken = new StringBuilder();
        await foreach (var check in town.Host.Host.Services.GetRequiredService<Verification>().RunAsync())
        {
            foreach (var fault in check.Broken)
            {
                broken.AppendLine(fault.ToString());
            }
        }

        Assert.Equal("", broken.ToString());
    }

    private static async Task ResultsAreReleased(ReviewTown town)
    {
        var plan = new ReleaseReviewResults(
        [
            new ReleaseRow(town.Projects[0], "accept", "评审通过"),
            new ReleaseRow(town.Projects[1], "return", "请补正"),
            new ReleaseRow(town.Projects[2], "dance", null),
        ]);
        var preview = Must(await town.Round.PreviewRelease(plan, town.Organiser));
        Assert.Equal(["planned", "planned", "refused"], preview.Select(row => row.State));
        Must(await town.Round.Release(plan, town.Organiser));
        await town.SettledAsync();

        var view = Must(await town.Round.Read(town.Organiser));
        Assert.Equal("released", view.Status);
        Assert.Equal(["done", "done", "refused"], view.Release.Select(row => row.State));
        Assert.NotEqual(ReviewTown.Stage, await StageOf(town, 0));
        Assert.NotEqual(ReviewTown.Stage, await StageOf(town, 1));
        Assert.Equal(ReviewTown.Stage, await StageOf(town, 2));
        await ScoreAndRankAreHandedOn(town);
    }

    private static async Task ScoreAndRankAreHandedOn(ReviewTown town)
    {
        var result = Must(await town.Round.ReadRanking(town.Organiser)).Projects.Single(
            ranked => ranked.Project == town.Projects[0]);
        var project = town.Province.Project(town.Projects[0]);
        Assert.Equal(
            [("score", $"{result.Score}"), ("rank", $"{result.Rank}"), ("group", "新材料")],
            Must(await project.Read(town.Province.As("head"))).Decided
                .Select(decided => (decided.Field, decided.Value.ToString())));
        Assert.Equal(
            ["group"],
            Must(await project.Read(town.Province.As("l0"))).Decided.Select(decided => decided.Field));
        var trail = Must(await project.ReadTrail(town.Province.As("l0"))).Entries;
        Assert.DoesNotContain(trail, line => line.Facts.Values.Any(fact => fact.Contains("score")));
        Assert.Contains(
            Must(await project.ReadTrail(town.Province.As("head"))).Entries,
            line => line.Facts.Values.Any(fact => fact.Contains("score")));
        Assert.Empty(Must(await town.Province.Project(town.Projects[1]).Read(town.Province.As("head"))).Decided);
    }

    private static async Task<string?> StageOf(ReviewTown town, int project) =>
        (string?)await town.Host.Rig.TamperAsync(
            $"select stage from project where key = '{town.Projects[project]}'");

    private static async Task TheKeyIsDestroyedAndTheRecordStillHolds(ReviewTown town)
    {
        await town.Host.Host.Services.GetRequiredService<ISecrets>().DestroyAsync(
            SecretOwner.Round(ReviewTown.Activity));
        Assert.True(Must(await town.Round.ReadRanking(town.Organiser)).Destroyed);
        Assert.Empty(Must(await town.Round.ReadExperts(town.Province.As("head"))));
        await TheRecordHolds(town);
    }
}
