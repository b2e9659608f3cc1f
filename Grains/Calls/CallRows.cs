using System.Collections.Immutable;
using System.Text;
using NpgsqlTypes;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Calls;

/// <summary>The plain columns of a call's row, and what the journal knows of calls.</summary>
public static class CallRows
{
    /// <summary>Columns that are facts.</summary>
    public static ImmutableHashSet<string> FactColumns { get; } = ["owner", "programme"];

    /// <summary>The kind.</summary>
    public static Kind<CallState, CallEvent> Kind { get; } = new(
        "call", CallState.Initial, CallState.Evolve, Of, _ => [], (_, _) => [])
    {
        Live = true,
        Facts = FactColumns,
    };

    private static ImmutableArray<Column> Of(CallState state) =>
    [
        new("owner", NpgsqlDbType.Text, state.Owner),
        new("programme", NpgsqlDbType.Text, state.Draft!.Programme),
        new("programme_zh", NpgsqlDbType.Text, state.ProgrammeName.Zh),
        new("programme_en", NpgsqlDbType.Text, state.ProgrammeName.En),
        new("title", NpgsqlDbType.Text, state.Draft.Title),
        new("year", NpgsqlDbType.Integer, state.Draft.Year),
        new("summary", NpgsqlDbType.Text, state.Draft.Summary),
        new("published", NpgsqlDbType.Boolean, state.Published is not null),
        new("opens_at", NpgsqlDbType.TimestampTz, state.Draft.Opens),
        new("closes_at", NpgsqlDbType.TimestampTz, state.Closes),
        new("notices", NpgsqlDbType.Jsonb, Encoding.UTF8.GetString(StoredJson.Bytes(state.Notices))),
        new("search", NpgsqlDbType.Array | NpgsqlDbType.Text,
            SearchTokens.Of(state.Draft.Title, state.ProgrammeName.Zh, state.Draft.Summary).ToArray()),
    ];
}
