using Npgsql;
using SunGov.Grains.Reviews;

namespace SunGov.Silo.Storage;

/// <summary>Drafts of sheets over PostgreSQL: overwritten in place, sealed before they come here.</summary>
internal sealed class ScoreSheets(NpgsqlDataSource source) : IScoreSheets
{
    private const string Columns = "project, version, sealed, saved_at, command";

    public async Task<StoredSheet?> FindAsync(string desk, string project)
    {
        await using var query = source.CreateCommand(
            $"select {Columns} from score_sheet where desk = $1 and project = $2");
        query.Parameters.Add(new NpgsqlParameter<string> { TypedValue = desk });
        query.Parameters.Add(new NpgsqlParameter<string> { TypedValue = project });
        await using var reader = await query.ExecuteReaderAsync();
        return await reader.ReadAsync()
            ? new StoredSheet(
                reader.GetString(0), reader.GetInt32(1), reader.GetString(2),
                reader.GetFieldValue<DateTimeOffset>(3), reader.GetGuid(4))
            : null;
    }

    public async Task<StoredSheet> SaveAsync(string desk, int expected, StoredSheet next)
    {
        await using (var save = source.CreateCommand(
            $"""
            insert into score_sheet as s (desk, {Columns})
            select $1, $2, $4, $5, $6, $7
            where $3 = 0 or exists (select from score_sheet where desk = $1 and project = $2)
            on conflict (desk, project) do update
            set version = excluded.version, sealed = excluded.sealed, saved_at = excluded.saved_at,
                command = excluded.command
            where s.version = $3
            """))
        {
            save.Parameters.Add(new NpgsqlParameter<string> { TypedValue = desk });
            save.Parameters.Add(new NpgsqlParameter<string> { TypedValue = next.Project });
            save.Parameters.Add(new NpgsqlParameter<int> { TypedValue = expected });
            save.Parameters.Add(new NpgsqlParameter<int> { TypedValue = next.Version });
            save.Parameters.Add(new NpgsqlParameter<string> { TypedValue = next.Sealed });
            save.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = next.SavedAt.UtcDateTime });
            save.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = next.Command });
            await save.ExecuteNonQueryAsync();
        }

        return await FindAsync(desk, next.Project) ?? next with { Version = 0, Command = Guid.Empty };
    }
}
