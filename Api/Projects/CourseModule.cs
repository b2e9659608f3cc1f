using System.Text.Json;
using SunGov.GrainInterfaces.Projects;

namespace SunGov.Api.Projects;

/// <summary>The course of a project beside its stages, and its closed package.</summary>
public sealed class CourseModule : ICarterModule
{
    private const string Control = "project.control";

    /// <inheritdoc/>
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var project = app.MapGroup("/api/v1/projects/{id}").WithTags("Projects");
        project.MapPost("/suspension", Suspend).Needs(Control)
            .Named("suspendProject", "Lets a project rest: nobody acts on it and no time runs");
        project.MapPost("/resumption", Resume).Needs(Control)
            .Named("resumeProject", "Lets a project go on; the time it rested is added to its deadline");
        project.MapPost("/termination", Terminate).Needs(Control)
            .Named("terminateProject", "Ends a project before its time and releases its quotas");
        project.MapGet("/package", PackageList).Needs("project.read")
            .Named("readPackageList", "The list of all contents and entries of a closed project, as it was hashed");
    }

    private static async Task<Results<Ok<ProjectView>, Refused>> Suspend(
        string id, SuspendProject command, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IProjectGrain>(id).Suspend(command, acting.By)).Ok(acting);

    private static async Task<Results<Ok<ProjectView>, Refused>> Resume(
        string id, ResumeProject command, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IProjectGrain>(id).Resume(command, acting.By)).Ok(acting);

    private static async Task<Results<Ok<ProjectView>, Refused>> Terminate(
        string id, TerminateProject command, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IProjectGrain>(id).Terminate(command, acting.By)).Ok(acting);

    private static async Task<Results<Ok<JsonElement>, Refused>> PackageList(
        string id, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IProjectGrain>(id).ReadPackageList(acting.By)).Ok(acting);
}
