using System.Collections.Immutable;
using Npgsql;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Projects;

namespace SunGov.Silo.Storage;

/// <summary>Who holds what, from the rows of people.</summary>
internal sealed class Colleagues(NpgsqlDataSource source) : IColleagues
{
    private const int Most = 200;

    public async Task<ImmutableArray<Named>> OfAsync(string holder)
    {
        await using var query = source.CreateCommand(
            $"""
            select key, name from person where held @> array[$1] order by name collate "zh-x-icu", key limit {Most}
            """);
        query.Parameters.Add(new NpgsqlParameter<string> { TypedValue = holder });
        await using var reader = await query.ExecuteReaderAsync();
        var people = ImmutableArray.CreateBuilder<Named>();
        while (await reader.ReadAsync())
        {
            people.Add(new Named(reader.GetString(0), reader.GetString(1)));
        }

        return people.ToImmutable();
    }
}
