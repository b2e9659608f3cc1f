using System.Collections.Immutable;
using SunGov.GrainInterfaces.Identity;

namespace SunGov.Api.Identity;

/// <summary>People and their identities, for administrators (R-USR-02, R-USR-03).</summary>
public sealed class PeopleModule : ICarterModule
{
    private const string People = "people";

    /// <inheritdoc/>
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var people = app.MapGroup("/api/v1/people").WithTags("People");
        people.MapGet("", List).Needs("person.read")
            .Named("listPeople", "People in the scope of the acting identity");
        people.MapGet("/colleagues", Colleagues).ForIdentity()
            .Named("listColleagues", "People of the acting identity's own organisation by name, for forms");
        people.MapPost("", Register).Needs("person.manage")
            .Named("registerPerson", "Opens an account for a natural person");
        people.MapGet("/{id}", Read).ForIdentity()
            .Named("readPerson", "A person with their identities; numbers masked");
        people.MapPost("/{id}/identities", AddIdentity).Needs("person.manage")
            .Named("addIdentity", "Gives a person an identity: a role at an organisation");
        people.MapPost("/{id}/identities/{identity}/end", EndIdentity).Needs("person.manage")
            .Named("endIdentity", "Ends an identity now; it stays in history");
        people.MapPut("/{id}", Correct).Needs("person.manage")
            .Named("correctPerson", "Corrects name or mobile number; what is null stays");
        people.MapPut("/{id}/password", ResetPassword).Needs("person.manage")
            .Named("resetPassword", "Gives a person another password and ends all their sessions");
        people.MapPost("/{id}/unlocking", Unlock).Needs("person.manage")
            .Named("unlockPerson", "Opens an account locked by wrong passwords");
        app.MapGroup("/api/v1/roles").WithTags("People").MapGet("", Roles).ForIdentity()
            .Named("listRoles", "The roles there are, and which the acting identity may give");
    }

    private static async Task<Results<Ok<Page<PersonRow>>, Refused>> List(
        [AsParameters] PersonFilter filter, [AsParameters] PageRequest page, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IPersonQueries>(People).List(filter, page, acting.By)).Ok(acting);

    private static async Task<Results<Ok<ImmutableArray<Named>>, Refused>> Colleagues(
        string? search, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IPersonQueries>(People).Colleagues(search, acting.By)).Ok(acting);

    private static async Task<Results<Created<PersonView>, Refused>> Register(
        RegisterPerson command, Acting acting, IGrainFactory grains, ISessionKeys keys)
    {
        var id = acting.NewKey(keys);
        return (await grains.GetGrain<IPersonGrain>(id).Register(command, acting.By))
            .Created(acting, $"/people/{id}");
    }

    private static async Task<Results<Ok<PersonView>, Refused>> Read(
        string id, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IPersonGrain>(id).Read(acting.By)).Ok(acting);

    private static async Task<Results<Ok<PersonView>, Refused>> AddIdentity(
        string id, AddIdentity command, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IPersonGrain>(id).AddIdentity(command, acting.By)).Ok(acting);

    private static async Task<Results<Ok<PersonView>, Refused>> Correct(
        string id, CorrectPerson command, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IPersonGrain>(id).Correct(command, acting.By)).Ok(acting);

    private static async Task<Results<Ok<PersonView>, Refused>> ResetPassword(
        string id, ResetPassword command, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IPersonGrain>(id).ResetPassword(command, acting.By)).Ok(acting);

    private static async Task<Results<Ok<PersonView>, Refused>> Unlock(
        string id, UnlockPerson command, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IPersonGrain>(id).Unlock(command, acting.By)).Ok(acting);

    private static async Task<Results<Ok<ImmutableArray<RoleView>>, Refused>> Roles(
        Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IPersonQueries>(People).Roles(acting.By)).Ok(acting);

    private static async Task<Results<Ok<PersonView>, Refused>> EndIdentity(
        string id, string identity, EndingReason why, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IPersonGrain>(id).EndIdentity(new EndIdentity(identity, why.Reason), acting.By))
        .Ok(acting);
}

/// <summary>Why an identity is ended; person and identity stand in the path. Never part of an address.</summary>
/// <param name="Reason">The reason, kept in the trail.</param>
public sealed record EndingReason(string Reason);
