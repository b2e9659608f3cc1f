using System.Collections.Immutable;
using SunGov.GrainInterfaces.Projects;

namespace SunGov.Api.Projects;

/// <summary>Who does a task: picked up, given back, handed over, shared (R-BUS-17, R-APV-02).</summary>
public sealed class HandlingModule : ICarterModule
{
    private const string Act = "project.act";

    /// <inheritdoc/>
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var task = app.MapGroup("/api/v1/projects/{id}/tasks/{task}").WithTags("Projects");
        task.MapPost("/handling", Handle).Needs(Act)
            .Named("handleTask", "Picks a task up, gives it back or to a colleague, adds a signer, takes an act back");
        task.MapGet("/colleagues", Colleagues).Needs(Act)
            .Named("listTaskColleagues", "Who could do an open task, or one that could be added to its stage");
    }

    private static async Task<Results<Ok<ProjectView>, Refused>> Handle(
        string id, string task, TaskHandling handling, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IProjectGrain>(id).Handle(
            new HandleTask(task, handling.What, handling.Reason, handling.Person, handling.Signer), acting.By))
        .Ok(acting);

    private static async Task<Results<Ok<ImmutableArray<Named>>, Refused>> Colleagues(
        string id, string task, string? signer, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IProjectGrain>(id).ReadColleagues(task, signer, acting.By)).Ok(acting);
}

/// <summary>What is arranged for a task; project and task stand in the path.</summary>
/// <param name="What">claim, release, transfer, add-signer or retract.</param>
/// <param name="Reason">Why, at most 500 characters; needed for transfer, add-signer and retract.</param>
/// <param name="Person">Id of a colleague.</param>
/// <param name="Signer">Id of the task to add, as the project's view offers it.</param>
public sealed record TaskHandling(string What, string? Reason, string? Person, string? Signer);
