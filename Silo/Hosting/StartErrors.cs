using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;
using Npgsql;
using SunGov.Silo.Storage;

namespace SunGov.Silo.Hosting;

/// <summary>What can keep the host from starting, each in one sentence.</summary>
public static class StartErrors
{
    /// <summary>The sentence; null for a fault of the program, which deserves its stack trace.</summary>
    public static string? SentenceOf(Exception failure, string address) => failure switch
    {
        StartException or StorageException or CryptographicException => failure.Message,
        NpgsqlException => $"the database cannot be used: {failure.Message}",
        IOException { InnerException: AddressInUseException } =>
            $"{address} is taken by another program; choose another port with --urls",
        IOException or UnauthorizedAccessException => failure.Message,
        FormatException or UriFormatException => $"'{address}' is not an address to listen on",
        AggregateException { InnerException: { } inner } => SentenceOf(inner, address),
        _ => null,
    };
}
