namespace SunGov.Silo.Storage;

/// <summary>Storage cannot be used as it is; the message is one sentence for a person.</summary>
public sealed class StorageException(string message) : Exception(message);
