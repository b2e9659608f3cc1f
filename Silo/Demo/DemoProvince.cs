using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using SunGov.GrainInterfaces.Calls;
using SunGov.GrainInterfaces.Experts;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Reviews;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Demo;

/// <summary>The demo province as data: who there is, what is called for, and how far each project has come.</summary>
/// <param name="Organisations">Organisations, parents before children.</param>
/// <param name="People">People with their identities.</param>
/// <param name="Calls">Calls; their days count from the day of loading.</param>
/// <param name="Projects">Projects and the steps that brought them where they stand.</param>
/// <param name="Experts">Records of the expert register, of some of the people.</param>
/// <param name="Rounds">Rounds of review, and how far each has come.</param>
/// <param name="Remarks">What experts write on sheets.</param>
public sealed record DemoProvince(
    ImmutableArray<DemoOrganisation> Organisations,
    ImmutableArray<DemoPerson> People,
    ImmutableArray<DemoCall> Calls,
    ImmutableArray<DemoProject> Projects,
    ImmutableArray<DemoExpert> Experts,
    ImmutableArray<DemoRound> Rounds,
    ImmutableArray<DemoRemark> Remarks)
{
    /// <summary>Reads the province that is shipped with the host.</summary>
    public static DemoProvince Shipped() => new(
        Read<DemoOrganisation>("organisations"),
        [.. Read<DemoPerson>("people"), .. Read<DemoPerson>("staff")],
        Read<DemoCall>("calls"),
        Read<DemoProject>("projects"),
        Read<DemoExpert>("experts"),
        Read<DemoRound>("rounds"),
        Read<DemoRemark>("remarks"));

    private static ImmutableArray<T> Read<T>(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Demo.{name}.json")
            ?? throw new InvalidOperationException($"the demo's {name} are not part of this build");
        return JsonSerializer.Deserialize<ImmutableArray<T>>(stream, StoredJson.Options);
    }
}

/// <summary>An organisation of the demo.</summary>
public sealed record DemoOrganisation(
    string Id,
    string Name,
    string? CreditCode,
    string Kind,
    string Region,
    string? Parent,
    string? CompetentAuthority,
    string? RecommendingUnit,
    string Contact);

/// <summary>A person of the demo; all share one precomputed password hash.</summary>
/// <param name="Shown">True for those whom the login page names: one per role, each with work to do.</param>
public sealed record DemoPerson(
    string Id, string Name, string Login, ImmutableArray<DemoIdentity> Identities, bool Shown = false);

/// <summary>An identity of a demo person.</summary>
public sealed record DemoIdentity(string Role, string Organisation, string Position);

/// <summary>A call of the demo.</summary>
/// <param name="By">Login of the officer who publishes it.</param>
/// <param name="OpensIn">Days from the day of loading to the first day; negative for the past.</param>
/// <param name="ClosesIn">Days to the last day.</param>
/// <param name="Blocks">What cities get to decide on and spend; null for nothing.</param>
public sealed record DemoCall(
    string Id,
    string Programme,
    string By,
    string Title,
    int Year,
    string Summary,
    ImmutableArray<GuidelineChapter> Guideline,
    int OpensIn,
    int ClosesIn,
    int? EntityCap,
    string Contact,
    ImmutableArray<DemoNotice> Notices,
    ImmutableArray<CallBlock>? Blocks = null);

/// <summary>A notice of a demo call.</summary>
/// <param name="Day">When it is posted, in days from the day of loading.</param>
public sealed record DemoNotice(string Title, string Text, double Day);

/// <summary>A project of the demo.</summary>
/// <param name="Leader">Login of its leader.</param>
/// <param name="Day">When it was started, in days from the day of loading; negative for the past.</param>
/// <param name="Form">The form that is filled first.</param>
/// <param name="Sections">Section id to content; texts such as <c>@-30</c> are days and become dates.</param>
/// <param name="Steps">What happened to it, in order.</param>
/// <param name="Merit">How experts see it, 0 to 100; 0 where it was never reviewed.</param>
public sealed record DemoProject(
    string Id,
    string Call,
    string Leader,
    string Entity,
    string Title,
    double Day,
    string Form,
    ImmutableSortedDictionary<string, JsonElement> Sections,
    ImmutableArray<DemoStep> Steps,
    int Merit = 0);

/// <summary>One step on a project's way.</summary>
/// <param name="By">Login of whoever takes it; of nobody for an objection.</param>
/// <param name="Day">When, in days from the day of loading.</param>
/// <param name="Kind">Null for an action on the open task that this person holds; else one of those below.</param>
/// <param name="Action">Action id of the definition.</param>
/// <param name="Opinion">Opinion or reason.</param>
/// <param name="Input">Further input of the action, e.g. the sections to correct.</param>
/// <param name="Form">Form that is saved.</param>
/// <param name="Sections">What is saved, over what the form is prefilled with.</param>
/// <param name="Objection">What is objected.</param>
public sealed record DemoStep(
    string By,
    double Day,
    string? Kind,
    string? Action,
    string? Opinion,
    JsonElement? Input,
    string? Form,
    ImmutableSortedDictionary<string, JsonElement>? Sections,
    RaiseObjection? Objection)
{
    /// <summary>Fills a form.</summary>
    public const string Save = "save";

    /// <summary>Takes the project back.</summary>
    public const string Withdraw = "withdraw";

    /// <summary>Lets it rest.</summary>
    public const string Suspend = "suspend";

    /// <summary>Lets it go on.</summary>
    public const string Resume = "resume";

    /// <summary>Ends it.</summary>
    public const string Terminate = "terminate";

    /// <summary>Anybody objects.</summary>
    public const string Objected = "object";

    /// <summary>An action that a round of review takes when its results are released.</summary>
    public const string Round = "round";
}

/// <summary>An expert of the demo.</summary>
/// <param name="Login">Login of the person, whose first identity names the entity of work.</param>
/// <param name="Office">Login of the office that endorses.</param>
/// <param name="Status">How far the record has come: applied, endorsed, confirmed or paused.</param>
public sealed record DemoExpert(
    string Id,
    string Login,
    string Title,
    ImmutableArray<string> Disciplines,
    ImmutableArray<string> Keywords,
    ImmutableArray<Recusal> Recusals,
    string Office,
    string Status);

/// <summary>A round of review of the demo; where a day is missing the round has not come so far.</summary>
/// <param name="By">Login of its organiser.</param>
/// <param name="Stage">Stage in which its projects stand.</param>
/// <param name="Created">When it was created and its groups arranged.</param>
/// <param name="Invited">When experts were drawn and invited.</param>
/// <param name="Open">Days from the invitation to the last day of the round.</param>
/// <param name="Accepted">When they accepted and signed.</param>
/// <param name="Scored">When sheets came in: each expert submits one of their sheets a time.</param>
/// <param name="Closed">When it was closed.</param>
/// <param name="Released">When its results were released.</param>
/// <param name="Decline">Why one expert declined; null where nobody did.</param>
/// <param name="Shown">Login of an expert who is sure to sit in the first group and is midway; null for none.</param>
public sealed record DemoRound(
    string Id,
    string Call,
    string By,
    string Stage,
    string Title,
    string Sheet,
    int SheetsPerProject,
    int Reserves,
    double Created,
    double? Invited,
    int Open,
    double? Accepted,
    ImmutableArray<double> Scored,
    double? Closed,
    double? Released,
    string? Decline,
    string? Shown,
    ImmutableArray<ReviewGroupPlan> Groups);

/// <summary>What an expert may write.</summary>
/// <param name="From">Least score it goes with.</param>
/// <param name="First">On the first indicator.</param>
/// <param name="Whole">On the whole; <c>{0}</c> stands for a keyword of the project.</param>
public sealed record DemoRemark(int From, string First, string Whole);
