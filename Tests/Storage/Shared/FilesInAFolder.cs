using SunGov.GrainInterfaces.Shared;
using SunGov.Silo.Crypto;
using SunGov.Silo.Files;

namespace SunGov.Tests.Storage.Shared;

/// <summary>The file store in a folder.</summary>
public sealed class FilesInAFolder : FilesAreKept, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sungov-files").FullName;

    public FilesInAFolder() => Store = new LocalFileStore(_folder, OpenSslCrypto.Instance, Clock);

    protected override IFileStore Store { get; }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task An_upload_that_cannot_be_removed_does_not_keep_the_others()
    {
        string[] uploads = ["a-good", "b-bad", "c-good"];
        foreach (var file in uploads)
        {
            await UploadAsync(file, Pdf);
        }

        var store = new LocalFileStore(_folder, OpenSslCrypto.Instance, Clock, folder =>
        {
            if (folder.EndsWith("b-bad", StringComparison.Ordinal))
            {
                throw new UnauthorizedAccessException("no right to remove it");
            }

            Directory.Delete(folder, recursive: true);
        });
        var swept = await store.SweepAsync(TimeProvider.System.GetUtcNow() + TimeSpan.FromHours(25));

        Assert.Equal(2, swept.Removed);
        Assert.Equal("b-bad: no right to remove it", Assert.Single(swept.Failed));
        Assert.NotNull(await store.StatusAsync("b-bad"));
    }

    protected override string PathOf(string sm3) => Path.Combine(_folder, "blobs", sm3[..2], sm3[2..4], sm3);
}
