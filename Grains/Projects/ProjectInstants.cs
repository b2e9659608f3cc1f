using System.Collections.Immutable;
using System.Text.Json;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Programmes;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>A rule as it was judged.</summary>
/// <param name="Rule">What is right, in words.</param>
/// <param name="Values">The facts it looked at, by path: the evidence.</param>
public sealed record RuleJudged(
    string Id, Words Rule, bool Holds, ImmutableSortedDictionary<string, JsonElement> Values);

/// <summary>What the rules of an instant stage gave as it was entered (R-CHK-05). A stored format.</summary>
public sealed record InstantJudged(ImmutableArray<RuleJudged> Rules)
{
    /// <summary>True when the platform acts by itself.</summary>
    public bool Passed => Rules.All(rule => rule.Holds);
}

/// <summary>
/// Stages that the platform ends by itself where all rules hold; everything else falls to people, never to a refusal.
/// Pure.
/// </summary>
public static class ProjectInstants
{
    /// <summary>The judgement of a stage about to be entered; null where people decide anyway.</summary>
    public static InstantJudged? Judge(CompiledStage stage, ProjectState state, DateTimeOffset now)
    {
        if (stage.Instant.IsEmpty)
        {
            return null;
        }

        var facts = ProjectConditions.Facts(state, now);
        return new InstantJudged(
        [
            .. stage.Instant.Select(rule => new RuleJudged(
                rule.Definition.Id,
                rule.Definition.Message,
                rule.Holds.Evaluate(facts).IsTrue,
                rule.Sources.ToImmutableSortedDictionary(
                    source => source.Path,
                    source => JsonSerializer.SerializeToElement(source.Read.Evaluate(facts).Value),
                    StringComparer.Ordinal))),
        ]);
    }

    /// <summary>Whether the platform is to act in the open stage, this one where it is named.</summary>
    public static bool IsPending(ProjectState state, int? no = null) =>
        state is { Suspension: null, Now: { IsHandedOver: false, Entered: { Instant.Passed: true } entered } }
        && (no ?? entered.No) == entered.No;

    /// <summary>What the platform sends to itself: the action on the first task that has it.</summary>
    public static ActOnTask Command(ProjectState state, CompiledStage stage)
    {
        var action = stage.Action(stage.Definition.Instant!.Action)!;
        return new ActOnTask(
            state.Now!.Entered.Tasks.First(task => action.IsFor(task.Task)).Id, action.Definition.Id, null, null);
    }

    /// <summary>Takes the action under the platform's name; what refuses it hands the stage over to its people.
    /// </summary>
    public static Decision<ProjectEvent> Act(
        ProjectState state, int no, ActOnTask command, Caller platform, ActFacts facts, DateTimeOffset now)
    {
        if (!platform.By.IsPlatform || !IsPending(state, no))
        {
            return ProjectRefusals.TaskNotOpen;
        }

        var action = facts.Programme.Stages[state.Now!.Entered.Stage].Action(command.Action)!;
        var taken = ProjectConditions.Holds(action.When, state, now)
            ? ProjectActions.Take(state, command, platform, facts, now)
            : ProjectRefusals.ActionNotNow;
        return taken.Refusal is { } refusal ? new InstantHandedOver(now, no, refusal) : taken;
    }

    /// <summary>The judgement as it is shown; null for none.</summary>
    public static InstantView? View(StageInstance? stage) => stage?.Entered.Instant is not { } judged ? null :
        new InstantView(
            judged.Passed && !stage.IsHandedOver,
            [.. judged.Rules.Select(rule => new InstantRuleView(rule.Id, rule.Rule, rule.Holds, rule.Values))],
            stage.HandedOver);
}
