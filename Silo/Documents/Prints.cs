using Npgsql;
using SunGov.Grains.Documents;

namespace SunGov.Silo.Documents;

/// <summary>Version codes over PostgreSQL.</summary>
internal sealed class Prints(NpgsqlDataSource source) : IPrints
{
    public async Task RememberAsync(string code, string project, string form, DateTimeOffset at)
    {
        await using var command = source.CreateCommand(
            "insert into print (code, project, form, at) values ($1, $2, $3, $4) on conflict do nothing");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = code });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = project });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = form });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = at });
        await command.ExecuteNonQueryAsync();
    }

    public async Task<Printed?> FindAsync(string code)
    {
        await using var command = source.CreateCommand("select project, form from print where code = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = code });
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync() ? new Printed(reader.GetString(0), reader.GetString(1)) : null;
    }
}
