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
            .Named("listPublications", "What is and was shown to everybody, by call, stage and day");
        shown.MapGet("/public/publications/{id}", ReadOne).ForAnyone()
            .Named("readPublication", "A publication: its period, its table's columns, how to object");
        shown.MapGet("/public/publications/{id}/projects", Projects).ForAnyone()
            .Named("listPublishedProjects", "The projects of a publication, with their declared fields only");
        shown.MapPost("/public/projects/{id}/objections", Raise).ForAnyone()
            .RequireRateLimiting(ObjectionRate.Policy)
            .Named("raiseObjection", "Objects to what is shown; name, contact and text are sealed");
        shown.MapGet("/public/objections/{objection}", Check).ForAnyone()
            .Named("checkObjection", "What became of an objection, for whoever has its number");
        shown.MapGet("/projects/{id}/objections", Read).Needs("project.read")
            .Named("listObjections", "Objections to a project, for those who may read them; recorded");
        shown.MapPost("/projects/{id}/objections/{objection}/answer", Answer).Needs("project.act")
            .Named("answerObjection", "Answers an objection; an upheld one leads the project away");
    }

    private static async Task<Results<Ok<Page<PublicationRow>>, Refused>> List(
        [AsParameters] PublicationFilter filter, [AsParameters] PageRequest page, Acting acting,
        IGrainFactory grains) => (await Queries(grains).List(filter, page)).Ok(acting);

    private static async Task<Results<Ok<PublicationView>, Refused>> ReadOne(
        string id, Acting acting, IGrainFactory grains) => (await Queries(grains).Read(id)).Ok(acting);

    private static async Task<Results<Ok<Page<PublishedProject>>, Refused>> Projects(
        string id, [AsParameters] PublishedFilter filter, [AsParameters] PageRequest page, Acting acting,
        IGrainFactory grains) => (await Queries(grains).Projects(id, filter, page)).Ok(acting);

    private static async Task<Results<Ok<ObjectionReceipt>, Refused>> Raise(
        string id, RaiseObjection command, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IProjectGrain>(id).RaiseObjection(command, acting.By)).Ok(acting);

    private static async Task<Results<Ok<ObjectionProgress>, Refused>> Check(
        string objection, Acting acting, IGrainFactory grains) =>
        (await Queries(grains).Check(objection, acting.By)).Ok(acting);

    private static async Task<Results<Ok<ObjectionsView>, Refused>> Read(
        string id, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IProjectGrain>(id).ReadObjections(acting.By)).Ok(acting);

    private static IPublicationQueries Queries(IGrainFactory grains) =>
        grains.GetGrain<IPublicationQueries>(Publications);

    private static async Task<Results<Ok<ProjectView>, Refused>> Answer(
        string id, string objection, ObjectionAnswer answer, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IProjectGrain>(id)
            .AnswerObjection(new AnswerObjection(objection, answer.Upheld, answer.Answer), acting.By)).Ok(acting);
}

/// <summary>An answer to an objection; which one stands in the path.</summary>
/// <param name="Upheld">True when the project goes another way because of it.</param>
/// <param name="Answer">The reasons, 1 to 2,000 characters.</param>
public sealed record ObjectionAnswer(bool Upheld, string Answer);
