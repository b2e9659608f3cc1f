using FsCheck;
using FsCheck.Fluent;
using SunGov.Grains.Shared;
using SunGov.Silo.Crypto;

namespace SunGov.Tests.Rules.Shared;

/// <summary>A state row's seal covers kind, key, version, last entry and data, and names its master key.</summary>
public sealed class RowsAreSealed : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sungov-seal").FullName;
    private readonly FileMasterKey _master;
    private readonly RowSeal _rows;
    private static readonly byte[] Hash = OpenSslCrypto.Instance.Sm3("entry 7"u8);

    public RowsAreSealed()
    {
        _master = FileMasterKey.OpenOrCreate(OpenSslCrypto.Instance, _folder);
        _rows = new RowSeal(new KeyedSeal(OpenSslCrypto.Instance, _master));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_row_as_it_was_sealed_is_genuine()
    {
        var seal = _rows.Seal("project", "p1", 7, Hash, "{}"u8);
        Assert.Equal(SealState.Genuine, _rows.Check("project", "p1", 7, Hash, "{}"u8, seal));
    }

    [Fact]
    public void Any_other_part_breaks_the_seal()
    {
        var seal = _rows.Seal("project", "p1", 7, Hash, "{}"u8);
        byte[] other = [.. Hash[..^1], (byte)(Hash[^1] ^ 1)];
        Assert.Equal(SealState.Broken, _rows.Check("projects", "p1", 7, Hash, "{}"u8, seal));
        Assert.Equal(SealState.Broken, _rows.Check("project", "p2", 7, Hash, "{}"u8, seal));
        Assert.Equal(SealState.Broken, _rows.Check("project", "p1", 8, Hash, "{}"u8, seal));
        Assert.Equal(SealState.Broken, _rows.Check("project", "p1", 7, other, "{}"u8, seal));
        Assert.Equal(SealState.Broken, _rows.Check("project", "p1", 7, Hash, "[]"u8, seal));
        Assert.Equal(SealState.Broken, _rows.Check("project", "p1", 7, Hash, "{}"u8, []));
        Assert.Equal(SealState.Broken, _rows.Check("project", "p1", 7, Hash, "{}"u8, new byte[seal.Length]));
    }

    [Fact]
    public void Any_flipped_bit_of_the_seal_breaks_it() =>
        Prop.ForAll<byte[]>(data =>
        {
            var seal = _rows.Seal("project", "p1", 7, Hash, data);
            return Enumerable.Range(0, seal.Length * 8).All(bit =>
            {
                var other = seal.ToArray();
                other[bit / 8] ^= (byte)(1 << (bit % 8));
                return _rows.Check("project", "p1", 7, Hash, data, other) == SealState.Broken;
            });
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Letters_cannot_move_between_kind_and_key()
    {
        var seal = _rows.Seal("ab", "c", 1, Hash, "{}"u8);
        Assert.Equal(SealState.Broken, _rows.Check("a", "bc", 1, Hash, "{}"u8, seal));
    }

    [Fact]
    public void After_a_rotation_older_seals_hold_until_their_key_is_forgotten()
    {
        var older = _master.Current;
        var seal = _rows.Seal("project", "p1", 7, Hash, "{}"u8);
        _master.Add();
        Assert.Equal(SealState.GenuineByOlderKey, _rows.Check("project", "p1", 7, Hash, "{}"u8, seal));
        var anew = _rows.Seal("project", "p1", 7, Hash, "{}"u8);
        Assert.Equal(SealState.Genuine, _rows.Check("project", "p1", 7, Hash, "{}"u8, anew));
        _master.Forget(older);
        Assert.Equal(SealState.Broken, _rows.Check("project", "p1", 7, Hash, "{}"u8, seal));
        Assert.Equal(SealState.Genuine, _rows.Check("project", "p1", 7, Hash, "{}"u8, anew));
    }

    [Fact]
    public void Seals_of_different_uses_do_not_pass_for_one_another()
    {
        var seals = new KeyedSeal(OpenSslCrypto.Instance, _master);
        Assert.Equal(SealState.Broken, seals.Check("row", "a"u8, "b"u8, seals.Seal("ticket", "a"u8, "b"u8)));
    }
}
