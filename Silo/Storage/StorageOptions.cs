namespace SunGov.Silo.Storage;

/// <summary>What storage must know.</summary>
/// <param name="Database">Connection string of the application's role (<c>SUNGOV_DB</c>).</param>
public sealed record StorageOptions(string Database)
{
    /// <summary>As what the server knows the connections of readers.</summary>
    public string Name { get; init; } = "sungov";

    /// <summary>Most writes of one batch.</summary>
    public int MostWrites { get; init; } = 256;

    /// <summary>How long one batch may take before its connection is given up.</summary>
    public TimeSpan WriteTimeout { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long a lost connection is tried again before its writes are answered as unknown.</summary>
    public TimeSpan RecoveryWindow { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Most connections of this process for reading.</summary>
    public int MostReaders { get; init; } = 24;

    /// <summary>Grains that deliver due rows, 1 to 16; they work beside one another.</summary>
    public int Pollers { get; init; } = 4;

    /// <summary>How often new entries of the journal are put under an anchor.</summary>
    public TimeSpan AnchorEvery { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// True to tell other processes over the same database of live changes by NOTIFY, and to hear of theirs.
    /// </summary>
    public bool Announce { get; init; }

    /// <summary>Tells this process from others, so that it does not hear its own news twice; 32 hex digits.</summary>
    public string Process { get; } = Guid.NewGuid().ToString("n");
}
