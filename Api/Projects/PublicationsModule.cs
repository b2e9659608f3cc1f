using System.Collections.Immutable;
using SunGov.GrainInterfaces.Projects;

namespace SunGov.Api.Projects;

/// <summary>What is shown to everybody, and objections to it (R-APV-04).</summary>
public sealed class PublicationsModule : ICarterModule
{
    private const string Publications = "publications";

    /// <inheritdoc/>
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var shown = app.MapGroup("/api/v1").WithTags("Publications");
        shown.MapGet("/public/publications", List).ForAnyone()
            .Named("listPublications", "Projects shown to everybody now, with their declared fields only");
        shown.MapPost("/public/publications/{id}/objections", Raise).ForAnyone()
            .RequireRateLimiting(LoginRate.Policy)
            .Named("raiseObjection", "Objects to what is shown; name, contact and text are sealed");
        shown.MapGet("/projects/{id}/objections", Read).Needs("project.act")
            .Named("listObjections", "Objections to a project, for those who answer them");
        shown.MapPost("/projects/{id}/objections/{objection}/answer", Answer).Needs("project.act")
            .Named("answerObjection", "Answers an objection; an upheld one leads the project away");
    }

    private static async Task<Results<Ok<Page<PublicationRow>>, Refused>> List(
        [AsParameters] PublicationFilter filter, [AsParameters] PageRequest page, Acting acting,
        IGrainFactory grains) =>
        (await grains.GetGrain<IPublicationQueries>(Publications).List(filter, page)).Ok(acting);

    private static async Task<Results<Ok<ObjectionReceipt>, Refused>> Raise(
        string id, RaiseObjection command, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IProjectGrain>(id).RaiseObjection(command, acting.By)).Ok(acting);

    private static async Task<Results<Ok<ImmutableArray<ObjectionView>>, Refused>> Read(
        string id, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IProjectGrain>(id).ReadObjections(acting.By)).Ok(acting);

    private static async Task<Results<Ok<ProjectView>, Refused>> Answer(
        string id, string objection, ObjectionAnswer answer, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IProjectGrain>(id)
            .AnswerObjection(new AnswerObjection(objection, answer.Upheld, answer.Answer), acting.By)).Ok(acting);
}

/// <summary>An answer to an objection; which one stands in the path.</summary>
/// <param name="Upheld">True when the project goes another way because of it.</param>
/// <param name="Answer">The reasons, 1 to 2,000 characters.</param>
public sealed record ObjectionAnswer(bool Upheld, string Answer);
