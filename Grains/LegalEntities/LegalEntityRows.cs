using System.Collections.Immutable;
using NpgsqlTypes;
using SunGov.GrainInterfaces.LegalEntities;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.LegalEntities;

/// <summary>The plain columns of an organisation's row, and its facts.</summary>
public static class LegalEntityRows
{
    /// <summary>Columns that are facts.</summary>
    public static ImmutableHashSet<string> FactColumns { get; } =
        ["kind", "region", "path", "competent_authority", "recommending_unit"];

    /// <summary>The columns of a state.</summary>
    public static ImmutableArray<Column> Of(LegalEntityState state) =>
    [
        new("name", NpgsqlDbType.Text, state.Name),
        new("credit_code", NpgsqlDbType.Text, state.CreditCode),
        new("kind", NpgsqlDbType.Text, state.Kind),
        new("region", NpgsqlDbType.Text, state.Region),
        new("path", NpgsqlDbType.Text, state.Path),
        new("competent_authority", NpgsqlDbType.Text, state.CompetentAuthority?.Id),
        new("recommending_unit", NpgsqlDbType.Text, state.RecommendingUnit?.Id),
        new("recommending_unit_name", NpgsqlDbType.Text, state.RecommendingUnit?.Name),
        new("tokens", NpgsqlDbType.Array | NpgsqlDbType.Text, SearchTokens.Of(state.Name, state.CreditCode).ToArray()),
    ];

    /// <summary>The facts of a state, the same as in its columns.</summary>
    public static IFacts FactsOf(LegalEntityState state) => Facts.None
        .With("kind", state.Kind)
        .With("region", state.Region)
        .With("path", state.Path)
        .With("competent_authority", state.CompetentAuthority?.Id)
        .With("recommending_unit", state.RecommendingUnit?.Id);

    /// <summary>The organisation as this caller may see it: the contact only for who handles its affairs.</summary>
    public static LegalEntityView View(string id, long version, LegalEntityState state, Caller caller) => new(
        id,
        version,
        state.Name,
        state.CreditCode,
        state.Kind,
        state.Region,
        state.Path,
        state.Parent,
        state.CompetentAuthority,
        state.RecommendingUnit,
        LegalEntityRules.MayReadContact(state, caller) ? state.Contact : "",
        LegalEntityRules.MayChangeContact(state, caller)
            ? [new Allowed("change", new Words("修改单位信息", "Change"), null, false, "none", [])]
            : []);
}
