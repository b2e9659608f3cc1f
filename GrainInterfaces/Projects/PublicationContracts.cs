using System.Collections.Immutable;
using Orleans;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.GrainInterfaces.Projects;

/// <summary>Objects to what is shown to everybody.</summary>
/// <param name="Name">Real name, 2 to 60 characters; left out of an anonymous one.</param>
/// <param name="Contact">Where an answer reaches the author, 5 to 100 characters; may be left out of an anonymous
/// one.</param>
/// <param name="Text">What is objected to and why, 10 to 2,000 characters.</param>
/// <param name="Anonymous">True for one without a name, where the publication takes them.</param>
/// <param name="Publication">The publication that the author saw; left out for whatever is shown now.</param>
[Immutable, Alias("SunGov.RaiseObjection")]
public sealed record RaiseObjection(
    string? Name, string? Contact, string Text, bool Anonymous = false, string? Publication = null);

/// <summary>Answers an objection.</summary>
/// <param name="Objection">Its number.</param>
/// <param name="Upheld">True when the project goes another way because of it.</param>
/// <param name="Answer">The reasons, 1 to 2,000 characters.</param>
[Immutable, Alias("SunGov.AnswerObjection")]
public sealed record AnswerObjection(string Objection, bool Upheld, string Answer);

/// <summary>That an objection arrived.</summary>
/// <param name="Id">Its number: whoever has it can ask what became of it.</param>
[Immutable, Alias("SunGov.ObjectionReceipt")]
public sealed record ObjectionReceipt(string Id, DateTimeOffset At);

/// <summary>What became of an objection, for whoever has its number; nothing of who objected and why.</summary>
/// <param name="Title">Title of the project.</param>
/// <param name="State">open, dismissed or upheld; lapsed where the project left the publication otherwise.</param>
/// <param name="Answer">The reasons; null while open.</param>
[Immutable, Alias("SunGov.ObjectionProgress")]
public sealed record ObjectionProgress(
    string Id,
    string Title,
    Words Stage,
    DateTimeOffset At,
    string State,
    string? Answer,
    DateTimeOffset? AnsweredAt);

/// <summary>The objections to a project, for those who may read them.</summary>
/// <param name="MayAnswer">True where the caller answers the open ones.</param>
/// <param name="Upheld">Name of the stage an upheld one leads to; null when no stage takes objections now.</param>
[Immutable, Alias("SunGov.ObjectionsView")]
public sealed record ObjectionsView(ImmutableArray<ObjectionView> Items, bool MayAnswer, Words? Upheld);

/// <summary>An objection as those see it who answer it.</summary>
/// <param name="Stage">What was shown.</param>
/// <param name="Name">Null for an anonymous one.</param>
/// <param name="Contact">Null where none was told.</param>
/// <param name="Upheld">Null while it waits for an answer.</param>
/// <param name="Open">True while it can be answered.</param>
[Immutable, Alias("SunGov.ObjectionView")]
public sealed record ObjectionView(
    string Id,
    DateTimeOffset At,
    Words Stage,
    string? Name,
    string? Contact,
    string Text,
    bool? Upheld,
    string? Answer,
    string? AnsweredBy,
    DateTimeOffset? AnsweredAt,
    bool Open);

/// <summary>What is and was shown to everybody (R-APV-04). Stateless; key: <c>publications</c>.</summary>
[Alias("SunGov.IPublicationQueries")]
public interface IPublicationQueries : IGrainWithStringKey
{
    /// <summary>Publications, newest first: what of one call began in one stage on one day.</summary>
    [Alias("List")]
    Task<Outcome<Page<PublicationRow>>> List(PublicationFilter filter, PageRequest page);

    /// <summary>A publication.</summary>
    [Alias("Read")]
    Task<Outcome<PublicationView>> Read(string publication);

    /// <summary>Its projects by number; nothing but their declared fields.</summary>
    [Alias("Projects")]
    Task<Outcome<Page<PublishedProject>>> Projects(string publication, PublishedFilter filter, PageRequest page);

    /// <summary>What became of an objection; leads from its number to its project.</summary>
    [Alias("Check")]
    Task<Outcome<ObjectionProgress>> Check(string objection, By by);
}

/// <summary>Which publications.</summary>
/// <param name="Search">Words of title, number, leader or entity of a project.</param>
/// <param name="Status">open or past; null for both.</param>
[Immutable, Alias("SunGov.PublicationFilter")]
public sealed record PublicationFilter(
    string? Search = null, string? Status = null, string? Call = null, string? Programme = null,
    string? Project = null);

/// <summary>Which projects of a publication.</summary>
/// <param name="Search">Words of title, number, leader or entity.</param>
/// <param name="Project">The one with this id.</param>
[Immutable, Alias("SunGov.PublishedFilter")]
public sealed record PublishedFilter(string? Search = null, string? Project = null);

/// <summary>What of one call is shown to everybody from one day on.</summary>
/// <param name="Stage">Why it is shown, e.g. that awards are proposed.</param>
/// <param name="Until">When the period ends.</param>
/// <param name="Open">True until then.</param>
/// <param name="TakesObjections">True when anybody may object until then.</param>
/// <param name="WorkingDays">The period in working days; null where it is not counted so.</param>
/// <param name="Days">The period in civil days; null where it is not counted so.</param>
/// <param name="Projects">How many projects, of those that the filter names.</param>
[Immutable, Alias("SunGov.PublicationRow")]
public sealed record PublicationRow(
    string Id,
    Words Programme,
    string Call,
    string CallTitle,
    Words Stage,
    DateTimeOffset From,
    DateTimeOffset Until,
    bool Open,
    bool TakesObjections,
    int? WorkingDays,
    int? Days,
    long Projects);

/// <summary>A publication with what its table shows and how to object.</summary>
/// <param name="How">How else to object; null for by the web only.</param>
/// <param name="Anonymous">True where objections without a name are taken.</param>
[Immutable, Alias("SunGov.PublicationView")]
public sealed record PublicationView(
    PublicationRow Row, ImmutableArray<PublicationColumn> Columns, Words? How, bool Anonymous);

/// <summary>A column of a publication's table.</summary>
/// <param name="Money">True where values are sums in fen.</param>
[Immutable, Alias("SunGov.PublicationColumn")]
public sealed record PublicationColumn(string Id, Words Name, bool Money);

/// <summary>A project as it is shown to everybody.</summary>
/// <param name="TakesObjections">True when anybody may object to it now.</param>
[Immutable, Alias("SunGov.PublishedProject")]
public sealed record PublishedProject(
    string Project, DateTimeOffset Until, bool TakesObjections, ImmutableArray<PublicationField> Fields);

/// <summary>A field shown to everybody.</summary>
/// <param name="Money">True where the value is a sum in fen.</param>
[Immutable, Alias("SunGov.PublicationField")]
public sealed record PublicationField(string Id, Words Name, string Value, bool Money);
