using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using SunGov.GrainInterfaces.Programmes;
using SunGov.Grains.Programmes;

namespace SunGov.Silo.Storage;

/// <summary>Drafts of definitions over PostgreSQL: one statement saves, keeps the version and drops what is older than
/// the last 20.</summary>
internal sealed class DefinitionDrafts(NpgsqlDataSource source) : IDefinitionDrafts
{
    private const int Kept = 20;
    private const string Columns = "version, definition, based_on, saved_at, saved_by, command";

    public async Task<StoredDraft?> FindAsync(string programme)
    {
        await using var query = source.CreateCommand(
            $"select {Columns} from definition_draft where programme = $1");
        query.Parameters.Add(new NpgsqlParameter<string> { TypedValue = programme });
        return await OneAsync(query);
    }

    public async Task<ImmutableArray<DraftVersionRow>> VersionsAsync(string programme)
    {
        await using var query = source.CreateCommand(
            """
            select version, saved_at, saved_by from definition_draft_version
            where programme = $1 and definition is not null order by version desc
            """);
        query.Parameters.Add(new NpgsqlParameter<string> { TypedValue = programme });
        await using var reader = await query.ExecuteReaderAsync();
        var versions = ImmutableArray.CreateBuilder<DraftVersionRow>();
        while (await reader.ReadAsync())
        {
            versions.Add(new DraftVersionRow(
                reader.GetInt32(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetString(2)));
        }

        return versions.ToImmutable();
    }

    public async Task<StoredDraft?> VersionAsync(string programme, int version)
    {
        await using var query = source.CreateCommand(
            $"select {Columns} from definition_draft_version where programme = $1 and version = $2");
        query.Parameters.Add(new NpgsqlParameter<string> { TypedValue = programme });
        query.Parameters.Add(new NpgsqlParameter<int> { TypedValue = version });
        return await OneAsync(query);
    }

    public async Task<StoredDraft?> SaveAsync(string programme, int expected, StoredDraft next, DraftHead head)
    {
        await using (var save = source.CreateCommand(
            $"""
            with saved as (
                insert into definition_draft as d (programme, {Columns}, name_zh, name_en, class, owner)
                select $1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12
                where $2 = 0 or exists (select from definition_draft where programme = $1)
                on conflict (programme) do update
                set version = excluded.version, definition = excluded.definition, based_on = excluded.based_on,
                    saved_at = excluded.saved_at, saved_by = excluded.saved_by, command = excluded.command,
                    name_zh = excluded.name_zh, name_en = excluded.name_en, class = excluded.class,
                    owner = excluded.owner
                where d.version = $2
                returning d.version
            ), kept as (
                insert into definition_draft_version (programme, {Columns})
                select $1, $3, $4, $5, $6, $7, $8 from saved
                on conflict do nothing
            )
            delete from definition_draft_version v using saved
            where v.programme = $1 and v.version <= saved.version - {Kept}
            """))
        {
            save.Parameters.Add(new NpgsqlParameter<string> { TypedValue = programme });
            save.Parameters.Add(new NpgsqlParameter<int> { TypedValue = expected });
            save.Parameters.Add(new NpgsqlParameter<int> { TypedValue = next.Version });
            save.Parameters.Add(new NpgsqlParameter
            {
                NpgsqlDbType = NpgsqlDbType.Bytea, Value = (object?)next.Definition ?? DBNull.Value,
            });
            save.Parameters.Add(new NpgsqlParameter<int> { TypedValue = next.BasedOn });
            save.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = next.SavedAt.UtcDateTime });
            save.Parameters.Add(new NpgsqlParameter<string> { TypedValue = next.SavedBy });
            save.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = next.Command });
            foreach (var text in new[] { head.NameZh, head.NameEn, head.Class, head.Owner })
            {
                save.Parameters.Add(new NpgsqlParameter
                {
                    NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)text ?? DBNull.Value,
                });
            }

            await save.ExecuteNonQueryAsync();
        }

        return await FindAsync(programme);
    }

    private static async Task<StoredDraft?> OneAsync(NpgsqlCommand query)
    {
        await using var reader = await query.ExecuteReaderAsync();
        return await reader.ReadAsync()
            ? new StoredDraft(
                reader.GetInt32(0),
                await reader.IsDBNullAsync(1) ? null : reader.GetFieldValue<byte[]>(1),
                reader.GetInt32(2),
                reader.GetFieldValue<DateTimeOffset>(3),
                reader.GetString(4),
                reader.GetGuid(5))
            : null;
    }
}
