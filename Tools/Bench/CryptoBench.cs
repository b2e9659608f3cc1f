using System.Diagnostics;
using System.Globalization;
using SunGov.Grains.Shared;
using SunGov.Silo.Crypto;

namespace SunGov.Tools.Bench;

/// <summary>Speed of hashing, sealing, signing and password hashing on one core; median of three runs each.</summary>
public static class CryptoBench
{
    /// <summary>What `--help` prints.</summary>
    public const string Usage = "bench crypto: hashes, seals, signatures and password hashes a second on one core";

    private static readonly TimeSpan RunLength = TimeSpan.FromMilliseconds(700);

    /// <summary>Measures and prints; takes no arguments.</summary>
    public static Task<int> RunAsync(string[] args)
    {
        if (args.Length > 0)
        {
            Console.Error.WriteLine("sungov: bench crypto takes no arguments");
            return Task.FromResult(2);
        }
        var crypto = OpenSslCrypto.Instance;
        Console.WriteLine($"{OpenSslCrypto.Version}, one core, median of 3");
        foreach (var size in new[] { 1024, 64 * 1024 })
            MeasureBytes(crypto, size);
        MeasureSignatures(crypto);
        MeasurePasswords(crypto);
        return Task.FromResult(0);
    }

    private static void MeasureBytes(ICrypto crypto, int size)
    {
        var key = crypto.Random(ICrypto.KeyLength);
        var data = crypto.Random(size);
        var hash = new byte[ICrypto.HashLength];
        var room = new byte[size + crypto.SealOverhead];
        var @sealed = crypto.Seal(key, data, "place"u8);
        Print("SM3", size, () => crypto.Sm3(data, hash));
        Print("HMAC-SM3", size, () => crypto.HmacSm3(key, data, hash));
        Print("seal", size, () => crypto.Seal(key, data, "place"u8, room));
        Print("open", size, () => crypto.TryOpen(key, @sealed, "place"u8, room, out _));
    }

    private static void MeasureSignatures(ICrypto crypto)
    {
        var pair = crypto.NewSm2Key();
        var data = crypto.Random(ICrypto.HashLength);
        var signature = crypto.SignSm2(pair.PrivateKey, data);
        Print("SM2 sign", data.Length, () => crypto.SignSm2(pair.PrivateKey, data));
        Print("SM2 verify", data.Length, () => crypto.VerifySm2(pair.PublicKey, data, signature));
    }

    private static void MeasurePasswords(ICrypto crypto)
    {
        var passwords = new PasswordHash(crypto);
        var took = Median(() =>
        {
            var watch = Stopwatch.StartNew();
            passwords.Make("a password of twenty");
            return watch.Elapsed.TotalMilliseconds;
        });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"password hash, {passwords.Iterations} iterations: {took:F0} ms"));
    }

    private static void Print(string what, int size, Action act)
    {
        var rate = Median(() => Rate(act));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what,-12}{size,8} bytes {rate,12:N0} a second {rate * size / 1e6,8:N1} MB/s"));
    }

    private static double Rate(Action act)
    {
        var watch = Stopwatch.StartNew();
        var count = 0;
        for (; watch.Elapsed < RunLength; count++)
            act();
        return count / watch.Elapsed.TotalSeconds;
    }

    private static double Median(Func<double> measure)
    {
        measure();
        var values = new[] { measure(), measure(), measure() };
        Array.Sort(values);
        return values[1];
    }
}
