using System.Globalization;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Tests.Storage.Projects;

/// <summary>
/// Design section 4: the same command gets the same answer, whatever was attempted in between; R-CHK-02.
/// </summary>
public sealed class EveryAttemptHasItsAnswer : IAsyncLifetime
{
    private const int Runs = 12;
    private const int Steps = 14;

    private ProjectsHost _host = null!;

    public async Task InitializeAsync() => _host = await ProjectsHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_refused_submission_stays_refused_after_a_later_one_went_through()
    {
        var province = await Province.MakeAsync(_host, 1, "l1", "l2");
        var (full, late) = (await province.HandedIn("l1"), await province.HandedIn("l2"));
        var (first, second, third) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        Province.Must(await province.Submit(full));
        Assert.Equal("quota-full", (await province.Submit(late, first)).Refusal?.Code);
        Assert.Equal("quota-full", (await province.Submit(late, second)).Refusal?.Code);
        Assert.Equal("quota-full", (await province.Submit(late, first)).Refusal?.Code);
        await GiveBack(province, full, "l1");
        Assert.True((await province.Submit(late, third)).Succeeded);

        Assert.Equal("quota-full", (await province.Submit(late, first)).Refusal?.Code);
        Assert.Equal("quota-full", (await province.Submit(late, second)).Refusal?.Code);
        var again = await province.Submit(late, third);
        Assert.True(again.Succeeded && again.Repeated);
    }

    /// <summary>
    /// Two projects and one place: attempts, repetitions and takings-back in random order (seeded). Whatever a command
    /// was answered first, it is answered for ever, unless it had been refused without being recorded.
    /// </summary>
    [Fact]
    public async Task Any_order_of_attempts_and_repetitions_gives_each_command_its_own_answer()
    {
        var leaders = Enumerable.Range(0, 2 * Runs).Select(i => $"l{i}").ToArray();
        var province = await Province.MakeAsync(_host, 1, leaders);
        for (var run = 0; run < Runs; run++)
        {
            var random = new Random(run);
            string[] pair = [leaders[2 * run], leaders[(2 * run) + 1]];
            string[] projects = [await province.HandedIn(pair[0]), await province.HandedIn(pair[1])];
            var answers = new List<(int Project, Guid Command, int Stage, string Answer)>();
            for (var step = 0; step < Steps; step++)
            {
                var one = random.Next(2);
                switch (random.Next(5))
                {
                    case 0:
                        await GiveBack(province, projects[one], pair[one]);
                        break;
                    case 1 or 2 when answers.Count > 0:
                        var asked = answers[random.Next(answers.Count)];
                        var told = await Submit(province, projects[asked.Project], asked.Stage, asked.Command);
                        Assert.True(asked.Answer == told, $"seed {run}, step {step}: {asked.Answer}, then {told}");
                        break;
                    default:
                        var (stage, command) = (await Stage(province, projects[one]), Guid.NewGuid());
                        var answer = await Submit(province, projects[one], stage, command);
                        if (answer is "submitted" or "quota-full")
                        {
                            answers.Add((one, command, stage, answer));
                        }

                        break;
                }
            }

            await GiveBack(province, projects[0], pair[0]);
            await GiveBack(province, projects[1], pair[1]);
        }
    }

    private static async Task<string> Submit(Province province, string project, int stage, Guid command)
    {
        var task = stage.ToString(CultureInfo.InvariantCulture) + "-review";
        var outcome = await province.Project(project).Act(
            new ActOnTask(task, "submit", "同意", null), province.As("office", command));
        return outcome.Refusal?.Code ?? "submitted";
    }

    /// <summary>The number of the stage it stands in, as its task names it.</summary>
    private static async Task<int> Stage(Province province, string project)
    {
        var view = Province.Must(await province.Project(project).Read(By.System(Guid.Empty)));
        return int.Parse(view.Tasks[0].Id.Split('-')[0], CultureInfo.InvariantCulture);
    }

    /// <summary>Takes the project back, if it was submitted, and hands it in to its office again.</summary>
    private async Task GiveBack(Province province, string project, string leader)
    {
        var taken = await province.Project(project).Withdraw(new WithdrawProject("补充材料"), province.As(leader));
        if (taken.Succeeded)
        {
            Province.Must(await province.Project(project).Act(
                new ActOnTask(taken.Value.Tasks[0].Id, "hand-in", null, null), province.As(leader)));
            await _host.Host.PollAsync();
        }
    }
}
