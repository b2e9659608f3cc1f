using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SunGov.Tools.Load;

/// <summary>What is put into a mould's places.</summary>
/// <param name="Texts">Texts of the places, escaped as JSON has them.</param>
/// <param name="Back">How much earlier instants are.</param>
/// <param name="Tenths">Sums are so many tenths of what they were.</param>
/// <param name="Closing">When the call closes.</param>
internal sealed record Filling(byte[][] Texts, TimeSpan Back, int Tenths, DateTimeOffset Closing);

/// <summary>
/// JSON of a told project with places in it: for who, what and where, for instants and for sums. Filled anew it tells
/// of another project. Everything between the places stays as it is, byte for byte.
/// </summary>
internal sealed class Mould
{
    /// <summary>JSON has sums in fen as its only numbers of at least this (1 万元).</summary>
    private const long LeastSum = 1_000_000;

    private static readonly byte[] NoText = [];
    private readonly List<Part> _parts = [];

    private Mould()
    {
    }

    /// <summary>Whether all sums can be told in tenths.</summary>
    public bool Divides { get; private set; } = true;

    /// <summary>Finds the places.</summary>
    /// <param name="json">What was told.</param>
    /// <param name="places">What stands at which place.</param>
    /// <param name="closing">When the call closed.</param>
    public static Mould Of(ReadOnlySpan<byte> json, Places places, DateTimeOffset closing)
    {
        var (mould, kept) = (new Mould(), 0);
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            var (start, end) = ((int)reader.TokenStartIndex, (int)reader.BytesConsumed);
            if (mould.PartsOf(ref reader, places, closing) is { } parts)
            {
                mould._parts.Add(new Part(json[kept..start].ToArray(), Part.Nothing, 0, default));
                mould._parts.AddRange(parts);
                kept = end;
            }
        }

        mould._parts.Add(new Part(json[kept..].ToArray(), Part.Nothing, 0, default));
        return mould;
    }

    /// <summary>The JSON of another project.</summary>
    public byte[] Fill(Filling filling)
    {
        var bytes = new ArrayBufferWriter<byte>(_parts.Sum(part => part.Literal.Length) + 1024);
        foreach (var part in _parts)
        {
            bytes.Write(part.Literal);
            switch (part.Place)
            {
                case Part.Nothing:
                    break;
                case Part.Instant:
                    Write(bytes, part.At - filling.Back);
                    break;
                case Part.Closing:
                    Write(bytes, filling.Closing);
                    break;
                case Part.Sum:
                    Write(bytes, part.Number / 10 * filling.Tenths);
                    break;
                default:
                    bytes.Write(filling.Texts[part.Place]);
                    break;
            }
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static void Write(ArrayBufferWriter<byte> bytes, DateTimeOffset at) =>
        bytes.Write(JsonSerializer.SerializeToUtf8Bytes(at));

    private static void Write(ArrayBufferWriter<byte> bytes, long number) =>
        bytes.Write(Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture)));

    /// <summary>What a token becomes; null where it stays.</summary>
    private List<Part>? PartsOf(ref Utf8JsonReader reader, Places places, DateTimeOffset closing)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) && number >= LeastSum)
        {
            Divides &= number % 10 == 0;
            return [new Part(NoText, Part.Sum, number, default)];
        }

        if (reader.TokenType != JsonTokenType.String)
        {
            return null;
        }

        var text = reader.GetString()!;
        if (text.Length > 18 && text[4] == '-' && text[10] == 'T' && reader.TryGetDateTimeOffset(out var at))
        {
            return [new Part(NoText, at == closing ? Part.Closing : Part.Instant, 0, at)];
        }

        var found = places.In(text);
        return found.Count == 1 && found[0].Place < 0
            ? null
            :
            [
                new Part("\""u8.ToArray(), Part.Nothing, 0, default),
                .. found.Select(piece => piece.Place < 0
                    ? new Part(Places.Escaped(piece.Text), Part.Nothing, 0, default)
                    : new Part(NoText, piece.Place, 0, default)),
                new Part("\""u8.ToArray(), Part.Nothing, 0, default),
            ];
    }

    /// <summary>Bytes as they were, and behind them a place.</summary>
    private readonly record struct Part(byte[] Literal, int Place, long Number, DateTimeOffset At)
    {
        public const int Nothing = -1;
        public const int Instant = -2;
        public const int Closing = -3;
        public const int Sum = -4;
    }
}
