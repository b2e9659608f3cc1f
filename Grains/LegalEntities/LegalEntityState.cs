using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.LegalEntities;

/// <summary>An organisation as of its last entry. Also what the directory keeps of it.</summary>
/// <param name="Name">Full official name; empty while it does not exist.</param>
/// <param name="Path">Ids from the root to this one, joined by '/'.</param>
public sealed record LegalEntityState(
    string Name,
    string? CreditCode,
    string Kind,
    string Region,
    string Path,
    Named? Parent,
    Named? CompetentAuthority,
    Named? RecommendingUnit,
    string Contact)
{
    /// <summary>Name of the kind and of its table.</summary>
    public const string KindName = "legal_entity";

    /// <summary>Before registration.</summary>
    public static LegalEntityState None { get; } = new("", null, "", "", "", null, null, null, "");

    /// <summary>What the journal knows of organisations.</summary>
    public static Kind<LegalEntityState, LegalEntityEvent> Stored { get; } = new(
        KindName, None, Evolve, LegalEntityRows.Of, _ => [], (_, _) => [])
    {
        ChangesGrants = true,
        Facts = LegalEntityRows.FactColumns,
    };

    /// <summary>True once registered.</summary>
    [JsonIgnore]
    public bool Exists => Name.Length > 0;

    /// <summary>Ids on the path: the root, ..., itself.</summary>
    [JsonIgnore]
    public ImmutableArray<string> Units => [.. Path.Split('/', StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>The state after an event.</summary>
    public static LegalEntityState Evolve(LegalEntityState state, LegalEntityEvent happened) => happened switch
    {
        LegalEntityRegistered e => new(
            e.Name, e.CreditCode, e.Kind, e.Region, e.Path, e.Parent, e.CompetentAuthority, e.RecommendingUnit,
            e.Contact),
        LegalEntityRenamed e => state with { Name = e.Name },
        CompetentAuthorityChanged e => state with { CompetentAuthority = e.CompetentAuthority },
        RecommendingUnitChanged e => state with { RecommendingUnit = e.RecommendingUnit },
        ContactChanged e => state with { Contact = e.Contact },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} is not an event of organisations"),
    };
}

/// <summary>What can happen to an organisation. Stored for ever: add, never change.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(LegalEntityRegistered), "legal-entity-registered")]
[JsonDerivedType(typeof(LegalEntityRenamed), "legal-entity-renamed")]
[JsonDerivedType(typeof(CompetentAuthorityChanged), "competent-authority-changed")]
[JsonDerivedType(typeof(RecommendingUnitChanged), "recommending-unit-changed")]
[JsonDerivedType(typeof(ContactChanged), "contact-changed")]
public abstract record LegalEntityEvent;

/// <summary>It was registered; names of others are those of the moment.</summary>
public sealed record LegalEntityRegistered(
    string Name,
    string? CreditCode,
    string Kind,
    string Region,
    string Path,
    Named? Parent,
    Named? CompetentAuthority,
    Named? RecommendingUnit,
    string Contact) : LegalEntityEvent;

/// <summary>It has another name; the old one stays in history (R-USR-01).</summary>
public sealed record LegalEntityRenamed(string Name, string Reason) : LegalEntityEvent;

/// <summary>Another authority is competent (R-USR-06); running projects keep theirs.</summary>
public sealed record CompetentAuthorityChanged(Named CompetentAuthority, string Reason) : LegalEntityEvent;

/// <summary>Another unit recommends its projects; running projects keep theirs.</summary>
public sealed record RecommendingUnitChanged(Named RecommendingUnit, string Reason) : LegalEntityEvent;

/// <summary>It has another contact line.</summary>
public sealed record ContactChanged(string Contact, string Reason) : LegalEntityEvent;
