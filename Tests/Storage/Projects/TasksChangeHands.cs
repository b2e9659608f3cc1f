using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Tests.Storage.Projects;

/// <summary>R-BUS-17, R-APV-02: who works on a task stands on everybody's list, whoever is asked and however often.
/// </summary>
public sealed class TasksChangeHands : IAsyncLifetime
{
    private ProjectsHost _host = null!;
    private Province _province = null!;

    public async Task InitializeAsync()
    {
        _host = await ProjectsHost.StartAsync();
        _province = await Province.MakeAsync(
            _host, 2,
            root =>
            {
                var recommend = root["stages"]![2]!;
                (recommend["join"], recommend["tasks"]![0]!["people"]) = ("all", 2);
            },
            "l1");
        await _province.Person("office2", "entity-office", "lnu", "办理乙");
        await _province.Person("bureau2", "recommender", "gz", "推荐丁");
        await _province.Person("elsewhere", "entity-office", "gz", "外单位丙");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_task_is_picked_up_handed_over_and_done_by_who_has_it()
    {
        var project = _province.Project(await _province.HandedIn("l1"));
        Province.Must(await project.Handle(new HandleTask("2-review", "claim"), _province.As("office")));
        Assert.Equal("人office", (await Task("office2"))!.Claimed);
        Assert.Null((await Task("office"))!.Claimed);
        Assert.Equal("task-claimed", (await project.Act(
            new ActOnTask("2-review", "submit", "同意", null), _province.As("office2"))).Refusal?.Code);
        Assert.Equal(
            ["office", "office2"],
            Province.Must(await project.ReadColleagues("2-review", null, _province.As("office")))
                .Select(person => person.Id).Order());
        Assert.Equal("colleague-unfit", (await project.Handle(
            new HandleTask("2-review", "transfer", "出差", "elsewhere"), _province.As("office"))).Refusal?.Code);

        var (over, id) = (new HandleTask("2-review", "transfer", "出差", "office2"), Guid.NewGuid());
        var first = await project.Handle(over, _province.As("office", id));
        var again = await project.Handle(over, _province.As("office", id));
        Assert.Equal((first.Version, true), (again.Version, again.Repeated));
        Assert.Equal("办理乙", (await Task("office"))!.Claimed);
        Assert.Equal("task-claimed", (await _province.Submit("x-l1")).Refusal?.Code);
        var done = await project.Act(new ActOnTask("2-review", "submit", "同意", null), _province.As("office2"));
        Assert.Equal("recommend", Province.Must(done).Stages.Single(stage => stage.State == "now").Id);
    }

    [Fact]
    public async Task A_second_opinion_is_not_asked_of_who_gave_the_first()
    {
        Province.Must(await _province.Submit(await _province.HandedIn("l1")));
        var project = _province.Project("x-l1");
        Province.Must(await project.Act(
            new ActOnTask("3-recommend", "recommend", "同意推荐", null), _province.As("bureau")));
        Assert.Null(await Task("bureau"));
        Assert.Equal("3-recommend~2", (await Task("bureau2"))!.Task);
        Assert.Equal("another-person", (await project.Act(
            new ActOnTask("3-recommend~2", "recommend", "同意推荐", null), _province.As("bureau"))).Refusal?.Code);
        Province.Must(await project.Handle(
            new HandleTask("3-recommend", "retract", "手误"), _province.As("bureau")));
        Assert.Equal("3-recommend", (await Task("bureau"))!.Task);
        foreach (var (person, task) in new[] { ("bureau", "3-recommend"), ("bureau2", "3-recommend~2") })
        {
            Province.Must(await project.Act(
                new ActOnTask(task, "recommend", "同意推荐", null), _province.As(person)));
        }

        Assert.Null(await Task("bureau2"));
    }

    private async Task<TaskRow?> Task(string person) => Province.Must(
        await _host.Grains.GetGrain<IProjectQueries>("projects").Tasks(new PageRequest(), _province.As(person)))
        .Items.FirstOrDefault();
}
