using System.Text;
using SunGov.Grains.Shared;
using SunGov.Silo.Crypto;

namespace SunGov.Tests.Rules.Shared;

/// <summary>R-NFR-07: known answers, of the standards or else of an independent computation.</summary>
public sealed class PublishedVectorsHold
{
    private static readonly ICrypto Crypto = OpenSslCrypto.Instance;

    // GB/T 32918.5-2017, annex A.
    private const string Sm2Private = "3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8";
    private const string Sm2Public = "09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
        + "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13";
    private const string Sm2R = "F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3";
    private const string Sm2S = "B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA";

    [Theory]
    [InlineData("abc", 1, "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0")]
    [InlineData("abcd", 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732")]
    [InlineData("", 1, "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b")]
    public void Sm3_gives_the_hashes_of_GB_T_32905(string unit, int times, string hash)
    {
        var data = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(unit, times)));
        Assert.Equal(hash, Convert.ToHexStringLower(Crypto.Sm3(data)));
    }

    [Theory]
    [InlineData(1, "681edf34d206965e86b3e94f536e4246")]
    [InlineData(1_000_000, "595298c7c6fd271f0402f804c33d3f66")]
    public void Sm4_gives_the_blocks_of_GB_T_32907(int times, string block)
    {
        var key = Convert.FromHexString("0123456789abcdeffedcba9876543210");
        var value = key.ToArray();
        Span<byte> zero = stackalloc byte[16];
        Span<byte> next = stackalloc byte[16];
        for (var i = 0; i < times; i++)
        {
            // Counter mode over zeros yields the block cipher itself.
            Sealing.Ctr(key, value, zero, next);
            next.CopyTo(value);
        }
        Assert.Equal(block, Convert.ToHexStringLower(value));
    }

    [Fact]
    public void Sm4_gcm_gives_the_example_of_RFC_8998_or_is_refused_with_the_remedy()
    {
        var key = Convert.FromHexString("0123456789ABCDEFFEDCBA9876543210");
        var nonce = Convert.FromHexString("00001234567800000000ABCD");
        var associated = Convert.FromHexString("FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2");
        var plain = Convert.FromHexString("AAAAAAAAAAAAAAAABBBBBBBBBBBBBBBBCCCCCCCCCCCCCCCCDDDDDDDDDDDDDDDD"
            + "EEEEEEEEEEEEEEEEFFFFFFFFFFFFFFFFEEEEEEEEEEEEEEEEAAAAAAAAAAAAAAAA");
        var cipher = new byte[plain.Length];
        var tag = new byte[16];
        if (Sealing.Preferred != Sealing.Gcm)
        {
            var refused = Assert.Throws<System.Security.Cryptography.CryptographicException>(() =>
                Sealing.GcmEncrypt(key, nonce, associated, plain, cipher, tag));
            Assert.Contains("libcrypto 3.1", refused.Message, StringComparison.Ordinal);
            return;
        }
        Sealing.GcmEncrypt(key, nonce, associated, plain, cipher, tag);
        Assert.Equal("17F399F08C67D5EE19D0DC9969C4BB7D5FD46FD3756489069157B282BB200735"
            + "D82710CA5C22F0CCFA7CBF93D496AC15A56834CBCF98C397B4024A2691233B8D", Convert.ToHexString(cipher));
        Assert.Equal("83DE3541E4C2B58177E065A9BF7B62EC", Convert.ToHexString(tag));
    }

    // Computed with 'openssl mac -digest SM3 -macopt hexkey:… HMAC'.
    [Theory]
    [InlineData("4a656665", "what do ya want for nothing?",
        "2e87f1d16862e6d964b50a5200bf2b10b764faa9680a296a2405f24bec39f882")]
    [InlineData("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "Hi There",
        "51b00d1fb49832bfb01c3ce27848e59f871d9ba938dc563b338ca964755cce70")]
    public void Hmac_sm3_agrees_with_the_openssl_command(string key, string data, string mac)
    {
        var result = Crypto.HmacSm3(Convert.FromHexString(key), Encoding.ASCII.GetBytes(data));
        Assert.Equal(mac, Convert.ToHexStringLower(result));
    }

    [Theory]
    [InlineData("password", "salt", 1)]
    [InlineData("passwordPASSWORDpassword", "saltSALTsaltSALTsaltSALTsaltSALTsalt", 4096)]
    [InlineData("", "salt", 3)]
    public void Pbkdf2_equals_its_definition_in_RFC_8018_over_our_hmac(string password, string salt, int iterations)
    {
        var expected = Definition(Encoding.ASCII.GetBytes(password), Encoding.ASCII.GetBytes(salt), iterations, 50);
        Assert.Equal(expected, Crypto.Pbkdf2(Encoding.ASCII.GetBytes(password), Encoding.ASCII.GetBytes(salt),
            iterations, 50));
    }

    // Computed with 'openssl kdf -kdfopt digest:SM3 … PBKDF2'.
    [Fact]
    public void Pbkdf2_agrees_with_the_openssl_command() =>
        Assert.Equal("6189bf598cf1cdbb888afe6a032168d567b742641d67995d736adf9767877989",
            Convert.ToHexStringLower(Crypto.Pbkdf2("password"u8, "saltsalt"u8, 4096, 32)));

    [Fact]
    public void The_sm2_signature_printed_in_GB_T_32918_is_accepted_for_its_message_only()
    {
        var publicKey = Sm2PublicKey();
        var signature = Der(Convert.FromHexString(Sm2R), Convert.FromHexString(Sm2S));
        Assert.True(Crypto.VerifySm2(publicKey, "message digest"u8, signature));
        Assert.False(Crypto.VerifySm2(publicKey, "message digesT"u8, signature));
    }

    [Fact]
    public void A_signature_made_with_the_private_key_of_GB_T_32918_is_accepted_under_its_public_key()
    {
        var signature = Crypto.SignSm2(Sm2PrivateKey(), "省重点领域研发计划"u8);
        Assert.True(Crypto.VerifySm2(Sm2PublicKey(), "省重点领域研发计划"u8, signature));
    }

    /// <summary>SubjectPublicKeyInfo of id-ecPublicKey with the curve 1.2.156.10197.1.301.</summary>
    private static byte[] Sm2PublicKey() => Convert.FromHexString(
        "3059301306072A8648CE3D020106082A811CCF5501822D03420004" + Sm2Public);

    /// <summary>PKCS#8 around an ECPrivateKey with its public key.</summary>
    private static byte[] Sm2PrivateKey() => Convert.FromHexString(
        "308187020100301306072A8648CE3D020106082A811CCF5501822D046D306B0201010420" + Sm2Private
        + "A14403420004" + Sm2Public);

    /// <summary>SEQUENCE of the two integers, each with a leading zero since both have their top bit set.</summary>
    private static byte[] Der(byte[] r, byte[] s) => [0x30, 70, 0x02, 33, 0, .. r, 0x02, 33, 0, .. s];

    private static byte[] Definition(byte[] password, byte[] salt, int iterations, int length)
    {
        // HMAC pads its key with zeros, so one zero byte is the empty key.
        var key = password.Length == 0 ? [0] : password;
        var derived = new List<byte>();
        for (byte block = 1; derived.Count < length; block++)
        {
            var u = Crypto.HmacSm3(key, (byte[])[.. salt, 0, 0, 0, block]);
            var sum = u.ToArray();
            for (var i = 1; i < iterations; i++)
            {
                u = Crypto.HmacSm3(key, u);
                for (var j = 0; j < sum.Length; j++)
                    sum[j] ^= u[j];
            }
            derived.AddRange(sum);
        }
        return [.. derived.Take(length)];
    }
}
