using FsCheck;
using FsCheck.Fluent;
using SunGov.Grains.Shared;
using SunGov.Silo.Crypto;

namespace SunGov.Tests.Rules.Shared;

/// <summary>R-NFR-07, R-NFR-08: what is sealed opens for its key and place only, whole or not at all.</summary>
public sealed class SealedValuesKeepTheirSecret
{
    private static readonly ICrypto Crypto = OpenSslCrypto.Instance;
    private static readonly byte[] Key = Crypto.Random(ICrypto.KeyLength);

    [Fact]
    public void A_sealed_value_opens_to_what_was_sealed() =>
        Prop.ForAll<byte[], byte[]>((plain, associated) =>
            Crypto.Open(Key, Crypto.Seal(Key, plain, associated), associated)!.SequenceEqual(plain))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Any_flipped_bit_is_refused() =>
        Prop.ForAll<byte[], byte[]>((plain, associated) =>
        {
            var @sealed = Crypto.Seal(Key, plain, associated);
            return Enumerable.Range(0, @sealed.Length * 8).All(bit =>
            {
                var other = @sealed.ToArray();
                other[bit / 8] ^= (byte)(1 << (bit % 8));
                return Crypto.Open(Key, other, associated) is null;
            });
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Other_associated_data_are_refused() =>
        Prop.ForAll<byte[], byte[], byte[]>((plain, one, other) =>
            one.SequenceEqual(other) || Crypto.Open(Key, Crypto.Seal(Key, plain, one), other) is null)
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Bytes_cannot_move_between_associated_data_and_value()
    {
        var @sealed = Crypto.Seal(Key, "bc"u8, "a"u8);
        Assert.Null(Crypto.Open(Key, @sealed, ""u8));
        Assert.Null(Crypto.Open(Key, @sealed, "ab"u8));
    }

    [Fact]
    public void Another_key_is_refused() =>
        Assert.Null(Crypto.Open(Crypto.Random(ICrypto.KeyLength), Crypto.Seal(Key, "专家名单"u8, ""u8), ""u8));

    [Fact]
    public void A_value_cut_short_is_refused()
    {
        var @sealed = Crypto.Seal(Key, "六万元"u8, "a"u8);
        for (var length = 0; length < @sealed.Length; length++)
            Assert.Null(Crypto.Open(Key, @sealed.AsSpan(0, length), "a"u8));
    }

    [Fact]
    public void The_same_value_is_never_sealed_alike() =>
        Assert.NotEqual(Crypto.Seal(Key, "score"u8, ""u8), Crypto.Seal(Key, "score"u8, ""u8));

    [Fact]
    public void A_refused_value_leaves_nothing_of_the_plain_text()
    {
        var @sealed = Crypto.Seal(Key, "plain text"u8, "place"u8);
        var room = new byte[@sealed.Length];
        Assert.False(Crypto.TryOpen(Key, @sealed, "elsewhere"u8, room, out var written));
        Assert.Equal(0, written);
        Assert.All(room, b => Assert.Equal(0, b));
    }

    [Fact]
    public void A_value_of_many_blocks_survives()
    {
        var plain = Crypto.Random(1_000_003);
        Assert.Equal(plain, Crypto.Open(Key, Crypto.Seal(Key, plain, "blob"u8), "blob"u8));
    }

    [Fact]
    public void Values_of_the_form_without_gcm_stay_readable_everywhere()
    {
        var plain = "form one"u8.ToArray();
        var @sealed = new byte[plain.Length + Sealing.Overhead(Sealing.CtrHmac)];
        Sealing.Seal(Crypto, Sealing.CtrHmac, Key, plain, "a"u8, @sealed);
        Assert.Equal(plain, Crypto.Open(Key, @sealed, "a"u8));
    }

    // Computed with the openssl command from the format's description.
    [Fact]
    public void A_value_sealed_by_an_earlier_release_opens()
    {
        var key = Enumerable.Range(0, 32).Select(i => (byte)i).ToArray();
        var stored = Convert.FromBase64String(
            "AfDx8vP09fb3+Pn6+/z9/v87ASISzsdeeiophawSheG/5th8+xsVQ34vBn0ob5JADF3VY9E/IrscPyN8"
            + "AYc8BHXzgTtAiSvwQCLoyw==");
        Assert.Equal("一次密封，永远可读"u8.ToArray(), Crypto.Open(key, stored, "person/p1/bank"u8));
    }

    [Fact]
    public void A_key_of_the_wrong_length_throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Crypto.Seal(new byte[16], "a"u8, ""u8));

    [Fact]
    public void Many_threads_seal_and_open_side_by_side()
    {
        var plain = Crypto.Random(3000);
        Parallel.For(0, 2000, i =>
        {
            var associated = BitConverter.GetBytes(i);
            Assert.Equal(plain, Crypto.Open(Key, Crypto.Seal(Key, plain, associated), associated));
        });
    }
}
