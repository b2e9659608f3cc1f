using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace SunGov.Grains.Shared;

/// <summary>
/// One form of a JSON value however it is written: no white space, members in order of their names (length, then
/// bytes, as jsonb keeps them), text as its UTF-8 bytes, numbers in plain decimals. What a seal is computed over, since
/// a jsonb column does not give back the bytes that were put in. The form (docs/journal.md) is hashed, never parsed.
/// </summary>
public static class CanonicalJson
{
    /// <summary>The canonical bytes of a JSON text; throws <see cref="JsonException"/> where it is none.</summary>
    public static byte[] Of(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var output = new Output(json.Length + (json.Length / 2) + 64);
        reader.Read();
        Value(ref reader, output);
        return reader.Read() ? throw new JsonException("more than one value") : output.Written.ToArray();
    }

    /// <summary>Whether two JSON texts say the same.</summary>
    public static bool Same(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) =>
        Of(left).AsSpan().SequenceEqual(Of(right));

    private static void Value(ref Utf8JsonReader reader, Output output)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                Members(ref reader, output);
                break;
            case JsonTokenType.StartArray:
                output.Write("["u8);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    Value(ref reader, output);
                }

                output.Write("]"u8);
                break;
            case JsonTokenType.String:
                output.Write("s"u8);
                Text(ref reader, output);
                break;
            case JsonTokenType.Number:
                output.Write("n"u8);
                Number(reader.ValueSpan, output);
                output.Write(";"u8);
                break;
            case JsonTokenType.True:
                output.Write("t"u8);
                break;
            case JsonTokenType.False:
                output.Write("f"u8);
                break;
            default:
                output.Write("z"u8);
                break;
        }
    }

    private static void Members(ref Utf8JsonReader reader, Output output)
    {
        output.Write("{"u8);
        var start = output.Count;
        Span<Member> few = stackalloc Member[Few];
        var members = new MemberList(few);
        var sorted = true;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var at = output.Count;
            Text(ref reader, output);
            var name = output.Count;
            reader.Read();
            Value(ref reader, output);
            var member = new Member(at - start, name - at, output.Count - at);
            sorted = sorted && (members.Count == 0 || Compare(output.Written[start..], members.Last, member) < 0);
            members.Add(member);
        }

        if (!sorted)
        {
            Reorder(output, start, members.All);
        }

        output.Write("}"u8);
    }

    private static void Reorder(Output output, int start, Span<Member> members)
    {
        var unsorted = output.Copied(start);
        Sort(unsorted, members);
        var to = output.Written[start..];
        foreach (var member in members)
        {
            unsorted.Slice(member.At, member.Length).CopyTo(to);
            to = to[member.Length..];
        }
    }

    /// <summary>Objects are small and every write sorts dozens of them: putting each in its place beats any other way.
    /// </summary>
    private static void Sort(ReadOnlySpan<byte> from, Span<Member> members)
    {
        if (members.Length > Few)
        {
            var (bytes, many) = (from.ToArray(), members.ToArray());
            Array.Sort(many, (left, right) => Compare(bytes, left, right));
            many.CopyTo(members);
            return;
        }

        for (var i = 1; i < members.Length; i++)
        {
            var member = members[i];
            var at = i;
            for (; at > 0 && Compare(from, members[at - 1], member) > 0; at--)
            {
                members[at] = members[at - 1];
            }

            members[at] = member;
        }
    }

    private static int Compare(ReadOnlySpan<byte> from, Member left, Member right) =>
        left.Name != right.Name
            ? left.Name.CompareTo(right.Name)
            : from.Slice(left.At, left.Name).SequenceCompareTo(from.Slice(right.At, right.Name));

    /// <summary>Unescaped UTF-8 behind its length in four bytes.</summary>
    private static void Text(ref Utf8JsonReader reader, Output output)
    {
        var room = output.Room(sizeof(int) + reader.ValueSpan.Length);
        var length = reader.ValueSpan.Length;
        if (reader.ValueIsEscaped)
        {
            length = reader.CopyString(room[sizeof(int)..]);
        }
        else
        {
            reader.ValueSpan.CopyTo(room[sizeof(int)..]);
        }

        BinaryPrimitives.WriteInt32BigEndian(room, length);
        output.Advance(sizeof(int) + length);
    }

    private static void Number(ReadOnlySpan<byte> number, Output output)
    {
        if (number.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0)
        {
            output.Write(number);
            return;
        }

        output.Write(Encoding.ASCII.GetBytes(Plain(Encoding.ASCII.GetString(number))));
    }

    /// <summary>Without exponent, without trailing zeros behind the point, without a minus before nothing.</summary>
    private static string Plain(string number)
    {
        var negative = number.StartsWith('-');
        var parts = number.TrimStart('-').Split('e', 'E');
        var exponent = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        var dot = parts[0].Split('.');
        var digits = dot[0] + (dot.Length > 1 ? dot[1] : "");
        var point = dot[0].Length + exponent;
        if (Math.Abs(exponent) > MostDigits)
        {
            throw new JsonException($"the number {number} is out of range");
        }

        digits = point < 0 ? new string('0', -point) + digits : digits.PadRight(Math.Max(point, 0), '0');
        point = Math.Max(point, 0);
        var whole = digits[..point].TrimStart('0');
        var fraction = digits[point..].TrimEnd('0');
        var plain = (whole.Length == 0 ? "0" : whole) + (fraction.Length == 0 ? "" : "." + fraction);
        return negative && plain != "0" ? "-" + plain : plain;
    }

    private const int MostDigits = 1000;
    private const int Few = 24;

    /// <summary>A growing run of bytes whose tail can be put in another order.</summary>
    private sealed class Output(int capacity)
    {
        private byte[] _bytes = GC.AllocateUninitializedArray<byte>(capacity);
        private byte[] _copy = [];

        public int Count { get; private set; }

        public Span<byte> Written => _bytes.AsSpan(0, Count);

        /// <summary>What was written from there on, until the next copy is asked for.</summary>
        public ReadOnlySpan<byte> Copied(int start)
        {
            var length = Count - start;
            if (_copy.Length < length)
            {
                _copy = GC.AllocateUninitializedArray<byte>(Math.Max(length, 2 * _copy.Length));
            }

            Written[start..].CopyTo(_copy);
            return _copy.AsSpan(0, length);
        }

        public Span<byte> Room(int length)
        {
            if (_bytes.Length - Count < length)
            {
                Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Count + length));
            }

            return _bytes.AsSpan(Count);
        }

        public void Advance(int length) => Count += length;

        public void Write(ReadOnlySpan<byte> bytes)
        {
            bytes.CopyTo(Room(bytes.Length));
            Count += bytes.Length;
        }
    }

    private readonly record struct Member(int At, int Name, int Length);

    /// <summary>A list that stays on the stack for objects of ordinary size.</summary>
    private ref struct MemberList(Span<Member> few)
    {
        private readonly Span<Member> _few = few;
        private List<Member>? _more;

        public int Count { get; private set; }

        public Member Last { get; private set; }

        public void Add(Member member)
        {
            if (_more is null && Count < _few.Length)
            {
                _few[Count] = member;
            }
            else
            {
                _more ??= [.. _few.ToArray()];
                _more.Add(member);
            }

            Count++;
            Last = member;
        }

        public readonly Span<Member> All => _more is null ? _few[..Count] : CollectionsMarshal.AsSpan(_more);
    }
}
