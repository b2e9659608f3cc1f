using System.Collections.Immutable;
using SunGov.Grains.Shared;
using SunGov.Grains.Supervision;
using SunGov.Silo.Crypto;

namespace SunGov.Tests.Rules.Supervision;

/// <summary>Roots and paths are those of RFC 6962 section 2.1, over SM3.</summary>
public sealed class MerkleTrees
{
    private static readonly ICrypto Crypto = OpenSslCrypto.Instance;

    [Fact]
    public void Have_the_root_that_the_definition_gives_whatever_their_size()
    {
        for (var size = 0; size <= 70; size++)
        {
            var leaves = Leaves(size);
            var tree = new MerkleTree(Crypto);
            Array.ForEach(leaves, tree.Add);

            Assert.Equal(Convert.ToHexString(Defined(leaves)), Convert.ToHexString(tree.Root()));
            Assert.Equal(size, tree.Count);
        }
    }

    [Fact]
    public void Prove_each_leaf_at_its_place_and_at_no_other()
    {
        for (var size = 1; size <= 20; size++)
        {
            var leaves = Leaves(size);
            var root = Defined(leaves);
            for (var index = 0; index < size; index++)
            {
                var path = MerkleTree.Path(Crypto, leaves, index);
                for (var other = 0; other < size; other++)
                {
                    Assert.Equal(other == index, Gives(leaves[other], other, size, path, root));
                    Assert.Equal(other == index, Gives(leaves[other], index, size, path, root));
                }

                Assert.False(Gives(leaves[index], index, size, path.Add(root), root));
                Assert.False(Gives(leaves[index], size, size, path, root));
                Assert.True(size == 1 || !Gives(leaves[index], index, size, path[..^1], root));
            }
        }
    }

    [Fact]
    public void Bind_an_entry_to_its_number()
    {
        var hash = Crypto.Sm3("entry"u8);

        Assert.NotEqual(MerkleTree.Leaf(Crypto, 1, hash), MerkleTree.Leaf(Crypto, 2, hash));
        Assert.Equal(Crypto.Sm3([0, 0, 0, 0, 0, 0, 0, 1, 2, .. hash]), MerkleTree.Leaf(Crypto, 258, hash));
    }

    private static bool Gives(byte[] leaf, long index, long size, ImmutableArray<byte[]> path, byte[] root) =>
        MerkleTree.RootOf(Crypto, leaf, index, size, path) is { } found && found.AsSpan().SequenceEqual(root);

    private static byte[][] Leaves(int count) =>
        [.. Enumerable.Range(0, count).Select(i => MerkleTree.Leaf(Crypto, i, Crypto.Sm3([(byte)i])))];

    private static byte[] Defined(byte[][] leaves)
    {
        if (leaves.Length <= 1)
        {
            return leaves.Length == 0 ? Crypto.Sm3([]) : leaves[0];
        }

        var split = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)leaves.Length) / 2;
        return Crypto.Sm3([1, .. Defined(leaves[..split]), .. Defined(leaves[split..])]);
    }
}
