using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.GrainInterfaces.LegalEntities;

/// <summary>
/// An organisation: enterprise, university, institute, bureau, department, division. Key: opaque id. Owns name, credit
/// code, place in the tree and who is competent for it (R-USR-06, R-USR-09, R-USR-10).
/// </summary>
[Alias("SunGov.ILegalEntityGrain")]
public interface ILegalEntityGrain : IGrainWithStringKey
{
    /// <summary>Registers the organisation; refused when the credit code belongs to another.</summary>
    [Alias("Register")]
    Task<Outcome<LegalEntityView>> Register(RegisterLegalEntity command, By by);

    /// <summary>
    /// Changes name, contact, competent authority or recommending unit; running projects keep theirs.
    /// </summary>
    [Alias("Change")]
    Task<Outcome<LegalEntityView>> Change(ChangeLegalEntity command, By by);

    /// <summary>The organisation.</summary>
    [Alias("Read"), ReadOnly]
    Task<Outcome<LegalEntityView>> Read(By by);
}

/// <summary>Lists of organisations. Stateless; key: <c>entities</c>.</summary>
[Alias("SunGov.ILegalEntityQueries")]
public interface ILegalEntityQueries : IGrainWithStringKey
{
    /// <summary>
    /// Organisations by name, credit code, kind or region. Names are public facts; contacts are not listed.
    /// </summary>
    [Alias("List")]
    Task<Outcome<Page<LegalEntityRow>>> List(LegalEntityFilter filter, PageRequest page, By by);
}

/// <summary>Registers an organisation.</summary>
/// <param name="Name">Full official name.</param>
/// <param name="CreditCode">Unified social credit code (GB 32100), 18 characters; null for divisions.</param>
/// <param name="Kind">enterprise, university, institute, hospital, bureau, department, division, agency, other.</param>
/// <param name="Region">Administrative division code, e.g. 440100.</param>
/// <param name="Parent">The organisation it belongs to; null for none.</param>
/// <param name="CompetentAuthority">主管部门.</param>
/// <param name="RecommendingUnit">The unit that recommends its projects; null for those managed directly.</param>
/// <param name="Contact">Contact line shown to those who handle its projects.</param>
[Immutable, Alias("SunGov.RegisterLegalEntity")]
public sealed record RegisterLegalEntity(
    string Name,
    string? CreditCode,
    string Kind,
    string Region,
    string? Parent,
    string? CompetentAuthority,
    string? RecommendingUnit,
    string Contact);

/// <summary>Changes an organisation; null leaves a value as it is.</summary>
[Immutable, Alias("SunGov.ChangeLegalEntity")]
public sealed record ChangeLegalEntity(
    string? Name,
    string? CompetentAuthority,
    string? RecommendingUnit,
    string? Contact,
    string Reason);

/// <summary>An organisation.</summary>
/// <param name="Path">Ids from the root to this one, joined by '/', e.g. <c>department/division</c>.</param>
[Immutable, Alias("SunGov.LegalEntityView")]
public sealed record LegalEntityView(
    string Id,
    long Version,
    string Name,
    string? CreditCode,
    string Kind,
    string Region,
    string Path,
    Named? Parent,
    Named? CompetentAuthority,
    Named? RecommendingUnit,
    string Contact,
    ImmutableArray<Allowed> Allowed);

/// <summary>Which organisations.</summary>
[Immutable, Alias("SunGov.LegalEntityFilter")]
public sealed record LegalEntityFilter(string? Search = null, string? Kind = null, string? Region = null);

/// <summary>An organisation in a list.</summary>
[Immutable, Alias("SunGov.LegalEntityRow")]
public sealed record LegalEntityRow(
    string Id,
    string Name,
    string? CreditCode,
    string Kind,
    string Region,
    Named? RecommendingUnit);
