using System.Security.Cryptography;
using SunGov.Grains.Shared;
using SunGov.Silo.Crypto;

namespace SunGov.Tests.Rules.Shared;

/// <summary>R-NFR-07: the master key is a closed file, never made anew where one is expected.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class TheMasterKeyFile : IDisposable
{
    private static readonly ICrypto Crypto = OpenSslCrypto.Instance;
    private readonly string _folder = Directory.CreateTempSubdirectory("sungov-master").FullName;

    private string Path => System.IO.Path.Combine(_folder, "master.key");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Is_made_in_the_data_folder_for_its_owner_only_and_found_again()
    {
        var first = FileMasterKey.OpenOrCreate(Crypto, _folder);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
        Assert.Equal(first.Current, FileMasterKey.OpenOrCreate(Crypto, _folder).Current);
    }

    [Fact]
    public void Missing_where_it_is_named_is_refused_with_the_remedy()
    {
        var refused = Assert.Throws<CryptographicException>(() => FileMasterKey.Open(Crypto, Path));
        Assert.Contains("Put the key back", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path));
    }

    [Fact]
    public void Open_to_others_is_refused_with_the_remedy()
    {
        FileMasterKey.OpenOrCreate(Crypto, _folder);
        File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        var refused = Assert.Throws<CryptographicException>(() => FileMasterKey.Open(Crypto, Path));
        Assert.Contains("chmod 600", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# only a remark\n")]
    [InlineData("AAAA\n")]
    [InlineData("not base64 at all\n")]
    public void Without_a_whole_key_is_refused(string content)
    {
        File.WriteAllText(Path, content);
        File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.Throws<CryptographicException>(() => FileMasterKey.Open(Crypto, Path));
    }

    [Fact]
    public void A_key_added_elsewhere_is_found_without_a_restart()
    {
        var here = FileMasterKey.OpenOrCreate(Crypto, _folder);
        var elsewhere = FileMasterKey.Open(Crypto, Path);
        elsewhere.Add();
        var wrapped = elsewhere.Wrap(elsewhere.Current, "data key"u8, "place"u8);
        Assert.Equal("data key"u8.ToArray(), here.Unwrap(elsewhere.Current, wrapped, "place"u8));
    }

    [Fact]
    public void The_current_key_cannot_be_forgotten()
    {
        var master = FileMasterKey.OpenOrCreate(Crypto, _folder);
        Assert.Throws<InvalidOperationException>(() => master.Forget(master.Current));
    }

    [Fact]
    public void Derived_keys_differ_by_use_and_by_master()
    {
        var master = FileMasterKey.OpenOrCreate(Crypto, _folder);
        var older = master.Current;
        master.Add();
        Assert.NotEqual(master.Derive(older, "row"), master.Derive(older, "ticket"));
        Assert.NotEqual(master.Derive(older, "row"), master.Derive(master.Current, "row"));
        Assert.Equal(master.Derive(older, "row"), FileMasterKey.Open(Crypto, Path).Derive(older, "row"));
    }
}
