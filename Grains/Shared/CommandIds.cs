using System.Text;

namespace SunGov.Grains.Shared;

/// <summary>Ids of the commands that a thing gives in the course of another command (design section 4).</summary>
public static class CommandIds
{
    /// <summary>The same command and step give the same id, so that repeating the command repeats its steps.</summary>
    /// <param name="crypto">SM3.</param>
    /// <param name="command">The command under way.</param>
    /// <param name="step">What is done within it, e.g. <c>reserve quota/abc</c>.</param>
    public static Guid Derive(ICrypto crypto, Guid command, string step) =>
        new(crypto.Sm3([.. command.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(step)]).AsSpan(0, 16), true);
}
