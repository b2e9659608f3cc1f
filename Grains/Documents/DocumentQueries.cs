using Orleans;
using Orleans.Concurrency;
using SunGov.GrainInterfaces.Documents;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Documents;

/// <summary>Leads from a version code to the project that printed it; the project says what the print is.</summary>
[StatelessWorker]
public sealed class DocumentQueries(IPrints prints) : Grain, IDocumentQueries
{
    /// <inheritdoc/>
    public async Task<Outcome<PrintCheck>> Check(string code, By by) =>
        VersionCode.Read(code) is { } known && await prints.FindAsync(known) is { } printed
            ? await GrainFactory.GetGrain<IProjectGrain>(printed.Project).CheckPrint(printed.Form, known, by)
            : DocumentRefusals.Unknown;
}
