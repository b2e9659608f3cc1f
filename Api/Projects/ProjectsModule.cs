using System.Collections.Immutable;
using System.Text.Json;
using SunGov.GrainInterfaces.Projects;

namespace SunGov.Api.Projects;

/// <summary>Projects: lists, start, actions on tasks, trail (R-APP-01, R-BUS-15).</summary>
public sealed class ProjectsModule : ICarterModule
{
    private const string Projects = "projects";
    private const string ReadProject = "project.read";

    /// <inheritdoc/>
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var projects = app.MapGroup("/api/v1").WithTags("Projects");
        projects.MapGet("/projects", List).Needs(ReadProject)
            .Named("listProjects", "Projects in the scope of the acting identity");
        projects.MapGet("/projects/counts", Counts).Needs(ReadProject)
            .Named("countProjects", "How many projects of the scope stand in each stage and status");
        projects.MapGet("/me/tasks", Tasks).ForPerson()
            .Named("listTasks", "Open tasks of all one's identities, soonest deadline first");
        projects.MapPost("/projects", Start).Needs("project.start")
            .Named("startProject", "Starts a project in an open call; the caller becomes its leader");
        projects.MapGet("/projects/{id}", Read).Needs(ReadProject)
            .Named("readProject", "A project with its stages, tasks and what the caller may do now");
        projects.MapPost("/projects/{id}/tasks/{task}/actions/{action}", Act).Needs("project.act")
            .Named("actOnTask", "Takes an action on an open task of a project");
        projects.MapPost("/projects/{id}/withdrawal", Withdraw).Needs("project.act")
            .Named("withdrawProject", "Takes back what was submitted, as long as the definition allows it");
        projects.MapPost("/projects/{id}/rule-trials", TryRule).Needs("programme.publish")
            .Named("tryRule", "What a rule gives on a project, with the values it read; nothing is changed");
        projects.MapGet("/projects/{id}/trail", Trail).Needs(ReadProject)
            .Named("readTrail", "What happened to a project: who, under which identity, when, with what opinion");
    }

    private static async Task<Results<Ok<Page<ProjectRow>>, Refused>> List(
        [AsParameters] ProjectFilter filter, [AsParameters] PageRequest page, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IProjectQueries>(Projects).List(filter, page, acting.By)).Ok(acting);

    private static async Task<Results<Ok<ImmutableArray<ProjectCount>>, Refused>> Counts(
        [AsParameters] ProjectFilter filter, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IProjectQueries>(Projects).Counts(filter, acting.By)).Ok(acting);

    private static async Task<Results<Ok<Page<TaskRow>>, Refused>> Tasks(
        [AsParameters] PageRequest page, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IProjectQueries>(Projects).Tasks(page, acting.By)).Ok(acting);

    private static async Task<Results<Created<ProjectView>, Refused>> Start(
        StartProject command, Acting acting, IGrainFactory grains, ISessionKeys keys)
    {
        var id = acting.NewKey(keys);
        return (await grains.GetGrain<IProjectGrain>(id).Start(command, acting.By))
            .Created(acting, $"/projects/{id}");
    }

    private static async Task<Results<Ok<ProjectView>, Refused>> Read(
        string id, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IProjectGrain>(id).Read(acting.By)).Ok(acting);

    private static async Task<Results<Ok<ProjectView>, Refused>> Act(
        string id, string task, string action, TaskInput input, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IProjectGrain>(id)
            .Act(new ActOnTask(task, action, input.Opinion, input.Input), acting.By)).Ok(acting);

    private static async Task<Results<Ok<ProjectView>, Refused>> Withdraw(
        string id, WithdrawProject command, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IProjectGrain>(id).Withdraw(command, acting.By)).Ok(acting);

    private static async Task<Results<Ok<RuleTrial>, Refused>> TryRule(
        string id, TryRule command, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IProjectGrain>(id).TryRule(command, acting.By)).Ok(acting);

    private static async Task<Results<Ok<TrailView>, Refused>> Trail(
        string id, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IProjectGrain>(id).ReadTrail(acting.By)).Ok(acting);
}

/// <summary>What an action is given; task and action stand in the path.</summary>
/// <param name="Opinion">Opinion, at most 2,000 characters; null for none.</param>
/// <param name="Input">What else the action asks for, e.g. sections to correct; null for none.</param>
public sealed record TaskInput(string? Opinion, JsonElement? Input);
