using System.Collections.Immutable;
using Orleans;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.GrainInterfaces.Projects;

/// <summary>Lets a project rest: nobody acts on it and no time runs.</summary>
[Immutable, Alias("SunGov.SuspendProject")]
public sealed record SuspendProject(string Reason);

/// <summary>Lets a project go on; the time it rested is added to its deadline.</summary>
[Immutable, Alias("SunGov.ResumeProject")]
public sealed record ResumeProject(string Reason);

/// <summary>Ends a project before its time; places held against quotas are released.</summary>
[Immutable, Alias("SunGov.TerminateProject")]
public sealed record TerminateProject(string Reason);

/// <summary>Objects to what is shown to everybody.</summary>
/// <param name="Name">Real name, 2 to 60 characters.</param>
/// <param name="Contact">Where an answer reaches the author, 5 to 100 characters.</param>
/// <param name="Text">What is objected to and why, 10 to 2,000 characters.</param>
[Immutable, Alias("SunGov.RaiseObjection")]
public sealed record RaiseObjection(string Name, string Contact, string Text);

/// <summary>Answers an objection.</summary>
/// <param name="Objection">Its id.</param>
/// <param name="Upheld">True when the project goes another way because of it.</param>
/// <param name="Answer">The reasons, 1 to 2,000 characters.</param>
[Immutable, Alias("SunGov.AnswerObjection")]
public sealed record AnswerObjection(string Objection, bool Upheld, string Answer);

/// <summary>That an objection arrived.</summary>
[Immutable, Alias("SunGov.ObjectionReceipt")]
public sealed record ObjectionReceipt(string Id, DateTimeOffset At);

/// <summary>An objection as those see it who answer it.</summary>
/// <param name="Upheld">Null while it waits for an answer.</param>
[Immutable, Alias("SunGov.ObjectionView")]
public sealed record ObjectionView(
    string Id,
    DateTimeOffset At,
    string Name,
    string Contact,
    string Text,
    bool? Upheld,
    string? Answer,
    string? AnsweredBy,
    DateTimeOffset? AnsweredAt);

/// <summary>What is shown to everybody now (R-APV-04). Stateless; key: <c>publications</c>.</summary>
[Alias("SunGov.IPublicationQueries")]
public interface IPublicationQueries : IGrainWithStringKey
{
    /// <summary>Projects shown now, newest first; nothing but their declared fields.</summary>
    [Alias("List")]
    Task<Outcome<Page<PublicationRow>>> List(PublicationFilter filter, PageRequest page);
}

/// <summary>Which publications.</summary>
/// <param name="Search">Words of title, number, leader or entity.</param>
[Immutable, Alias("SunGov.PublicationFilter")]
public sealed record PublicationFilter(
    string? Search = null, string? Call = null, string? Programme = null, string? Project = null);

/// <summary>A project as it is shown to everybody.</summary>
/// <param name="Stage">Why it is shown, e.g. that an award is proposed.</param>
/// <param name="Until">When the period ends.</param>
/// <param name="TakesObjections">True when anybody may object until then.</param>
[Immutable, Alias("SunGov.PublicationRow")]
public sealed record PublicationRow(
    string Project,
    Words Programme,
    string Call,
    string CallTitle,
    Words Stage,
    DateTimeOffset From,
    DateTimeOffset Until,
    bool TakesObjections,
    ImmutableArray<PublicationField> Fields);

/// <summary>A field shown to everybody.</summary>
/// <param name="Money">True where the value is a sum in fen.</param>
[Immutable, Alias("SunGov.PublicationField")]
public sealed record PublicationField(string Id, Words Name, string Value, bool Money);
