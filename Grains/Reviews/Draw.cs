using System.Buffers.Binary;
using System.Collections.Immutable;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Reviews;

/// <summary>A candidate of a draw.</summary>
/// <param name="Expert">Id in the register; candidates are ordered by it before the draw.</param>
/// <param name="Recused">Projects the candidate must not see.</param>
public sealed record Candidate(string Expert, ImmutableHashSet<string> Recused);

/// <summary>A drawn expert and the projects to be reviewed.</summary>
public sealed record DrawnSeat(string Expert, ImmutableArray<string> Projects);

/// <summary>What a draw gave.</summary>
/// <param name="Seats">The panel, in the order drawn.</param>
/// <param name="Reserves">The next in order who may see something of the group.</param>
/// <param name="Missing">Sheets that nobody is left for, by project.</param>
public sealed record DrawResult(
    ImmutableArray<DrawnSeat> Seats,
    ImmutableArray<string> Reserves,
    ImmutableSortedDictionary<string, int> Missing);

/// <summary>
/// The draw of a panel: candidates are put into a random order that follows from the seed alone; each in turn takes
/// every project of the group that still wants a sheet and that they may see. The same seed and candidates give the
/// same panel for ever, so that a recorded draw can be replayed (R-REV-06). Pure.
/// </summary>
public static class Draw
{
    /// <summary>Bytes of a seed.</summary>
    public const int SeedLength = 32;

    /// <summary>Draws.</summary>
    /// <param name="seed">Fresh random bytes, recorded with the result.</param>
    /// <param name="candidates">Who may be drawn.</param>
    /// <param name="projects">Projects of the group.</param>
    /// <param name="wanted">Sheets each project gets.</param>
    /// <param name="reserves">Most experts in reserve.</param>
    /// <param name="crypto">SM3, which turns the seed into an order.</param>
    public static DrawResult Of(
        ReadOnlySpan<byte> seed,
        ImmutableArray<Candidate> candidates,
        ImmutableArray<string> projects,
        int wanted,
        int reserves,
        ICrypto crypto)
    {
        var open = projects.ToDictionary(project => project, _ => wanted, StringComparer.Ordinal);
        var seats = ImmutableArray.CreateBuilder<DrawnSeat>();
        var rest = ImmutableArray.CreateBuilder<string>();
        foreach (var candidate in Shuffled(seed, candidates, crypto))
        {
            var mine = projects.Where(project => !candidate.Recused.Contains(project)).ToImmutableArray();
            var taken = mine.Where(project => open[project] > 0).ToImmutableArray();
            if (!taken.IsEmpty)
            {
                seats.Add(new DrawnSeat(candidate.Expert, taken));
                foreach (var project in taken)
                {
                    open[project]--;
                }
            }
            else if (!mine.IsEmpty && rest.Count < reserves)
            {
                rest.Add(candidate.Expert);
            }
        }

        return new DrawResult(
            seats.ToImmutable(),
            rest.ToImmutable(),
            open.Where(left => left.Value > 0).ToImmutableSortedDictionary(StringComparer.Ordinal));
    }

    /// <summary>Fisher and Yates over the candidates ordered by id; numbers are drawn without bias.</summary>
    private static Candidate[] Shuffled(
        ReadOnlySpan<byte> seed, ImmutableArray<Candidate> candidates, ICrypto crypto)
    {
        var order = candidates.OrderBy(candidate => candidate.Expert, StringComparer.Ordinal).ToArray();
        var stream = new Stream(seed.ToArray(), crypto);
        for (var i = order.Length - 1; i > 0; i--)
        {
            var j = (int)stream.Below((uint)i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }

    /// <summary>SM3 over seed and a counter, as a stream of 32-bit numbers.</summary>
    private sealed class Stream(byte[] seed, ICrypto crypto)
    {
        private byte[] _block = [];
        private int _at;
        private uint _counter;

        /// <summary>A number below the bound; numbers that would favour some are thrown away.</summary>
        public uint Below(uint bound)
        {
            var fair = uint.MaxValue - (uint.MaxValue % bound);
            uint number;
            do
            {
                number = Next();
            }
            while (number >= fair);
            return number % bound;
        }

        private uint Next()
        {
            if (_at == _block.Length)
            {
                var head = new byte[seed.Length + sizeof(uint)];
                seed.CopyTo(head, 0);
                BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(seed.Length), _counter++);
                (_block, _at) = (crypto.Sm3(head), 0);
            }

            var number = BinaryPrimitives.ReadUInt32BigEndian(_block.AsSpan(_at));
            _at += sizeof(uint);
            return number;
        }
    }
}
