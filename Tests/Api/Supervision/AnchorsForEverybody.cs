using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SunGov.Api.Shared;
using SunGov.GrainInterfaces.Supervision;
using SunGov.Grains.Shared;
using SunGov.Grains.Supervision;
using SunGov.Silo.Crypto;
using SunGov.Silo.Storage;

namespace SunGov.Tests.Api.Supervision;

/// <summary>
/// Anybody may keep anchors and check them; who may read the journal gets proofs under them (R-NFR-09).
/// </summary>
[Collection(SunGovHost.Name)]
public sealed class AnchorsForEverybody(SunGovHost host)
{
    private static readonly ICrypto Crypto = OpenSslCrypto.Instance;
    private static readonly string Auditor = Town.Roles.Single(role => role.Role == "supervisor").Login;

    [Fact]
    public async Task A_visitor_reads_all_anchors_page_by_page_and_checks_them_with_the_public_key()
    {
        await AnchorAsync();
        using var visitor = host.Visitor();
        var key = Convert.FromBase64String((await visitor.GetAsync("anchors/key")).Text("publicKey"));

        var (before, cursor, seen) = (new byte[32], "", 0);
        do
        {
            var page = (await visitor.GetAsync($"anchors?limit=1{cursor}")).Body;
            var anchor = Anchor.Of(page.GetProperty("items")[0].Deserialize<AnchorView>(ApiJson.Options)!);
            Assert.True(anchor.IsSignedBy(Crypto, key));
            Assert.Equal(before, anchor.Previous);
            before = anchor.Hash(Crypto);
            cursor = page.GetProperty("next").GetString() is { } next ? $"&cursor={next}" : "";
            seen++;
        }
        while (cursor.Length > 0);

        Assert.True(seen > 0);
    }

    [Fact]
    public async Task An_auditor_gets_a_proof_that_leads_from_an_entry_to_the_root_of_its_anchor()
    {
        await AnchorAsync();
        var auditor = await host.AsAsync(Auditor);
        var proof = (await auditor.GetAsync("journal/3/proof")).Body.Deserialize<EntryProof>(ApiJson.Options)!;
        var entry = (await auditor.GetAsync("journal/3")).Body;

        var leaf = MerkleTree.Leaf(Crypto, 3, Convert.FromHexString(proof.EntryHash));
        var path = proof.Path.Select(Convert.FromHexString).ToImmutableArray();
        var root = MerkleTree.RootOf(Crypto, leaf, proof.Index, proof.Anchor.Entries, path);
        Assert.Equal(proof.Anchor.Root, Convert.ToHexStringLower(root!));
        Assert.Equal(entry.GetProperty("row").GetProperty("hash").GetString(), proof.EntryHash);
        Assert.Equal(proof.Anchor.Number, entry.GetProperty("anchor").GetInt64());
    }

    [Fact]
    public async Task A_proof_is_for_those_who_may_read_the_journal_and_of_entries_that_exist()
    {
        using var visitor = host.Visitor();

        Assert.Equal(401, (await visitor.GetAsync("journal/3/proof")).Status);
        Assert.Equal(404, (await (await host.AsAsync(Auditor)).GetAsync("journal/99999999/proof")).Status);
    }

    private async Task AnchorAsync() => await host.App.Services.GetRequiredService<Anchors>().WriteAsync();
}
