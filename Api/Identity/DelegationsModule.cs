using System.Collections.Immutable;
using SunGov.GrainInterfaces.Identity;

namespace SunGov.Api.Identity;

/// <summary>Leave delegation of one's own tasks (R-USR-09).</summary>
public sealed class DelegationsModule : ICarterModule
{
    private const string People = "people";

    /// <inheritdoc/>
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var me = app.MapGroup("/api/v1/me").WithTags("Session");
        me.MapGet("/delegations", List).ForPerson()
            .Named("listDelegations", "The delegations of own tasks, those that can still hold first");
        me.MapPost("/delegations", Give).ForPerson()
            .Named("delegateTasks", "Hands the tasks of an own identity to another person's identity for a period");
        me.MapDelete("/delegations/{delegation}", End).ForPerson()
            .Named("endDelegation", "Ends a delegation before its last day");
        me.MapGet("/stand-ins", StandIns).ForPerson()
            .Named("listStandIns", "Who could take over the tasks of an own identity");
    }

    private static async Task<Results<Ok<ImmutableArray<DelegationView>>, Refused>> List(
        Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IPersonGrain>(acting.By.Person).Delegations(acting.By)).Ok(acting);

    private static async Task<Results<Ok<ImmutableArray<DelegationView>>, Refused>> Give(
        DelegateTasks command, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IPersonGrain>(acting.By.Person).Delegate(command, acting.By)).Ok(acting);

    private static async Task<Results<Ok<ImmutableArray<DelegationView>>, Refused>> End(
        string delegation, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IPersonGrain>(acting.By.Person)
            .EndDelegation(new EndDelegation(delegation), acting.By)).Ok(acting);

    private static async Task<Results<Ok<ImmutableArray<StandInRow>>, Refused>> StandIns(
        [AsParameters] StandInFilter filter, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IPersonQueries>(People).StandIns(filter, acting.By)).Ok(acting);
}
