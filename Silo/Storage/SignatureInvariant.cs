using System.Collections.Immutable;
using System.Text.Json;
using Npgsql;
using SunGov.Grains.Projects;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Storage;

/// <summary>Every signature that a party of a project gave holds under the platform's key, voided ones too.</summary>
internal sealed class SignaturesHold(ICrypto crypto, IPlatformKey key) : IInvariant
{
    private const string Sql =
        """
        select key, version, body from journal
        where kind = 'project' and position('"form-signed"'::bytea in body) > 0
        order by seq
        """;

    public string Name => "signatures of parties";

    public async IAsyncEnumerable<Broken> CheckAsync(NpgsqlConnection snapshot)
    {
        await using var command = new NpgsqlCommand(Sql, snapshot);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var (project, version) = (reader.GetString(0), reader.GetInt64(1));
            foreach (var signed in Events(reader.GetFieldValue<byte[]>(2)).OfType<FormSigned>())
            {
                if (ProjectSignatures.Fault(crypto, key.PublicKey, project, signed) is { } fault)
                {
                    yield return new Broken("project", project, version, fault);
                }
            }
        }
    }

    /// <summary>None of a body that cannot be read: the fold of the project's events names it.</summary>
    private static ImmutableArray<ProjectEvent> Events(byte[] body)
    {
        try
        {
            return StoredJson.Events<ProjectEvent>(body);
        }
        catch (Exception unreadable) when (unreadable is JsonException or NotSupportedException)
        {
            return [];
        }
    }
}
