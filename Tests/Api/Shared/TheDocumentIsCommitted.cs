using System.Text.Json.Nodes;
using SunGov.Api.Shared;
using SunGov.Tests.Rules.Shared.Tidy;

namespace SunGov.Tests.Api.Shared;

/// <summary>Api/openapi.json is what the routes say (style 27); clients are generated from it.</summary>
[Collection(SunGovHost.Name)]
public sealed class TheDocumentIsCommitted(SunGovHost host)
{
    private static readonly string Committed = Path.Combine(SourceTree.Root, "Api/openapi.json");

    [Fact]
    public async Task The_committed_document_is_what_the_routes_say() =>
        Snapshot.Same(Committed, await OpenApiCommand.ProduceAsync());

    [Fact]
    public async Task The_host_serves_the_same_document_to_anyone()
    {
        using var visitor = host.Visitor();
        var served = await visitor.GetAsync("/openapi/v1.json");
        Assert.Equal(
            JsonNode.Parse(await File.ReadAllTextAsync(Committed))!.ToJsonString(),
            JsonNode.Parse(served.Bytes)!.ToJsonString());
    }
}
