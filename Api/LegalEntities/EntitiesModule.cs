using SunGov.GrainInterfaces.LegalEntities;

namespace SunGov.Api.LegalEntities;

/// <summary>Organisations (R-USR-06, R-USR-09, R-USR-10).</summary>
public sealed class EntitiesModule : ICarterModule
{
    private const string Entities = "entities";
    private const string Manage = "entity.manage";

    /// <inheritdoc/>
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var entities = app.MapGroup("/api/v1/entities").WithTags("Organisations");
        entities.MapGet("", List).ForIdentity()
            .Named("listEntities", "Organisations by name, credit code, kind or region");
        entities.MapGet("/{id}", Read).ForIdentity()
            .Named("readEntity", "An organisation with its place and who is competent for it");
        entities.MapPost("", Register).Needs(Manage)
            .Named("registerEntity", "Registers an organisation");
        entities.MapPut("/{id}", Change).Needs("entity.contact")
            .Named("changeEntity", "Changes an organisation; what is null stays");
    }

    private static async Task<Results<Ok<Page<LegalEntityRow>>, Refused>> List(
        [AsParameters] LegalEntityFilter filter,
        [AsParameters] PageRequest page,
        Acting acting,
        IGrainFactory grains) =>
        (await grains.GetGrain<ILegalEntityQueries>(Entities).List(filter, page, acting.By)).Ok(acting);

    private static async Task<Results<Ok<LegalEntityView>, Refused>> Read(
        string id, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<ILegalEntityGrain>(id).Read(acting.By)).Ok(acting);

    private static async Task<Results<Created<LegalEntityView>, Refused>> Register(
        RegisterLegalEntity command, Acting acting, IGrainFactory grains, ISessionKeys keys)
    {
        var id = acting.NewKey(keys);
        return (await grains.GetGrain<ILegalEntityGrain>(id).Register(command, acting.By))
            .Created(acting, $"/entities/{id}");
    }

    private static async Task<Results<Ok<LegalEntityView>, Refused>> Change(
        string id, ChangeLegalEntity command, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<ILegalEntityGrain>(id).Change(command, acting.By)).Ok(acting);
}
