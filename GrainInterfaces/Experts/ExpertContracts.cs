using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.GrainInterfaces.Experts;

/// <summary>
/// One person's place in the expert register (R-EXP-01, R-EXP-03). Key: opaque expert id; a person has at most one.
/// </summary>
[Alias("SunGov.IExpertGrain")]
public interface IExpertGrain : IGrainWithStringKey
{
    /// <summary>
    /// The person of the acting identity applies, for the organisation of that identity as entity of work.
    /// Again after a return or after leaving.
    /// </summary>
    [Alias("Apply")]
    Task<Outcome<ExpertView>> Apply(ApplyAsExpert command, By by);

    /// <summary>
    /// The expert changes the own record. Other disciplines must be confirmed by the register again.
    /// </summary>
    [Alias("Change")]
    Task<Outcome<ExpertView>> Change(ChangeExpert command, By by);

    /// <summary>The office of the entity of work confirms what was applied.</summary>
    [Alias("Endorse")]
    Task<Outcome<ExpertView>> Endorse(JudgeExpert command, By by);

    /// <summary>Office or register keeper send the application back with the reason.</summary>
    [Alias("Return")]
    Task<Outcome<ExpertView>> Return(JudgeExpert command, By by);

    /// <summary>The keeper takes the expert into the register, or back after a pause.</summary>
    [Alias("Confirm")]
    Task<Outcome<ExpertView>> Confirm(JudgeExpert command, By by);

    /// <summary>The keeper pauses the expert with the reason: no longer drawn, running reviews go on.</summary>
    [Alias("Pause")]
    Task<Outcome<ExpertView>> Pause(JudgeExpert command, By by);

    /// <summary>The expert leaves the register.</summary>
    [Alias("Leave")]
    Task<Outcome<ExpertView>> Leave(JudgeExpert command, By by);

    /// <summary>The record as this caller may see it; own recusals for the expert and the keeper alone.</summary>
    [Alias("Read"), ReadOnly]
    Task<Outcome<ExpertView>> Read(By by);
}

/// <summary>Lists of experts. Stateless; key: <c>experts</c>.</summary>
[Alias("SunGov.IExpertQueries")]
public interface IExpertQueries : IGrainWithStringKey
{
    /// <summary>Experts in the caller's scope; the look is recorded in the access log.</summary>
    [Alias("List")]
    Task<Outcome<Page<ExpertRow>>> List(ExpertFilter filter, PageRequest page, By by);

    /// <summary>The record of the person who asks; refused with <c>not-found</c> where there is none.</summary>
    [Alias("Mine")]
    Task<Outcome<ExpertView>> Mine(By by);

    /// <summary>
    /// Confirmed experts who can be drawn, ordered by expert id. Needs <c>expert.draw</c>; the disclosure is recorded
    /// before they leave.
    /// </summary>
    [Alias("Eligible")]
    Task<Outcome<ImmutableArray<EligibleExpert>>> Eligible(EligibleFilter filter, By by);

    /// <summary>
    /// These experts as a draw sees them, whatever their state; unknown ids are left out. Same right and same record
    /// as <see cref="Eligible"/>.
    /// </summary>
    [Alias("Named")]
    Task<Outcome<ImmutableArray<EligibleExpert>>> Named(ImmutableArray<string> experts, string purpose, By by);
}

/// <summary>Disciplines of GB/T 13745-2009. Stateless; key: <c>disciplines</c>.</summary>
[Alias("SunGov.IDisciplineQueries")]
public interface IDisciplineQueries : IGrainWithStringKey
{
    /// <summary>The disciplines directly below one, or found by a search; at most 200.</summary>
    [Alias("List")]
    Task<Outcome<ImmutableArray<DisciplineRow>>> List(DisciplineFilter filter, By by);
}

/// <summary>Applies to be an expert.</summary>
/// <param name="Title">Professional title as held, e.g. 教授; 2 to 60 characters.</param>
/// <param name="Disciplines">1 to 5 codes of GB/T 13745-2009, of any level; the first is the main one.</param>
/// <param name="Keywords">1 to 10 words for what the expert works on, each 2 to 30 characters.</param>
/// <param name="Recusals">Organisations and people whose projects the expert must not review.</param>
[Immutable, Alias("SunGov.ApplyAsExpert")]
public sealed record ApplyAsExpert(
    string Title,
    ImmutableArray<string> Disciplines,
    ImmutableArray<string> Keywords,
    ImmutableArray<Recusal> Recusals);

/// <summary>Changes the own record; null leaves a part as it is.</summary>
[Immutable, Alias("SunGov.ChangeExpert")]
public sealed record ChangeExpert(
    string? Title = null,
    ImmutableArray<string>? Disciplines = null,
    ImmutableArray<string>? Keywords = null,
    ImmutableArray<Recusal>? Recusals = null);

/// <summary>A judgement of the register with its reason.</summary>
/// <param name="Reason">At most 500 characters; may be empty to endorse and to confirm.</param>
[Immutable, Alias("SunGov.JudgeExpert")]
public sealed record JudgeExpert(string Reason = "");

/// <summary>Whose projects the expert must not review, as declared by the expert (R-REV, 回避).</summary>
/// <param name="Kind"><c>entity</c> or <c>person</c>.</param>
/// <param name="Id">Id of the organisation or person; empty for one that is not known here.</param>
/// <param name="Name">Its name.</param>
/// <param name="Why">The relation, e.g. 博士导师; at most 100 characters.</param>
[Immutable, Alias("SunGov.Recusal")]
public sealed record Recusal(string Kind, string Id, string Name, string Why);

/// <summary>A discipline as shown.</summary>
/// <param name="Code">Code of GB/T 13745-2009: 3, 5 or 7 digits.</param>
/// <param name="Name">Chinese name.</param>
[Immutable, Alias("SunGov.Discipline")]
public sealed record Discipline(string Code, string Name);

/// <summary>Which disciplines: those below one, or those found.</summary>
/// <param name="Under">Code; empty for the first level.</param>
/// <param name="Search">Part of a name or of a code; then <paramref name="Under"/> limits where.</param>
[Immutable, Alias("SunGov.DisciplineFilter")]
public sealed record DisciplineFilter(string? Under = null, string? Search = null);

/// <summary>A discipline in the tree.</summary>
/// <param name="Path">Names from the first level down to the one above, joined by ' / '.</param>
/// <param name="Leaf">True when nothing stands below it.</param>
[Immutable, Alias("SunGov.DisciplineRow")]
public sealed record DisciplineRow(string Code, string Name, string Path, bool Leaf);

/// <summary>An expert's record.</summary>
/// <param name="Entity">The legal entity of work.</param>
/// <param name="Unit">The organisation within it; the same where there is none.</param>
/// <param name="Disciplines">The first is the main one.</param>
/// <param name="Status">applied, endorsed, confirmed, returned, paused or left.</param>
/// <param name="Reason">The reason of the last return or pause; empty for none.</param>
/// <param name="Recusals">Empty for callers other than the expert and the keeper.</param>
[Immutable, Alias("SunGov.ExpertView")]
public sealed record ExpertView(
    string Id,
    long Version,
    Named Person,
    Named Entity,
    Named Unit,
    string Title,
    ImmutableArray<Discipline> Disciplines,
    ImmutableArray<string> Keywords,
    string Status,
    string Reason,
    DateTimeOffset Changed,
    ImmutableArray<Recusal> Recusals,
    ImmutableArray<Allowed> Allowed);

/// <summary>Which experts.</summary>
/// <param name="Search">Part of name, entity, title or keyword.</param>
/// <param name="Discipline">Prefix of a code, e.g. <c>520</c>; any of the expert's disciplines.</param>
/// <param name="Status">One of the states.</param>
/// <param name="Entity">Id of the legal entity of work.</param>
/// <param name="Region">Administrative division code of the entity.</param>
[Immutable, Alias("SunGov.ExpertFilter")]
public sealed record ExpertFilter(
    string? Search = null,
    string? Discipline = null,
    string? Status = null,
    string? Entity = null,
    string? Region = null);

/// <summary>An expert in a list.</summary>
[Immutable, Alias("SunGov.ExpertRow")]
public sealed record ExpertRow(
    string Id,
    string Name,
    Named Entity,
    string Title,
    ImmutableArray<Discipline> Disciplines,
    string Status,
    DateTimeOffset Changed);

/// <summary>Who can be drawn.</summary>
/// <param name="Disciplines">Prefixes of codes, any of which must fit; empty for all disciplines.</param>
/// <param name="ExcludedEntities">
/// Organisations whose people are not drawn: everybody of the same legal entity, and who declared a recusal of it.
/// </param>
/// <param name="ExcludedPersons">People not drawn, and those who declared a recusal of one of them.</param>
/// <param name="Purpose">What the draw is for, e.g. the id of a review activity; recorded.</param>
[Immutable, Alias("SunGov.EligibleFilter")]
public sealed record EligibleFilter(
    ImmutableArray<string> Disciplines,
    ImmutableArray<string> ExcludedEntities,
    ImmutableArray<string> ExcludedPersons,
    string Purpose);

/// <summary>An expert as a draw sees them. Ids suffice to recuse them project by project.</summary>
/// <param name="Expert">Expert id.</param>
/// <param name="Person">Person id.</param>
/// <param name="Name">Real name.</param>
/// <param name="Entity">The legal entity of work.</param>
/// <param name="Disciplines">Codes; the first is the main one.</param>
/// <param name="RecusedEntities">Ids of organisations the expert declared.</param>
/// <param name="RecusedPersons">Ids of people the expert declared.</param>
/// <param name="Confirmed">False when not in the register now, e.g. paused.</param>
[Immutable, Alias("SunGov.EligibleExpert")]
public sealed record EligibleExpert(
    string Expert,
    string Person,
    string Name,
    Named Entity,
    string Title,
    ImmutableArray<string> Disciplines,
    ImmutableArray<string> Keywords,
    ImmutableArray<string> RecusedEntities,
    ImmutableArray<string> RecusedPersons,
    bool Confirmed);
