using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using SunGov.Grains.Projects;
using SunGov.Grains.Shared;
using SunGov.Silo.Crypto;

namespace SunGov.Tests.Rules.Projects;

/// <summary>Internal values are left out of an entry, each by a hash that nobody can guess (R-ARC-05, R-REV-15).
/// </summary>
public sealed class ValuesWithheld
{
    private static readonly ICrypto Crypto = OpenSslCrypto.Instance;
    private static readonly ImmutableHashSet<(string, string)> Marked = [("review", "score"), ("review", "rank")];

    [Fact]
    public void Only_what_is_marked_for_the_stage_is_left_out_and_all_else_stays()
    {
        var body = Body("""
            [{"type":"action-taken","stage":"review","opinion":"同意","decided":{"score":86.50,"note":"短板","rank":3}},
             {"type":"action-taken","stage":"intake","decided":{"score":1}},
             {"type":"submission-begun","decided":{"rank":2}},{"type":"stage-entered","stage":"review"}]
            """);
        var values = ProjectWithheld.Of(Crypto, Header(), body, Marked);
        Assert.Equal(
            [(0, "score", "86.50"), (0, "rank", "3"), (2, "rank", "2")],
            values.Select(value => (value.Event, value.Field, value.Value)));
        Assert.Equal(
            """[{"type":"action-taken","stage":"review","opinion":"同意","decided":{"note":"短板"}},"""
            + """{"type":"action-taken","stage":"intake","decided":{"score":1}},"""
            + """{"type":"submission-begun","decided":{}},{"type":"stage-entered","stage":"review"}]""",
            ProjectWithheld.Without(body, values));
    }

    /// <summary>A format for ever: packages downloaded years apart name a value alike.</summary>
    [Fact]
    public void The_hash_is_that_of_the_documented_bytes()
    {
        var value = ProjectWithheld.Of(Crypto, Header(), Body("""[{"decided":{"score":86}}]"""), Marked).Single();
        byte[] secret = [.. Text(Command.ToString()), .. Framed(new byte[32])];
        Assert.Equal(Documented("sungov-withheld-salt-1", secret, "score"), value.Salt);
        Assert.Equal(
            Documented("sungov-withheld-1", Framed(Convert.FromHexString(value.Salt)), "score", "86"), value.Sm3);
    }

    [Fact]
    public void One_value_told_says_nothing_of_another_and_another_value_has_another_hash() =>
        Prop.ForAll<int, int>(Tell).QuickCheckThrowOnFailure();

    private static void Tell(int score, int other)
    {
        var body = Body(JsonSerializer.Serialize(new[] { new { decided = new { score, rank = score } } }));
        var values = ProjectWithheld.Of(Crypto, Header(), body, Marked);
        Assert.Equal(2, values.DistinctBy(value => value.Salt).DistinctBy(value => value.Sm3).Count());
        var told = values[0];
        Assert.Equal(told.Sm3, ProjectWithheld.NameOf(Crypto, told.Salt, told.Event, told.Field, told.Value));
        Assert.Equal(
            score == other,
            told.Sm3 == ProjectWithheld.NameOf(Crypto, told.Salt, told.Event, told.Field, $"{other}"));
    }

    private static readonly Guid Command = Guid.Parse("5b1d3c02-6f8e-4a57-9d0b-2f8c9e0a7d11");

    private static EntryHeader Header() => new(
        "project", "p1", 7, Command, new byte[32], null, "officer", "identity", "", DateTimeOffset.UnixEpoch);

    private static byte[] Body(string json) => Encoding.UTF8.GetBytes(json);

    private static string Documented(string format, byte[] secret, params string[] rest)
    {
        var hash = new byte[ICrypto.HashLength];
        byte[] place = [0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0];
        Crypto.Sm3([.. Text(format), .. secret, .. place, .. rest.SelectMany(Text)], [], hash);
        return Convert.ToHexStringLower(hash);
    }

    private static byte[] Text(string text) => Framed(Encoding.UTF8.GetBytes(text));

    private static byte[] Framed(byte[] bytes) => [0, 0, 0, (byte)bytes.Length, .. bytes];
}
