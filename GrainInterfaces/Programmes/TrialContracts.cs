using System.Collections.Immutable;
using System.Text.Json;
using Orleans;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.GrainInterfaces.Programmes;

/// <summary>
/// Tries a definition out on a project that exists nowhere (R-BUS-16). Stateless, writes nothing; key: <c>trials</c>.
/// </summary>
[Alias("SunGov.IProgrammeTrials")]
public interface IProgrammeTrials : IGrainWithStringKey
{
    /// <summary>Replays the acts from the start under the rules of real projects, and shows what then stands.</summary>
    [Alias("Try")]
    Task<Outcome<TrialView>> Try(string programme, TryDefinition command, By by);
}

/// <summary>Tries a definition out.</summary>
/// <param name="Definition">The definition; null for the draft, or the current version where there is none.</param>
/// <param name="Facts">Who applies, when, for what; null for invented ones.</param>
/// <param name="Acts">What is done, in order; empty to see how a project begins.</param>
/// <param name="Contents">
/// What the forms hold, by form and section: <c>{form: {section: content}}</c>; <c>report~2</c> is the second
/// occurrence of a form that is filled again and again.
/// </param>
[Immutable, Alias("SunGov.TryDefinition")]
public sealed record TryDefinition(
    JsonElement? Definition,
    TrialFacts? Facts,
    ImmutableArray<TrialAct> Acts,
    ImmutableDictionary<string, ImmutableDictionary<string, JsonElement>>? Contents);

/// <summary>The project tried out.</summary>
/// <param name="Entity">The legal entity that applies; id and name.</param>
/// <param name="RecommendingUnit">Its recommending unit; an empty id for none.</param>
/// <param name="CompetentAuthority">Who is competent for it; an empty id for none.</param>
/// <param name="EntityCap">The call's cap per legal entity; null for none.</param>
/// <param name="At">When it begins; null for now.</param>
/// <param name="EntityKind">Kind of the legal entity, e.g. <c>university</c>.</param>
[Immutable, Alias("SunGov.TrialFacts")]
public sealed record TrialFacts(
    string? Title = null,
    Named? Leader = null,
    Named? Entity = null,
    string? Region = null,
    Named? RecommendingUnit = null,
    Named? CompetentAuthority = null,
    int? Year = null,
    DateTimeOffset? CallCloses = null,
    int? EntityCap = null,
    DateTimeOffset? At = null,
    string? EntityKind = null);

/// <summary>Something done in a trial.</summary>
/// <param name="Task">
/// Task id as the trial names it, or as the definition does; null for the first open one that has the action.
/// </param>
/// <param name="Action">
/// Action id of the definition; <c>elapse</c> lets the open period pass, <c>withdraw</c> takes the application back,
/// with the opinion as reason.
/// </param>
/// <param name="As">
/// Who does it, <c>role@organisation</c> or <c>leader</c>; <c>role@organisation#2</c> is a second person of that role
/// there. Null for who holds the task.
/// </param>
/// <param name="At">When; null for the instant of the act before.</param>
[Immutable, Alias("SunGov.TrialAct")]
public sealed record TrialAct(
    string? Task,
    string Action,
    string? Opinion = null,
    JsonElement? Input = null,
    string? As = null,
    DateTimeOffset? At = null);

/// <summary>What stands after the acts.</summary>
/// <param name="Project">The project, as those see it who oversee everything.</param>
/// <param name="Tasks">The open tasks, each with what its holder could do.</param>
/// <param name="Steps">What became of each act.</param>
/// <param name="Form">The form that is filled now, as its holder sees it; null for none.</param>
/// <param name="Now">The instant it stands at.</param>
/// <param name="Elapses">When the open period ends by itself; null for none.</param>
[Immutable, Alias("SunGov.TrialView")]
public sealed record TrialView(
    ProjectView Project,
    ImmutableArray<TrialTask> Tasks,
    ImmutableArray<TrialStep> Steps,
    FormView? Form,
    DateTimeOffset Now,
    DateTimeOffset? Elapses);

/// <summary>An open task of a trial.</summary>
/// <param name="Holder"><c>leader</c> or <c>role@organisation</c>, as an act can name it.</param>
[Immutable, Alias("SunGov.TrialTask")]
public sealed record TrialTask(
    string Id, Words Name, string Holder, string HolderName, ImmutableArray<Allowed> Allowed);

/// <summary>What became of an act.</summary>
/// <param name="Refusal">Why not; null when it was accepted. Later acts are judged as things then stand.</param>
/// <param name="Stage">The stage the project stood in afterwards.</param>
/// <param name="By">Who did it, <c>leader</c>, <c>role@organisation</c> or <c>platform</c>.</param>
[Immutable, Alias("SunGov.TrialStep")]
public sealed record TrialStep(
    string Action, string By, DateTimeOffset At, Refusal? Refusal, string Stage, Words StageName, string Status);
