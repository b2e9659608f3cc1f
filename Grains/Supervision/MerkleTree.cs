using System.Buffers.Binary;
using System.Collections.Immutable;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Supervision;

/// <summary>
/// A Merkle tree over entries of the journal, built as in RFC 6962 section 2.1 with SM3 for SHA-256: leaves and nodes
/// are hashed behind a byte of their own, and a tree of n leaves is split at the largest power of two below n.
/// </summary>
public sealed class MerkleTree(ICrypto crypto)
{
    private const byte LeafMark = 0;
    private const byte NodeMark = 1;

    private readonly List<(byte[] Hash, long Leaves)> _full = [];

    /// <summary>Leaves added so far.</summary>
    public long Count { get; private set; }

    /// <summary>Hash of the leaf of an entry: its number, 8 bytes big-endian, and its hash.</summary>
    public static byte[] Leaf(ICrypto crypto, long sequence, ReadOnlySpan<byte> entryHash)
    {
        Span<byte> data = stackalloc byte[1 + sizeof(long) + ICrypto.HashLength];
        data[0] = LeafMark;
        BinaryPrimitives.WriteInt64BigEndian(data[1..], sequence);
        entryHash.CopyTo(data[(1 + sizeof(long))..]);
        return crypto.Sm3(data);
    }

    /// <summary>Adds the next leaf; only the roots of full subtrees are kept.</summary>
    public void Add(byte[] leaf)
    {
        Count++;
        var (hash, leaves) = (leaf, 1L);
        while (_full.Count > 0 && _full[^1].Leaves == leaves)
        {
            hash = Node(crypto, _full[^1].Hash, hash);
            leaves *= 2;
            _full.RemoveAt(_full.Count - 1);
        }

        _full.Add((hash, leaves));
    }

    /// <summary>The root over all leaves; of none it is SM3 of nothing.</summary>
    public byte[] Root()
    {
        if (_full.Count == 0)
        {
            return crypto.Sm3([]);
        }

        var root = _full[^1].Hash;
        for (var i = _full.Count - 2; i >= 0; i--)
        {
            root = Node(crypto, _full[i].Hash, root);
        }

        return root;
    }

    /// <summary>The hashes that lead from one leaf to the root, from the leaf upwards (RFC 6962 section 2.1.1).
    /// </summary>
    public static ImmutableArray<byte[]> Path(ICrypto crypto, ReadOnlySpan<byte[]> leaves, int index)
    {
        var path = ImmutableArray.CreateBuilder<byte[]>();
        Descend(crypto, leaves, index, path);
        return path.ToImmutable();
    }

    /// <summary>
    /// The root that a leaf and its path give (RFC 9162 section 2.1.3.2); null when the path does not fit the tree.
    /// </summary>
    public static byte[]? RootOf(ICrypto crypto, byte[] leaf, long index, long count, ImmutableArray<byte[]> path)
    {
        if (index < 0 || index >= count)
        {
            return null;
        }

        var (at, last, root) = (index, count - 1, leaf);
        foreach (var beside in path)
        {
            if (last == 0)
            {
                return null;
            }

            if (at % 2 == 1 || at == last)
            {
                root = Node(crypto, beside, root);
                while (at % 2 == 0 && at != 0)
                {
                    (at, last) = (at / 2, last / 2);
                }
            }
            else
            {
                root = Node(crypto, root, beside);
            }

            (at, last) = (at / 2, last / 2);
        }

        return last == 0 ? root : null;
    }

    private static byte[] Descend(
        ICrypto crypto, ReadOnlySpan<byte[]> leaves, int index, ImmutableArray<byte[]>.Builder path)
    {
        if (leaves.Length == 1)
        {
            return leaves[0];
        }

        var split = 1;
        while (split * 2 < leaves.Length)
        {
            split *= 2;
        }

        var left = leaves[..split];
        var right = leaves[split..];
        if (index < split)
        {
            var below = Descend(crypto, left, index, path);
            path.Add(RootOf(crypto, right));
            return Node(crypto, below, path[^1]);
        }

        var under = Descend(crypto, right, index - split, path);
        path.Add(RootOf(crypto, left));
        return Node(crypto, path[^1], under);
    }

    private static byte[] RootOf(ICrypto crypto, ReadOnlySpan<byte[]> leaves)
    {
        var tree = new MerkleTree(crypto);
        foreach (var leaf in leaves)
        {
            tree.Add(leaf);
        }

        return tree.Root();
    }

    private static byte[] Node(ICrypto crypto, ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> data = stackalloc byte[1 + (2 * ICrypto.HashLength)];
        data[0] = NodeMark;
        left.CopyTo(data[1..]);
        right.CopyTo(data[(1 + ICrypto.HashLength)..]);
        return crypto.Sm3(data);
    }
}
