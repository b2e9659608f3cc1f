using System.Text.Json.Nodes;
using SunGov.Grains.Projects;
using SunGov.Grains.Shared;
using SunGov.Silo.Crypto;
using SunGov.Tests.Rules.Shared;

namespace SunGov.Tests.Rules.Projects;

/// <summary>R-CON-02: the platform's key signs for a named person what that person signs.</summary>
public sealed class PartiesSign
{
    private static readonly ICrypto Crypto = OpenSslCrypto.Instance;

    private static readonly PlatformKey Key = new(Crypto.NewSm2Key());

    private static readonly FormSigned Old = StoredJson.Events<ProjectEvent>(
        StoredSamples.Read("Projects", "form-signed")).OfType<FormSigned>().Single();

    private static readonly FormSigned Signed =
        ProjectSignatures.Sign(Crypto, Key, "x1", Old with { Seal = null });

    public static TheoryData<string, FormSigned> Changes => new()
    {
        { "the form", Signed with { Sm3 = "fa" } },
        { "which form", Signed with { Form = "report" } },
        { "the person", Signed with { By = Signed.By with { Person = "p-other" } } },
        { "the name", Signed with { By = Signed.By with { Name = "王处" } } },
        { "the organisation", Signed with { By = Signed.By with { Organisation = "lnu" } } },
        { "on whose behalf", Signed with { By = Signed.By with { OnBehalf = new("p-boss", "主任") } } },
        { "the party", Signed with { Party = new("负责人签署", "Signature of the leader") } },
        { "the stage", Signed with { No = 3 } },
        { "the instant", Signed with { At = Signed.At.AddMicroseconds(1) } },
        { "the signature", Signed with { Signature = "AAEC" } },
        { "its letters", Signed with { Signature = "?" } },
        { "the key", Signed with { Key = "00" } },
    };

    [Fact]
    public void A_signature_holds_for_its_project_and_for_no_other()
    {
        Assert.Null(ProjectSignatures.Fault(Crypto, Key.PublicKey, "x1", Signed));
        Assert.Contains("does not hold", ProjectSignatures.Fault(Crypto, Key.PublicKey, "x2", Signed),
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_change_breaks_it(string what, FormSigned changed) =>
        Assert.True(ProjectSignatures.Fault(Crypto, Key.PublicKey, "x1", changed) is not null, what);

    [Fact]
    public void Another_key_is_named() => Assert.Contains(
        "another key",
        ProjectSignatures.Fault(Crypto, Crypto.NewSm2Key().PublicKey, "x1", Signed),
        StringComparison.Ordinal);

    [Fact]
    public void What_an_earlier_release_sealed_has_no_signature_to_fail() =>
        Assert.Null(ProjectSignatures.Fault(Crypto, Key.PublicKey, "x1", Old));

    [Fact]
    public void A_stored_signature_is_read_and_written_alike()
    {
        var sample = StoredSamples.Read("Projects", "form-signed-by-the-platform-key");
        var signed = Assert.IsType<FormSigned>(Assert.Single(StoredJson.Events<ProjectEvent>(sample)));
        Assert.Equal(("0c", "AAEC", null), (signed.Key, signed.Signature, signed.Seal));
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse(sample), JsonNode.Parse(StoredJson.Body<ProjectEvent>([signed]))));
    }

    private sealed class PlatformKey(Sm2KeyPair keys) : IPlatformKey
    {
        public byte[] PublicKey => keys.PublicKey;

        public byte[] Sign(ReadOnlySpan<byte> statement) => Crypto.SignSm2(keys.PrivateKey, statement);
    }
}
