using Npgsql;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Storage;

/// <summary>Every file that a project took in lies in the file store, and its bytes give its name.</summary>
internal sealed class FilesAreThere(IFileStore files) : IInvariant
{
    private const string Sql =
        "select p.key, f ->> 'sm3' from project p cross join lateral jsonb_array_elements(p.data -> 'files') f";

    public string Name => "files named by projects";

    public async IAsyncEnumerable<Broken> CheckAsync(NpgsqlConnection snapshot)
    {
        var named = new List<(string Project, string Sm3)>();
        await using (var command = new NpgsqlCommand(Sql, snapshot))
        {
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                named.Add((reader.GetString(0), reader.GetString(1)));
            }
        }

        foreach (var (project, sm3) in named)
        {
            if (await files.VerifyAsync(sm3) is var state && state != BlobState.Genuine)
            {
                var fault = state == BlobState.Missing ? "is missing" : "was changed";
                yield return new Broken("project", project, 0, $"names the file {sm3}, which {fault}");
            }
        }
    }
}
