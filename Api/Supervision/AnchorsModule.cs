using SunGov.GrainInterfaces.Supervision;

namespace SunGov.Api.Supervision;

/// <summary>
/// Signed roots over the journal for anybody to keep, and proofs under them for those who may read it (R-NFR-09).
/// </summary>
public sealed class AnchorsModule : ICarterModule
{
    private const string Anchors = "anchors";

    /// <inheritdoc/>
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var supervision = app.MapGroup("/api/v1").WithTags("Supervision");
        supervision.MapGet("/anchors", List).ForAnyone()
            .Named("listAnchors", "Signed roots over the journal, oldest first; the cursor is the last number seen");
        supervision.MapGet("/anchors/key", Key).ForAnyone()
            .Named("readAnchorKey", "The public key that checks them");
        supervision.MapGet("/journal/{sequence:long}/proof", Proof).Needs("journal.read")
            .Named("proveJournalEntry", "The hashes that lead from an entry to the root of its anchor");
    }

    private static async Task<Results<Ok<Page<AnchorView>>, Refused>> List(
        [AsParameters] PageRequest page, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IAnchorQueries>(Anchors).List(page)).Ok(acting);

    private static async Task<Results<Ok<AnchorKeyView>, Refused>> Key(Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IAnchorQueries>(Anchors).Key()).Ok(acting);

    private static async Task<Results<Ok<EntryProof>, Refused>> Proof(
        long sequence, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IAnchorQueries>(Anchors).Proof(sequence, acting.By)).Ok(acting);
}
