using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>Objections to what is shown to everybody (R-APV-04); pure.</summary>
public static class ProjectObjections
{
    private const int MostOpen = 50;
    private const int LongestAnswer = 2_000;

    /// <summary>Why nothing can be objected to now; null when anybody can.</summary>
    public static Refusal? MayRaise(ProjectState state, RaiseObjection command, DateTimeOffset now) =>
        state.Now?.Entered is not { Objections: true, Due: { } due } || now > due
            || state.Status == ProjectStatus.Suspended
            ? ProjectRefusals.NotPublic
        : command.Name.Trim().Length is < 2 or > 60 ? SharedRefusals.Length("name", 2, 60)
        : command.Contact.Trim().Length is < 5 or > 100 ? SharedRefusals.Length("contact", 5, 100)
        : command.Text.Trim().Length is < 10 or > 2_000 ? SharedRefusals.Length("text", 10, 2_000)
        : state.OpenObjections.Count() >= MostOpen ? ProjectRefusals.ObjectionsFull
        : null;

    /// <summary>Records an objection, its content sealed.</summary>
    public static Decision<ProjectEvent> Raise(
        ProjectState state, RaiseObjection command, string id, string token, DateTimeOffset now) =>
        MayRaise(state, command, now) is { } refusal
            ? refusal
            : new ObjectionRaised(now, state.Now!.Entered.No, id, token);

    /// <summary>May the caller read and answer objections? Whoever holds a task of the open stage.</summary>
    public static Refusal? MayAnswer(ProjectState state, Caller caller) =>
        !ProjectRules.MayRead(state, caller) ? SharedRefusals.NotFound
        : state.Status == ProjectStatus.Suspended ? ProjectRefusals.Suspended
        : !state.Tasks.Any(task => ProjectRules.Holds(state, task, caller)) ? SharedRefusals.NotAllowed
        : null;

    /// <summary>
    /// Answers an objection. An upheld one leads the project away; with the last one dismissed after the period has
    /// ended, the project goes on at once.
    /// </summary>
    public static Decision<ProjectEvent> Answer(
        ProjectState state, AnswerObjection command, Caller caller, ActFacts facts, DateTimeOffset now)
    {
        var refusal = MayAnswer(state, caller)
            ?? (state.OpenObjections.All(open => open.Raised.Id != command.Objection)
                ? ProjectRefusals.ObjectionNotOpen
                : command.Answer.Trim().Length is 0 or > LongestAnswer
                    ? SharedRefusals.Length("answer", 1, LongestAnswer)
                    : null);
        if (refusal is not null)
        {
            return refusal;
        }

        var answered = new ObjectionAnswered(
            now, Actor.Of(caller), command.Objection, command.Upheld, command.Answer.Trim());
        var after = ProjectState.Evolve(state, answered);
        var stage = facts.Programme.Stages[state.Now!.Entered.Stage].Definition;
        return command.Upheld
                ? ProjectMoves.Leave(
                    after, facts.Programme, "objection", stage.Public!.Upheld!, facts.CallCloses, now, [answered])
            : ProjectMoves.HasElapsed(after, now)
                ? ProjectMoves.Leave(
                    after, facts.Programme, "elapsed", stage.Then!, facts.CallCloses, now, [answered])
            : answered;
    }
}
