using System.Collections.Immutable;
using System.Globalization;
using Npgsql;
using SunGov.Grains.Programmes;
using SunGov.Grains.Projects;
using SunGov.Grains.Shared;

namespace SunGov.Tools.Load;

/// <summary>Reads told projects from the database and finds what varies in them.</summary>
internal sealed class ToldReader(
    IJournal journal, IContents contents, NpgsqlDataSource source, IReadOnlyDictionary<string, Player> cast)
{
    private const string Sections =
        """
        select form, section, version, content, saved_at, command,
            version = max(version) over (partition by form, section)
        from section_version where project = $1 order by form, section, version
        """;

    /// <summary>A told project; null where it holds what can only be its own: sealed words, a file.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="closing">When its call closes.</param>
    public async Task<Told?> ReadAsync(string key, DateTimeOffset closing)
    {
        var entries = await journal.EntriesAsync("project", key);
        var events = entries.SelectMany(entry => StoredJson.Events<ProjectEvent>(entry.Body)).ToList();
        var state = events.Aggregate(ProjectState.Initial, ProjectState.Evolve);
        if (events.Any(happened => happened is ObjectionRaised or FileAdded))
        {
            return null;
        }

        var (places, numbers) = (Known(state, events, entries), ImmutableArray.CreateBuilder<ToldNumber>());
        foreach (var (series, serial, at) in await SerialsAsync(key))
        {
            var text = NumberFormat.Number(series, serial);
            places.Add(Numbered("number", numbers.Count), text);
            numbers.Add(new ToldNumber(series, PlaceOf(places, text), at));
        }

        var kept = ImmutableArray.CreateBuilder<ToldContent>();
        foreach (var sm3 in events.SelectMany(Named).Distinct())
        {
            places.Add(Numbered("content", kept.Count), sm3);
            kept.Add(new ToldContent(PlaceOf(places, sm3), Mould.Of((await contents.GetAsync(sm3))!, places, closing)));
        }

        var told = ImmutableArray.CreateBuilder<ToldEntry>();
        foreach (var entry in entries)
        {
            var recorded = await journal.FindAsync("project", key, entry.Command);
            told.Add(new ToldEntry(
                entry, Mould.Of(entry.Body, places, closing), recorded!.Digest, recorded.Answer,
                PlaceOf(places, entry.Actor), PlaceOf(places, entry.Identity)));
        }

        var sections = await SectionsAsync(key, places, closing);
        var divides = told.All(entry => entry.Body.Divides) && kept.All(content => content.Bytes.Divides)
            && sections.All(section => section.Content.Divides);
        return new Told(
            state, places, told.ToImmutable(), kept.ToImmutable(), sections, numbers.ToImmutable(),
            await SumAsync(key), divides);
    }

    private static string Numbered(string what, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{what}:{number}");

    private static int PlaceOf(Places places, string text) => places.In(text) is [{ Place: var place }] ? place : -1;

    /// <summary>Hashes an event names, each behind those it is made of.</summary>
    private static IEnumerable<string> Named(ProjectEvent happened) => happened switch
    {
        SubmissionBegun e => e.Frozen.SelectMany(Named),
        FormsFrozen e => e.Forms.SelectMany(Named),
        DocumentIssued e => [e.Sm3],
        _ => [],
    };

    private static IEnumerable<string> Named(FrozenForm form) =>
        form.Sections.Select(section => section.Sm3).Append(form.Sm3);

    private Places Known(ProjectState state, List<ProjectEvent> events, ImmutableArray<Entry> entries)
    {
        var (places, start) = (new Places(), state.Start!);
        places.Add("project", start.Id);
        places.Add("leader", start.By.Person);
        places.Add("leader-identity", start.By.Identity);
        places.Add("leader-name", start.By.Name);
        places.Add("entity", start.Entity.Id);
        places.Add("unit", start.RecommendingUnit?.Id);
        places.Add("region", start.Region);
        places.Add("call", start.Call.Id);
        places.Add("programme", start.Definition.Programme);
        places.Add("definition", start.Definition.Sm3);
        places.Add("owner", start.Owner.Id);
        foreach (var place in events.OfType<SubmissionBegun>().SelectMany(begun => begun.Reservations))
        {
            places.Add("class", place.Class);
        }

        places.AddWithin("title", state.Title);
        places.AddWithin("title", start.Title);
        places.AddWithin("entity-name", start.Entity.Name);
        places.AddWithin("unit-name", start.RecommendingUnit?.Name);
        places.AddWithin("call-title", start.Call.Name);
        places.AddWithin("programme-zh", start.Definition.Name.Zh);
        places.AddWithin("programme-en", start.Definition.Name.En);
        places.AddWithin("owner-name", start.Owner.Name);
        // Whoever plays a part is found by their login, and named by the part.
        var acting = entries.Select(entry => entry.Actor).ToHashSet(StringComparer.Ordinal);
        foreach (var (login, player) in cast.Where(one => acting.Contains(one.Value.Login)))
        {
            places.Add($"id:{login}", player.Login);
            places.Add($"identity:{login}", player.Identity);
            places.Add($"name:{login}", player.Name);
        }

        foreach (var (entry, no) in entries.Select((entry, no) => (entry, no)))
        {
            places.Add(Numbered("command", no), entry.Command.ToString("D", CultureInfo.InvariantCulture));
        }

        return places;
    }

    private async Task<ImmutableArray<ToldSection>> SectionsAsync(string key, Places places, DateTimeOffset closing)
    {
        await using var query = source.CreateCommand(Sections);
        query.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key });
        await using var reader = await query.ExecuteReaderAsync();
        var sections = ImmutableArray.CreateBuilder<ToldSection>();
        while (await reader.ReadAsync())
        {
            sections.Add(new ToldSection(
                reader.GetString(0), reader.GetString(1), reader.GetInt32(2),
                Mould.Of(reader.GetFieldValue<byte[]>(3), places, closing),
                reader.GetFieldValue<DateTimeOffset>(4), reader.GetGuid(5), reader.GetBoolean(6)));
        }

        return sections.ToImmutable();
    }

    private async Task<List<(string Series, long Serial, DateTimeOffset At)>> SerialsAsync(string key)
    {
        await using var query = source.CreateCommand(
            """
            select key, body from journal
            where kind = 'number_series' and position(convert_to($1, 'UTF8') in body) > 0 order by seq
            """);
        query.Parameters.Add(new NpgsqlParameter<string> { TypedValue = $"\"{key}\"" });
        await using var reader = await query.ExecuteReaderAsync();
        var serials = new List<(string, long, DateTimeOffset)>();
        while (await reader.ReadAsync())
        {
            foreach (var e in StoredJson.Events<NumberSeriesEvent>(reader.GetFieldValue<byte[]>(1))
                .OfType<SerialIssued>())
            {
                serials.Add((reader.GetString(0), e.Serial, e.At));
            }
        }

        return serials;
    }

    private async Task<(bool Known, long? Fen)> SumAsync(string key)
    {
        await using var query = source.CreateCommand("select fen from draft_sum where project = $1");
        query.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key });
        await using var reader = await query.ExecuteReaderAsync();
        var known = await reader.ReadAsync();
        return (known, known && !await reader.IsDBNullAsync(0) ? reader.GetInt64(0) : null);
    }
}
