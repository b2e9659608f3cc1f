using System.Collections.Immutable;
using Npgsql;
using SunGov.GrainInterfaces.Projects;
using SunGov.Grains.Projects;

namespace SunGov.Silo.Storage;

/// <summary>Drafts over PostgreSQL: one statement saves, keeps the version and drops what is older than the last 20.
/// </summary>
internal sealed class Sections(NpgsqlDataSource source) : ISections
{
    private const int Kept = 20;
    private const string Columns = "section, version, content, saved_at, saved_by, command";

    public async Task<ImmutableArray<StoredSection>> AllAsync(string project, string form)
    {
        await using var query = source.CreateCommand(
            $"select {Columns} from section where project = $1 and form = $2");
        Add(query, project, form);
        await using var reader = await query.ExecuteReaderAsync();
        var sections = ImmutableArray.CreateBuilder<StoredSection>();
        while (await reader.ReadAsync())
        {
            sections.Add(Read(reader));
        }

        return sections.ToImmutable();
    }

    public async Task<ImmutableArray<SectionVersionRow>> VersionsAsync(string project, string form, string section)
    {
        await using var query = source.CreateCommand(
            """
            select version, saved_at, saved_by from section_version
            where project = $1 and form = $2 and section = $3 order by version desc
            """);
        Add(query, project, form, section);
        await using var reader = await query.ExecuteReaderAsync();
        var versions = ImmutableArray.CreateBuilder<SectionVersionRow>();
        while (await reader.ReadAsync())
        {
            versions.Add(new SectionVersionRow(
                reader.GetInt32(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetString(2)));
        }

        return versions.ToImmutable();
    }

    public async Task<StoredSection?> VersionAsync(string project, string form, string section, int version)
    {
        await using var query = source.CreateCommand(
            $"""
            select {Columns} from section_version
            where project = $1 and form = $2 and section = $3 and version = $4
            """);
        Add(query, project, form, section);
        query.Parameters.Add(new NpgsqlParameter<int> { TypedValue = version });
        await using var reader = await query.ExecuteReaderAsync();
        return await reader.ReadAsync() ? Read(reader) : null;
    }

    public async Task<StoredSection> SaveAsync(string project, string form, int expected, StoredSection next)
    {
        await using (var save = source.CreateCommand(
            $"""
            with saved as (
                insert into section as s (project, form, {Columns})
                select $1, $2, $3, $5, $6, $7, $8, $9
                where $4 = 0 or exists (select from section where project = $1 and form = $2 and section = $3)
                on conflict (project, form, section) do update
                set version = excluded.version, content = excluded.content, saved_at = excluded.saved_at,
                    saved_by = excluded.saved_by, command = excluded.command
                where s.version = $4
                returning s.version
            ), kept as (
                insert into section_version (project, form, {Columns})
                select $1, $2, $3, $5, $6, $7, $8, $9 from saved
                on conflict do nothing
            )
            delete from section_version v using saved
            where v.project = $1 and v.form = $2 and v.section = $3 and v.version <= saved.version - {Kept}
            """))
        {
            Add(save, project, form, next.Section);
            save.Parameters.Add(new NpgsqlParameter<int> { TypedValue = expected });
            save.Parameters.Add(new NpgsqlParameter<int> { TypedValue = next.Version });
            save.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = next.Content });
            save.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = next.SavedAt.UtcDateTime });
            Add(save, next.SavedBy);
            save.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = next.Command });
            await save.ExecuteNonQueryAsync();
        }

        await using var query = source.CreateCommand(
            $"select {Columns} from section where project = $1 and form = $2 and section = $3");
        Add(query, project, form, next.Section);
        await using var reader = await query.ExecuteReaderAsync();
        return await reader.ReadAsync()
            ? Read(reader)
            : next with { Version = 0, Content = "{}"u8.ToArray(), Command = Guid.Empty };
    }

    public async Task SaveSumAsync(string project, long? fen)
    {
        await using var save = source.CreateCommand(
            """
            insert into draft_sum as d (project, fen) values ($1, $2)
            on conflict (project) do update set fen = excluded.fen where d.fen is distinct from excluded.fen
            """);
        Add(save, project);
        save.Parameters.Add(new NpgsqlParameter<long?> { TypedValue = fen });
        await save.ExecuteNonQueryAsync();
    }

    public async Task<long?> SumAsync(string project)
    {
        await using var query = source.CreateCommand("select fen from draft_sum where project = $1");
        Add(query, project);
        return await query.ExecuteScalarAsync() as long?;
    }

    private static void Add(NpgsqlCommand command, params ReadOnlySpan<string> values)
    {
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value });
        }
    }

    private static StoredSection Read(NpgsqlDataReader reader) => new(
        reader.GetString(0),
        reader.GetInt32(1),
        reader.GetFieldValue<byte[]>(2),
        reader.GetFieldValue<DateTimeOffset>(3),
        reader.GetString(4),
        reader.GetGuid(5));
}
