using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace SunGov.Grains.Shared;

/// <summary>
/// Passwords as salted PBKDF2-HMAC-SM3 (R-NFR-08), stored as <c>pbkdf2-sm3$iterations$salt$hash</c>. Verifying takes
/// about as long as making: call it where no other turn waits for it.
/// </summary>
/// <param name="Crypto">The algorithms.</param>
/// <param name="Iterations">Cost of new hashes; see docs/decisions/0002-crypto.md for what it takes.</param>
public sealed record PasswordHash(ICrypto Crypto, int Iterations = PasswordHash.DefaultIterations)
{
    /// <summary>Measured to 100 to 150 ms on one core of a small server.</summary>
    public const int DefaultIterations = 220_000;

    private const string Form = "pbkdf2-sm3";
    private const int SaltLength = 16;
    private const int MostIterations = 10_000_000;

    /// <summary>A new hash with a new salt. The password is compared by its NFC form.</summary>
    public string Make(string password)
    {
        var salt = Crypto.Random(SaltLength);
        var hash = Crypto.Pbkdf2(Bytes(password), salt, Iterations, ICrypto.HashLength);
        return string.Create(CultureInfo.InvariantCulture,
            $"{Form}${Iterations}${Base64Url.EncodeToString(salt)}${Base64Url.EncodeToString(hash)}");
    }

    /// <summary>Whether it is the password; false for anything that is not a stored hash.</summary>
    public bool Verify(string password, string stored) =>
        Parse(stored) is var (iterations, salt, hash)
        && Crypto.FixedTimeEquals(hash, Crypto.Pbkdf2(Bytes(password), salt, iterations, hash.Length));

    /// <summary>True when a hash is cheaper than new ones, so that it is replaced at the next login.</summary>
    public bool NeedsRehash(string stored) => Parse(stored) is not var (iterations, _, _) || iterations < Iterations;

    /// <summary>
    /// Spends the time of a verification, for accounts that do not exist, so that the answer's delay tells nothing.
    /// </summary>
    public void Waste(string password) =>
        Crypto.Pbkdf2(Bytes(password), stackalloc byte[SaltLength], Iterations, ICrypto.HashLength);

    private static byte[] Bytes(string password) => Encoding.UTF8.GetBytes(password.Normalize(NormalizationForm.FormC));

    private static (int Iterations, byte[] Salt, byte[] Hash)? Parse(string stored)
    {
        if (stored.Split('$') is not [Form, var count, var salt, var hash]
            || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var iterations)
            || iterations is < 1 or > MostIterations
            || !Base64Url.IsValid(salt)
            || !Base64Url.IsValid(hash, out var length)
            || length != ICrypto.HashLength)
        {
            return null;
        }
        return (iterations, Base64Url.DecodeFromChars(salt), Base64Url.DecodeFromChars(hash));
    }
}
