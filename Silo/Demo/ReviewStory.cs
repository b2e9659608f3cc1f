using System.Collections.Immutable;
using System.Globalization;
using SunGov.GrainInterfaces.Reviews;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Silo.Demo;

/// <summary>
/// Tells a round of review. Who sits at which desk is drawn and known to nobody but the experts, so each of them is
/// asked for their desks, and acts for themselves.
/// </summary>
public sealed class ReviewStory(ProjectStory story, DemoProvince province, DemoRound round)
{
    private const string Activity = "review_activity";
    private const string Desk = "review_desk";
    private const int Grades = 4;

    private readonly ImmutableDictionary<string, DemoProject> _projects = province.Projects
        .Where(project => round.Groups.Any(group => group.Projects.Contains(project.Id)))
        .ToImmutableDictionary(project => project.Id);

    private readonly ImmutableArray<string> _experts =
        [.. province.Experts.Where(expert => expert.Status == "confirmed").Select(expert => expert.Login)];

    private IReviewActivityGrain Grain => story.Grains.GetGrain<IReviewActivityGrain>(round.Id);

    /// <summary>Its scenes, as far as it has come.</summary>
    public IEnumerable<Scene> Scenes()
    {
        yield return Scene(round.Created, PrepareAsync);
        if (round.Invited is { } invited)
        {
            yield return Scene(invited, InviteAsync);
            yield return Scene(round.Accepted!.Value, AcceptAsync);
            foreach (var (day, turn) in round.Scored.Select((day, turn) => (day, turn)))
            {
                yield return Scene(day, () => ScoreAsync(turn));
            }
        }

        if (round.Closed is { } closed)
        {
            yield return Scene(closed, () => OrganiseAsync(
                "close", by => Grain.Close(new CloseReviewActivity(false), by)));
        }

        if (round.Released is { } released)
        {
            yield return Scene(released, () => OrganiseAsync(
                "release", by => Grain.Release(new ReleaseReviewResults([.. Results()]), by)));
        }
    }

    private Scene Scene(double day, Func<Task> play) => new(story.At(day), round.Id, play);

    private async Task PrepareAsync()
    {
        var opens = story.Day.AddDays((int)Math.Floor(round.Invited ?? 1));
        var plan = new ReviewPlan(round.Sheet, round.SheetsPerProject, true, opens, opens.AddDays(round.Open));
        await OrganiseAsync("create", by => Grain.Create(
            new CreateReviewActivity(round.Title, round.Call, round.Stage, [.. _projects.Keys.Order()], plan), by));
        await OrganiseAsync("arrange", by => Grain.Arrange(new ArrangeReviewGroups(round.Groups), by));
    }

    private async Task InviteAsync()
    {
        await OrganiseAsync("draw", by => Grain.Draw(new DrawExperts(round.Reserves), by));
        await OrganiseAsync("invite", by => Grain.Invite(new InviteExperts(), by));
    }

    private async Task AcceptAsync()
    {
        var seats = await SeatsAsync();
        var declined = round.Decline is null || seats.Any(seat => seat.Desk.Status == "declined");
        foreach (var (login, desk, group) in seats.Where(seat => seat.Desk.Status != "declined"))
        {
            if (!declined && login != round.Shown && group == $"{round.Id}-1")
            {
                declined = true;
                await AtDeskAsync(login, desk.Desk, "decline", (grain, by) =>
                    grain.Decline(new DeclineReview(round.Decline!), by));
                continue;
            }

            await SitAsync(login, desk.Desk);
        }
    }

    private async Task SitAsync(string login, string desk)
    {
        await AtDeskAsync(login, desk, "accept", (grain, by) => grain.Accept(new AcceptReview(), by));
        await AtDeskAsync(login, desk, "sign", (grain, by) => grain.Sign(new SignCommitment(true), by));
    }

    /// <summary>Everybody submits what they have come to by this turn; in the last one all that is left.</summary>
    private async Task ScoreAsync(int turn)
    {
        var last = round.Closed is not null && turn == round.Scored.Length - 1;
        foreach (var (login, row, _) in (await SeatsAsync()).Where(seat => seat.Desk.Status is not "declined"))
        {
            if (row.Status is not "working")
            {
                await SitAsync(login, row.Desk);
            }

            var grain = story.Grains.GetGrain<IReviewDeskGrain>(row.Desk);
            var desk = ProjectStory.Must(await grain.Read(story.Cast(login)), $"desk {row.Desk}");
            foreach (var (sheet, place) in desk.Sheets.Select((sheet, place) => (sheet, place)))
            {
                if (sheet.State == "open" && (place <= turn || last))
                {
                    await AtDeskAsync(login, row.Desk, $"sheet/{sheet.Project}", (at, by) => at.SubmitSheet(
                        new SubmitScoreSheet(sheet.Project, Sheet(row.Desk, sheet.Project)), by));
                }
            }

            if (login == round.Shown && desk.Sheets.FirstOrDefault(sheet => sheet.State == "open") is { } begun)
            {
                await BeginAsync(login, row.Desk, begun.Project);
            }
        }
    }

    /// <summary>Leaves a sheet half filled in.</summary>
    private async Task BeginAsync(string login, string desk, string project)
    {
        var grain = story.Grains.GetGrain<IReviewDeskGrain>(desk);
        var seen = ProjectStory.Must(await grain.ReadSheet(project, story.Cast(login)), $"sheet of desk {desk}");
        if (seen is { Version: 0, Editable: true })
        {
            var content = Sheet(desk, project);
            ProjectStory.Must(
                await grain.SaveSheet(
                    new SaveScoreSheet(
                        project, content with { Scores = [.. content.Scores.Take(2)], Comment = null, Support = null },
                        0),
                    story.As(login, $"{round.Id}/{desk}/draft/{project}")),
                $"sheet of desk {desk}");
        }
    }

    private ScoreSheetContent Sheet(string desk, string project)
    {
        var told = _projects[project];
        var spread = Number($"{desk}/{project}") % 13;
        var merit = Math.Clamp(told.Merit - 6 + spread, 20, 98);
        var fitting = province.Remarks.Where(remark => remark.From <= merit)
            .GroupBy(remark => remark.From).MaxBy(remarks => remarks.Key)!.ToList();
        var keywords = told.Sections["basic"].GetProperty("keywords").GetString()!.Split('；');
        var first = fitting[Number($"first/{desk}/{project}") % fitting.Count].First;
        var whole = string.Format(
            CultureInfo.InvariantCulture,
            fitting[Number($"whole/{desk}/{project}") % fitting.Count].Whole,
            keywords[Number($"word/{desk}/{project}") % keywords.Length]);
        return new ScoreSheetContent(
            [
                new IndicatorScore("innovation", Near(merit, $"a/{desk}/{project}"), null, first),
                new IndicatorScore("approach", Near(merit, $"b/{desk}/{project}"), null, null),
                new IndicatorScore("targets", Near(merit, $"c/{desk}/{project}"), null, null),
                new IndicatorScore("benefit", Near(merit, $"d/{desk}/{project}"), null, null),
                new IndicatorScore("budget", null, GradeOf(merit + (Number($"e/{desk}/{project}") % 15) - 7), null),
            ],
            whole,
            merit >= 70);
    }

    private int Near(int merit, string what) => Math.Clamp(merit - 3 + (Number(what) % 7), 10, 99);

    private static string GradeOf(int merit) =>
        "abcd"[Math.Clamp((90 - merit) / 10, 0, Grades - 1)].ToString();

    private IEnumerable<ReleaseRow> Results() =>
        from project in _projects.Values.OrderBy(known => known.Id, StringComparer.Ordinal)
        from step in project.Steps
        where step.Kind == DemoStep.Round
        select new ReleaseRow(project.Id, step.Action!, step.Opinion);

    /// <summary>The desks of this round, in their order, with whoever sits there and the group.</summary>
    private async Task<ImmutableArray<(string Login, ReviewDeskRow Desk, string Group)>> SeatsAsync()
    {
        var queries = story.Grains.GetGrain<IReviewQueries>("reviews");
        var progress = ProjectStory.Must(await queries.Progress(round.Id, story.Cast(round.By)), $"round {round.Id}");
        var groups = progress.Desks.ToDictionary(desk => desk.Desk, desk => desk.Group, StringComparer.Ordinal);
        var seats = ImmutableArray.CreateBuilder<(string, ReviewDeskRow, string)>();
        foreach (var login in _experts)
        {
            var mine = ProjectStory.Must(await queries.Mine(story.Cast(login)), $"desks of {login}");
            seats.AddRange(mine.Where(row => groups.ContainsKey(row.Desk)).Select(
                row => (login, row, groups[row.Desk])));
        }

        return [.. seats.OrderBy(seat => seat.Item2.Desk, StringComparer.Ordinal)];
    }

    private Task OrganiseAsync<T>(string what, Func<By, Task<Outcome<T>>> ask) =>
        story.DoAsync(Activity, round.Id, story.As(round.By, $"{round.Id}/{what}"), ask);

    private Task AtDeskAsync<T>(
        string login, string desk, string what, Func<IReviewDeskGrain, By, Task<Outcome<T>>> ask) =>
        story.DoAsync(
            Desk, desk, story.As(login, $"{round.Id}/{desk}/{what}"),
            by => ask(story.Grains.GetGrain<IReviewDeskGrain>(desk), by));

    private int Number(string of) => story.Id(of).ToByteArray()[0];
}
