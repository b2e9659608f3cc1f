using SunGov.Grains.Shared;

namespace SunGov.Silo.Files;

/// <summary>Blobs are named by the SM3 of their bytes and lie at <c>ab/cd/hash</c>.</summary>
internal static class BlobNames
{
    private const int BufferSize = 128 * 1024;

    /// <summary>Where a blob lies below its store's blobs, with '/'; throws where the name is none.</summary>
    public static string PathOf(string sm3) =>
        sm3.Length == 2 * ICrypto.HashLength && sm3.All(char.IsAsciiHexDigitLower)
            ? $"{sm3[..2]}/{sm3[2..4]}/{sm3}"
            : throw new ArgumentException("A blob's name is an SM3 in lower-case hex.", nameof(sm3));

    /// <summary>The name that the bytes from here to the end give.</summary>
    public static async Task<string> OfAsync(ICrypto crypto, Stream bytes, CancellationToken cancel)
    {
        using var sm3 = crypto.BeginSm3();
        var buffer = new byte[BufferSize];
        int read;
        while ((read = await bytes.ReadAsync(buffer, cancel)) > 0)
        {
            sm3.Add(buffer.AsSpan(0, read));
        }

        sm3.Finish(buffer);
        return Convert.ToHexStringLower(buffer.AsSpan(0, ICrypto.HashLength));
    }
}
