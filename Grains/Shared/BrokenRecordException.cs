namespace SunGov.Grains.Shared;

/// <summary>
/// What is stored is not what was written: a seal, a hash or a link does not hold. Somebody changed the database behind
/// the application's back; nothing is done with the thing until <c>./sungov verify</c> has been read.
/// </summary>
public sealed class BrokenRecordException(string kind, string key, long version, string fault)
    : Exception($"{kind} {key}, version {version}: {fault}")
{
    /// <summary>Kind of the thing.</summary>
    public string Kind => kind;

    /// <summary>Its key.</summary>
    public string Key => key;

    /// <summary>Version of the row or entry that is broken.</summary>
    public long Version => version;

    /// <summary>What does not hold.</summary>
    public string Fault => fault;
}
