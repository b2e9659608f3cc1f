using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SunGov.GrainInterfaces.Calls;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Calls;

/// <summary>What happened to a call.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(CallDrafted), "call-drafted")]
[JsonDerivedType(typeof(CallPublished), "call-published")]
[JsonDerivedType(typeof(CallExtended), "call-extended")]
[JsonDerivedType(typeof(NoticePosted), "notice-posted")]
[JsonDerivedType(typeof(BlocksSet), "blocks-set")]
public abstract record CallEvent;

/// <summary>The call was drafted or rewritten; opening and closing are instants now.</summary>
public sealed record CallDrafted(
    DateTimeOffset At,
    Actor By,
    string Programme,
    Words ProgrammeName,
    string Owner,
    string Title,
    int Year,
    string Summary,
    ImmutableArray<GuidelineChapter> Guideline,
    DateTimeOffset Opens,
    DateTimeOffset Closes,
    int? EntityCap,
    string Contact,
    ImmutableArray<CallBlock>? Blocks = null) : CallEvent;

/// <summary>The call is public; the definition's version is pinned.</summary>
public sealed record CallPublished(
    DateTimeOffset At, Actor By, Words ProgrammeName, string Owner, int DefinitionVersion, string DefinitionSm3)
    : CallEvent;

/// <summary>The closing moved; the reason is a public notice.</summary>
public sealed record CallExtended(
    DateTimeOffset At, Actor By, DateTimeOffset From, DateTimeOffset Closes, string Notice, string Reason) : CallEvent;

/// <summary>What recommending units get changed; the reason is a public notice.</summary>
public sealed record BlocksSet(
    DateTimeOffset At, Actor By, ImmutableArray<CallBlock> Blocks, string Notice, string Reason) : CallEvent;

/// <summary>A public notice.</summary>
public sealed record NoticePosted(DateTimeOffset At, Actor By, string Notice, string Title, string Text) : CallEvent;

/// <summary>A call as of its last entry. A stored format: new members need defaults.</summary>
public sealed record CallState
{
    /// <summary>Nothing drafted yet.</summary>
    public static CallState Initial { get; } = new();

    /// <summary>What was drafted last; null while it does not exist.</summary>
    public CallDrafted? Draft { get; init; }

    /// <summary>How it was published; null while a draft.</summary>
    public CallPublished? Published { get; init; }

    /// <summary>When it closes, as extended.</summary>
    public DateTimeOffset Closes { get; init; }

    /// <summary>Its notices, oldest first.</summary>
    public ImmutableArray<NoticeView> Notices { get; init; } = [];

    /// <summary>What recommending units get now.</summary>
    public ImmutableArray<CallBlock> Blocks { get; init; } = [];

    /// <summary>Name of the programme, as of publication.</summary>
    [JsonIgnore]
    public Words ProgrammeName => Published?.ProgrammeName ?? Draft!.ProgrammeName;

    /// <summary>The organisation in charge, as of publication.</summary>
    [JsonIgnore]
    public string Owner => Published?.Owner ?? Draft!.Owner;

    /// <summary>State after an event; an event it does not know throws.</summary>
    public static CallState Evolve(CallState state, CallEvent happened) => happened switch
    {
        CallDrafted e => state with { Draft = e, Closes = e.Closes, Blocks = e.Blocks ?? [] },
        BlocksSet e => state with
        {
            Blocks = e.Blocks,
            Notices = state.Notices.Add(new NoticeView(e.Notice, e.At, CallBlockRules.Title, e.Reason)),
        },
        CallPublished e => state with { Published = e },
        CallExtended e => state with
        {
            Closes = e.Closes,
            Notices = state.Notices.Add(new NoticeView(e.Notice, e.At, CallRules.ExtensionTitle, e.Reason)),
        },
        NoticePosted e => state with { Notices = state.Notices.Add(new NoticeView(e.Notice, e.At, e.Title, e.Text)) },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} is not an event of a call"),
    };
}
