using SunGov.GrainInterfaces.Supervision;

namespace SunGov.Api.Supervision;

/// <summary>Journal search, access log, and due rows that do not get through (R-LOG-01, R-LOG-02).</summary>
public sealed class JournalModule : ICarterModule
{
    private const string Journal = "journal";
    private const string ReadJournal = "journal.read";

    /// <inheritdoc/>
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var supervision = app.MapGroup("/api/v1").WithTags("Supervision");
        supervision.MapGet("/journal", Search).Needs(ReadJournal)
            .Named("searchJournal", "Entries by time, kind, thing or person, newest first; the search is recorded");
        supervision.MapGet("/journal/{sequence:long}", Read).Needs(ReadJournal)
            .Named("readJournalEntry", "One entry with its events, and whether its hash recomputes");
        supervision.MapGet("/accesses", Accesses).Needs(ReadJournal)
            .Named("listAccesses", "The access log: logins, refusals, disclosures, newest first");
        supervision.MapGet("/due/stuck", Stuck).Needs("stuck.retry")
            .Named("listStuck", "Due rows that failed ten times");
        supervision.MapPost("/due/stuck/{id}/retry", Retry).Needs("stuck.retry")
            .Named("retryStuck", "Gives a stuck due row another try now");
    }

    private static async Task<Results<Ok<Page<JournalRow>>, Refused>> Search(
        [AsParameters] JournalFilter filter, [AsParameters] PageRequest page, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IJournalQueries>(Journal).Search(filter, page, acting.By)).Ok(acting);

    private static async Task<Results<Ok<JournalEntryView>, Refused>> Read(
        long sequence, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IJournalQueries>(Journal).Read(sequence, acting.By)).Ok(acting);

    private static async Task<Results<Ok<Page<AccessRow>>, Refused>> Accesses(
        [AsParameters] AccessFilter filter, [AsParameters] PageRequest page, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IJournalQueries>(Journal).Accesses(filter, page, acting.By)).Ok(acting);

    private static async Task<Results<Ok<Page<StuckRow>>, Refused>> Stuck(
        [AsParameters] PageRequest page, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IJournalQueries>(Journal).Stuck(page, acting.By)).Ok(acting);

    private static async Task<Results<NoContent, Refused>> Retry(string id, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IJournalQueries>(Journal).Retry(id, acting.By)).Nothing();
}
