using SunGov.Grains.Shared;
using SunGov.Silo.Crypto;

namespace SunGov.Tests.Rules.Shared;

/// <summary>R-NFR-08: passwords are salted and hashed with the national algorithm.</summary>
public sealed class PasswordsAreKeptAsHashes
{
    private static readonly PasswordHash Quick = new(OpenSslCrypto.Instance, Iterations: 50);

    [Fact]
    public void A_password_verifies_against_its_hash_only()
    {
        var stored = Quick.Make("科技-2026-correct");
        Assert.True(Quick.Verify("科技-2026-correct", stored));
        Assert.False(Quick.Verify("科技-2026-Correct", stored));
        Assert.False(Quick.Verify("", stored));
    }

    [Fact]
    public void The_same_password_never_has_the_same_hash() =>
        Assert.NotEqual(Quick.Make("secret"), Quick.Make("secret"));

    [Fact]
    public void Two_ways_to_type_one_character_are_one_password() =>
        Assert.True(Quick.Verify("cafe\u0301", Quick.Make("caf\u00e9")));

    [Theory]
    [InlineData("")]
    [InlineData("secret")]
    [InlineData("pbkdf2-sm3$50$AAAA")]
    [InlineData("pbkdf2-sm3$0$AAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("pbkdf2-sm3$-1$AAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("pbkdf2-sm3$999999999$AAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("pbkdf2-sm3$50$AAAA$AAAA")]
    [InlineData("pbkdf2-sm3$50$!!$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("other$50$AAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void What_is_not_a_stored_hash_verifies_nothing_and_wants_replacing(string stored)
    {
        Assert.False(Quick.Verify("secret", stored));
        Assert.True(Quick.NeedsRehash(stored));
    }

    [Fact]
    public void A_cheaper_hash_verifies_and_is_due_for_replacement()
    {
        var stored = Quick.Make("secret");
        var dearer = Quick with { Iterations = 51 };
        Assert.True(dearer.Verify("secret", stored));
        Assert.True(dearer.NeedsRehash(stored));
        Assert.False(Quick.NeedsRehash(stored));
        Assert.False(Quick.NeedsRehash(dearer.Make("secret")));
    }

    // Computed with 'openssl kdf -kdfopt digest:SM3 … PBKDF2' for the salt 0123456789abcdef.
    [Fact]
    public void A_hash_stored_by_an_earlier_release_verifies() =>
        Assert.True(Quick.Verify("secret",
            "pbkdf2-sm3$1000$MDEyMzQ1Njc4OWFiY2RlZg$_R-MdZ3yXUA9Ms53mSpgWimbEU11DmwWpoQP0Ea3CgU"));
}
