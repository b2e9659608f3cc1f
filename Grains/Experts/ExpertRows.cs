using System.Collections.Immutable;
using NpgsqlTypes;
using SunGov.GrainInterfaces.Experts;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Experts;

/// <summary>The plain columns of an expert's row, the facts, and the views.</summary>
public static class ExpertRows
{
    /// <summary>Columns that are facts.</summary>
    public static ImmutableHashSet<string> FactColumns { get; } =
        ["person", "entity", "entity_path", "region", "status"];

    /// <summary>What the journal knows of experts.</summary>
    public static Kind<ExpertState, ExpertEvent> Kind { get; } = new(
        "expert", ExpertState.None, ExpertState.Evolve, Of, _ => [], ExpertSendings.Of)
    {
        Facts = FactColumns,
    };

    /// <summary>The facts of a state, the same as in its columns.</summary>
    public static IFacts FactsOf(ExpertState state) => Facts.None
        .With("person", state.Person.Id)
        .With("entity", state.Entity.Id)
        .With("entity_path", state.Path)
        .With("region", state.Region)
        .With("status", state.Status);

    /// <summary>The record as this caller may see it.</summary>
    public static ExpertView View(
        string id, long version, ExpertState state, Disciplines disciplines, Caller caller) => new(
        id,
        version,
        state.Person,
        state.Entity,
        state.Unit,
        state.Title,
        Named(state, disciplines),
        state.Keywords,
        state.Status,
        state.Reason,
        state.Changed,
        ExpertRules.MayReadRecusals(state, caller) ? state.Recusals : [],
        Allowed(state, caller));

    /// <summary>The record as a list shows it.</summary>
    public static ExpertRow Row(string id, ExpertState state, Disciplines disciplines) => new(
        id, state.Person.Name, state.Entity, state.Title, Named(state, disciplines), state.Status, state.Changed);

    /// <summary>The record as a draw sees it.</summary>
    public static EligibleExpert Eligible(string id, ExpertState state) => new(
        id,
        state.Person.Id,
        state.Person.Name,
        state.Entity,
        state.Title,
        state.Disciplines,
        state.Keywords,
        Recused(state, "entity"),
        Recused(state, "person"),
        state.Status == ExpertStatus.Confirmed);

    private static ImmutableArray<Column> Of(ExpertState state) =>
    [
        new("person", NpgsqlDbType.Text, state.Person.Id),
        new("name", NpgsqlDbType.Text, state.Person.Name),
        new("entity", NpgsqlDbType.Text, state.Entity.Id),
        new("entity_name", NpgsqlDbType.Text, state.Entity.Name),
        new("entity_path", NpgsqlDbType.Text, state.Path),
        new("region", NpgsqlDbType.Text, state.Region),
        new("status", NpgsqlDbType.Text, state.Status),
        new("fields", NpgsqlDbType.Array | NpgsqlDbType.Text, Fields(state)),
        new("changed_at", NpgsqlDbType.TimestampTz, state.Changed),
        new("tokens", NpgsqlDbType.Array | NpgsqlDbType.Text,
            SearchTokens.Of([state.Person.Name, state.Entity.Name, state.Title, .. state.Keywords]).ToArray()),
    ];

    /// <summary>The codes of all levels at which the expert can be looked for.</summary>
    private static string[] Fields(ExpertState state) =>
        [.. state.Disciplines.SelectMany(Disciplines.Levels).Distinct().Order(StringComparer.Ordinal)];

    private static ImmutableArray<Discipline> Named(ExpertState state, Disciplines disciplines) =>
        [.. state.Disciplines.Select(disciplines.Named)];

    private static ImmutableArray<string> Recused(ExpertState state, string kind) =>
        [.. state.Recusals.Where(recusal => recusal.Kind == kind && recusal.Id.Length > 0).Select(r => r.Id)];

    private static ImmutableArray<Allowed> Allowed(ExpertState state, Caller caller) =>
    [
        .. Offered.Where(offer => ExpertRules.Refused(state, offer.Action, caller) is null),
    ];

    private static readonly ImmutableArray<Allowed> Offered =
    [
        new("endorse", new Words("确认推荐", "Endorse"), null, true, "optional", []),
        new("confirm", new Words("入库", "Take in"), null, true, "optional", []),
        new("apply", new Words("重新申请", "Apply again"), null, true, "none", []),
        new("change", new Words("修改", "Change"), null, false, "none", []),
        new("return", new Words("退回", "Return"), null, false, "required", []),
        new("pause", new Words("暂停", "Pause"), null, false, "required", []),
        new("leave", new Words("退出专家库", "Leave"), null, false, "optional", []),
    ];
}
