using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using SunGov.Grains.Shared;
using SunGov.Silo.Crypto;

namespace SunGov.Tests.Rules.Shared;

/// <summary>R-NFR-07: hashing in pieces, keyed hashing and SM2 signatures.</summary>
public sealed class HashesAndSignatures
{
    private static readonly ICrypto Crypto = OpenSslCrypto.Instance;

    [Fact]
    public void Hashing_in_pieces_gives_the_hash_of_the_whole() =>
        Prop.ForAll<byte[][]>(pieces =>
        {
            using var stream = Crypto.BeginSm3();
            var hash = new byte[ICrypto.HashLength];
            foreach (var piece in pieces)
                stream.Add(piece);
            stream.Finish(hash);
            return hash.SequenceEqual(Crypto.Sm3(pieces.SelectMany(p => p).ToArray()));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_finished_hash_starts_anew()
    {
        using var stream = Crypto.BeginSm3();
        var hash = new byte[ICrypto.HashLength];
        stream.Add("first"u8);
        stream.Finish(hash);
        stream.Add("second"u8);
        stream.Finish(hash);
        Assert.Equal(Crypto.Sm3("second"u8), hash);
    }

    [Fact]
    public void Head_and_data_hash_like_the_two_joined() =>
        Prop.ForAll<byte[], byte[]>((head, data) =>
        {
            byte[] joined = [.. head, .. data];
            var hash = new byte[ICrypto.HashLength];
            var mac = new byte[ICrypto.HashLength];
            Crypto.Sm3(head, data, hash);
            Crypto.HmacSm3("key"u8, head, data, mac);
            return hash.SequenceEqual(Crypto.Sm3(joined)) && mac.SequenceEqual(Crypto.HmacSm3("key"u8, joined));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_empty_hmac_key_throws_instead_of_meaning_the_last_one()
    {
        Crypto.HmacSm3("somebody's key"u8, "data"u8);
        Assert.Throws<ArgumentOutOfRangeException>(() => Crypto.HmacSm3(""u8, "data"u8));
    }

    [Fact]
    public void A_new_key_pair_signs_and_verifies()
    {
        var pair = Crypto.NewSm2Key();
        var signature = Crypto.SignSm2(pair.PrivateKey, "anchor"u8);
        Assert.True(Crypto.VerifySm2(pair.PublicKey, "anchor"u8, signature));
        Assert.False(Crypto.VerifySm2(pair.PublicKey, "anchoR"u8, signature));
        Assert.False(Crypto.VerifySm2(Crypto.NewSm2Key().PublicKey, "anchor"u8, signature));
    }

    [Fact]
    public void Malformed_signatures_are_false_and_do_not_disturb_the_next()
    {
        var pair = Crypto.NewSm2Key();
        var signature = Crypto.SignSm2(pair.PrivateKey, "anchor"u8);
        Assert.False(Crypto.VerifySm2(pair.PublicKey, "anchor"u8, []));
        Assert.False(Crypto.VerifySm2(pair.PublicKey, "anchor"u8, signature.AsSpan(1)));
        Assert.True(Crypto.VerifySm2(pair.PublicKey, "anchor"u8, signature));
    }

    [Fact]
    public void A_key_of_another_curve_is_not_taken_for_sm2()
    {
        using var p256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.Throws<CryptographicException>(() => Crypto.SignSm2(p256.ExportPkcs8PrivateKey(), "a"u8));
        Assert.Throws<CryptographicException>(() =>
            Crypto.VerifySm2(p256.ExportSubjectPublicKeyInfo(), "a"u8, new byte[70]));
    }
}
