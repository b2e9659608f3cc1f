using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>Objections to what is shown to everybody (R-APV-04); pure.</summary>
public static class ProjectObjections
{
    private const int MostOpen = 200;
    private const int LongestAnswer = 2_000;
    private const int NumberLength = 15;

    /// <summary>The function that lets supervisors and heads read who objected to what.</summary>
    private const string ReadFunction = "project.objections";

    /// <summary>The number of an objection: known to whoever raised it, and not to be guessed.</summary>
    public static string NumberOf(ICrypto crypto, string project, Guid command) => ReadableCode.Of(
        crypto.Sm3(new Framed().Add("sungov-objection-1").Add(project).Add(command.ToString("n")).ToArray()),
        NumberLength);

    /// <summary>A number as people type it brought to its one form; what is none stays as it is.</summary>
    public static string Typed(string number) => ReadableCode.Read(number, NumberLength) ?? number;

    /// <summary>Why nothing can be objected to now; null when anybody can.</summary>
    public static Refusal? MayRaise(ProjectState state, RaiseObjection command, DateTimeOffset now)
    {
        if (state.Now?.Entered is not { Objections: true, Due: { } due } stage || now > due
            || state.Status == ProjectStatus.Suspended || state.Submitted is null
            || (command.Publication is { } seen && seen != ProjectPublications.IdOf(state, stage)))
        {
            return ProjectRefusals.NotPublic;
        }

        return command.Anonymous && stage.Notice?.Anonymous is not true ? ProjectRefusals.NameNeeded
            : Fault("name", command.Name, 2, 60, isFree: command.Anonymous)
            ?? Fault("contact", command.Contact, 5, 100, isFree: command.Anonymous)
            ?? Fault("text", command.Text, 10, 2_000)
            ?? (state.OpenObjections.Count() >= MostOpen ? ProjectRefusals.ObjectionsFull : null);
    }

    /// <summary>Records an objection, its content sealed.</summary>
    public static Decision<ProjectEvent> Raise(
        ProjectState state, RaiseObjection command, string id, string token, DateTimeOffset now) =>
        MayRaise(state, command, now) is { } refusal
            ? refusal
            : new ObjectionRaised(now, state.Now!.Entered.No, id, token);

    /// <summary>
    /// May the caller read who objected and why? Whoever holds or held a task of a stage that took objections, and
    /// those whose office it is to watch.
    /// </summary>
    public static Refusal? MayReadThem(ProjectState state, Caller caller) =>
        !ProjectRules.MayRead(state, caller) ? SharedRefusals.NotFound
        : state.Stages.Any(stage => stage.Entered.Objections is true && stage.Entered.Tasks.Any(
            task => ProjectRules.Holds(state, task, caller))) ? null
        : caller.May(ReadFunction, new ProjectFacts(state)) ? null
        : SharedRefusals.NotAllowed;

    /// <summary>May the caller answer objections? Whoever holds a task of the open stage.</summary>
    public static Refusal? MayAnswer(ProjectState state, Caller caller) =>
        !ProjectRules.MayRead(state, caller) ? SharedRefusals.NotFound
        : state.Status == ProjectStatus.Suspended ? ProjectRefusals.Suspended
        : state.Now?.Entered.Objections is not true
            || !state.Tasks.Any(task => ProjectRules.Holds(state, task, caller)) ? SharedRefusals.NotAllowed
        : null;

    /// <summary>What became of an objection; null where there is none with this number.</summary>
    public static ObjectionProgress? ProgressOf(ProjectState state, string number)
    {
        if (state.Objections.FirstOrDefault(known => known.Raised.Id == number) is not { } objection)
        {
            return null;
        }

        var (raised, answer) = objection;
        return new ObjectionProgress(
            raised.Id,
            state.Title,
            StageOf(state, raised).Name,
            raised.At,
            answer is { Upheld: true } ? "upheld"
                : answer is not null ? "dismissed"
                : state.Now?.Entered.No == raised.No ? "open"
                : "lapsed",
            answer?.Answer,
            answer?.At);
    }

    /// <summary>The stage an objection was raised in.</summary>
    public static StageEntered StageOf(ProjectState state, ObjectionRaised raised) =>
        state.Stages.Single(stage => stage.Entered.No == raised.No).Entered;

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

    private static Refusal? Fault(string field, string? text, int least, int most, bool isFree = false)
    {
        var length = text?.Trim().Length ?? 0;
        return isFree && length == 0 ? null
            : length < least || length > most ? SharedRefusals.Length(field, least, most)
            : null;
    }
}
