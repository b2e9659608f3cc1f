using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace SunGov.Grains.Shared;

/// <summary>
/// Several values as one run of bytes, each behind its length (4 bytes, big-endian), so that no two different lists of
/// values give the same bytes. What is hashed, sealed or bound as associated data is framed so.
/// </summary>
public sealed class Framed
{
    private readonly ArrayBufferWriter<byte> _bytes = new(128);

    /// <summary>Adds bytes.</summary>
    public Framed Add(ReadOnlySpan<byte> value)
    {
        var room = _bytes.GetSpan(sizeof(int) + value.Length);
        BinaryPrimitives.WriteInt32BigEndian(room, value.Length);
        value.CopyTo(room[sizeof(int)..]);
        _bytes.Advance(sizeof(int) + value.Length);
        return this;
    }

    /// <summary>Adds text as UTF-8.</summary>
    public Framed Add(string value)
    {
        var room = _bytes.GetSpan(sizeof(int) + Encoding.UTF8.GetMaxByteCount(value.Length));
        var written = Encoding.UTF8.GetBytes(value, room[sizeof(int)..]);
        BinaryPrimitives.WriteInt32BigEndian(room, written);
        _bytes.Advance(sizeof(int) + written);
        return this;
    }

    /// <summary>Adds a number, 8 bytes, big-endian.</summary>
    public Framed Add(long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return Add(bytes);
    }

    /// <summary>Everything added.</summary>
    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();
}
