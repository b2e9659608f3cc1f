namespace SunGov.Tests.Api;

/// <summary>Texts that are reviewed when they change. `SUNGOV_WRITE_SNAPSHOTS=1` writes them anew.</summary>
internal static class Snapshot
{
    /// <summary>Compares a text with its committed file.</summary>
    public static void Same(string file, string text)
    {
        if (Environment.GetEnvironmentVariable("SUNGOV_WRITE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(file, text);
        }

        Assert.Equal(File.Exists(file) ? File.ReadAllText(file) : "", text);
    }
}
