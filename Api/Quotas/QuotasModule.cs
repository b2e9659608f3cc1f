using SunGov.GrainInterfaces.Quotas;

namespace SunGov.Api.Quotas;

/// <summary>What is counted against a limit (R-CHK, 限项).</summary>
public sealed class QuotasModule : ICarterModule
{
    /// <inheritdoc/>
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapGet("/api/v1/quotas/{holder}", Read).WithTags("Quotas").Needs("quota.read")
            .Named("readQuota", "Entries counted against one limit, e.g. leader:PERSON or entity:CALL:ENTITY");

    private static async Task<Results<Ok<QuotaView>, Refused>> Read(
        string holder, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IQuotaHolderGrain>(holder).Read(acting.By)).Ok(acting);
}
