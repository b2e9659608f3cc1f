using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.GrainInterfaces.Calls;

/// <summary>
/// One opening of a programme (R-BUS-14, R-APP-01). Key: opaque id. Owns guideline, dates, caps and notices.
/// </summary>
[Alias("SunGov.ICallGrain")]
public interface ICallGrain : IGrainWithStringKey
{
    /// <summary>Drafts the call, or rewrites the draft.</summary>
    [Alias("Draft")]
    Task<Outcome<CallView>> Draft(DraftCall command, By by);

    /// <summary>Publishes the call: anyone can read it; it opens and closes at its instants.</summary>
    [Alias("Publish")]
    Task<Outcome<CallView>> Publish(PublishCall command, By by);

    /// <summary>Moves the closing instant of a published call, with a reason that is made public.</summary>
    [Alias("Extend")]
    Task<Outcome<CallView>> Extend(ExtendCall command, By by);

    /// <summary>Sets what recommending units may decide and spend, with a reason that is made public (R-BUS-03).
    /// </summary>
    [Alias("SetBlocks")]
    Task<Outcome<CallView>> SetBlocks(SetCallBlocks command, By by);

    /// <summary>Posts a public notice under the call.</summary>
    [Alias("Post")]
    Task<Outcome<CallView>> Post(PostNotice command, By by);

    /// <summary>The call; a draft only for those who manage calls of the programme.</summary>
    [Alias("Read"), ReadOnly]
    Task<Outcome<CallView>> Read(By by);
}

/// <summary>Lists of calls and notices. Stateless; key: <c>calls</c>.</summary>
[Alias("SunGov.ICallQueries")]
public interface ICallQueries : IGrainWithStringKey
{
    /// <summary>Calls this caller may read: published ones for anyone, drafts for their managers.</summary>
    [Alias("List")]
    Task<Outcome<Page<CallRow>>> List(CallFilter filter, PageRequest page, By by);

    /// <summary>Public notices, newest first.</summary>
    [Alias("Notices")]
    Task<Outcome<Page<NoticeRow>>> Notices(PageRequest page);
}

/// <summary>Drafts a call.</summary>
/// <param name="Programme">Programme id; its newest published version is pinned at publication.</param>
/// <param name="Title">Title of the call, 4 to 120 characters.</param>
/// <param name="Year">Plan year.</param>
/// <param name="Summary">One paragraph for the portal.</param>
/// <param name="Guideline">The guideline's chapters.</param>
/// <param name="Opens">First civil day in Asia/Shanghai; opens at 00:00.</param>
/// <param name="Closes">Last civil day in Asia/Shanghai; closes at <paramref name="ClosesAt"/>.</param>
/// <param name="ClosesAt">Time of day of the closing, e.g. 17:00.</param>
/// <param name="EntityCap">Most submitted projects per legal entity in this call; null for no cap.</param>
/// <param name="Contact">Whom to ask.</param>
/// <param name="Blocks">What recommending units get to decide on and spend; null for nothing.</param>
[Immutable, Alias("SunGov.DraftCall")]
public sealed record DraftCall(
    string Programme,
    string Title,
    int Year,
    string Summary,
    ImmutableArray<GuidelineChapter> Guideline,
    DateOnly Opens,
    DateOnly Closes,
    TimeOnly ClosesAt,
    int? EntityCap,
    string Contact,
    ImmutableArray<CallBlock>? Blocks = null);

/// <summary>What a call gives a recommending unit (R-BUS-03).</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Places">How many projects it may take.</param>
/// <param name="Fen">The block of funds it may spend.</param>
/// <param name="Delegated">True while it decides itself; false once that is withdrawn.</param>
[Immutable, Alias("SunGov.CallBlock")]
public sealed record CallBlock(Named Unit, int Places, long Fen, bool Delegated);

/// <summary>Sets the blocks of a published call; those already decided on stay.</summary>
[Immutable, Alias("SunGov.SetCallBlocks")]
public sealed record SetCallBlocks(ImmutableArray<CallBlock> Blocks, string Reason);

/// <summary>A chapter of a guideline: heading and paragraphs of plain text.</summary>
[Immutable, Alias("SunGov.GuidelineChapter")]
public sealed record GuidelineChapter(string Heading, string Text);

/// <summary>Publishes the drafted call.</summary>
[Immutable, Alias("SunGov.PublishCall")]
public sealed record PublishCall;

/// <summary>Moves the closing.</summary>
[Immutable, Alias("SunGov.ExtendCall")]
public sealed record ExtendCall(DateOnly Closes, TimeOnly ClosesAt, string Reason);

/// <summary>Posts a notice.</summary>
[Immutable, Alias("SunGov.PostNotice")]
public sealed record PostNotice(string Title, string Text);

/// <summary>A call.</summary>
/// <param name="Status">draft, scheduled, open or closed, by the server's clock.</param>
/// <param name="DefinitionVersion">The pinned version of the programme definition; 0 while a draft.</param>
/// <param name="DefinitionSm3">Hash of that version, under which its content is stored; empty while a draft.</param>
/// <param name="ProgrammeState">published, or suspended or retired: then no project can be started.</param>
[Immutable, Alias("SunGov.CallView")]
public sealed record CallView(
    string Id,
    long Version,
    string Status,
    string Programme,
    Words ProgrammeName,
    int DefinitionVersion,
    string DefinitionSm3,
    string Title,
    int Year,
    string Summary,
    ImmutableArray<GuidelineChapter> Guideline,
    DateTimeOffset Opens,
    DateTimeOffset Closes,
    int? EntityCap,
    string Contact,
    ImmutableArray<NoticeView> Notices,
    ImmutableArray<Allowed> Allowed,
    ImmutableArray<CallBlock> Blocks,
    string ProgrammeState = "published");

/// <summary>A public notice of a call.</summary>
[Immutable, Alias("SunGov.NoticeView")]
public sealed record NoticeView(string Id, DateTimeOffset At, string Title, string Text);

/// <summary>Which calls.</summary>
/// <param name="Status">draft, scheduled, open or closed.</param>
[Immutable, Alias("SunGov.CallFilter")]
public sealed record CallFilter(
    string? Search = null,
    string? Programme = null,
    int? Year = null,
    string? Status = null);

/// <summary>A call in a list.</summary>
[Immutable, Alias("SunGov.CallRow")]
public sealed record CallRow(
    string Id,
    string Status,
    string Programme,
    Words ProgrammeName,
    string Title,
    int Year,
    string Summary,
    DateTimeOffset Opens,
    DateTimeOffset Closes,
    string ProgrammeState = "published");

/// <summary>A notice in a list.</summary>
[Immutable, Alias("SunGov.NoticeRow")]
public sealed record NoticeRow(string Id, string Call, string CallTitle, DateTimeOffset At, string Title, string Text);
