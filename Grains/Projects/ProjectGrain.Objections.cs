using System.Collections.Immutable;
using System.Text.Json;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>Objections: who objects and why is sealed before it becomes part of an event.</summary>
public sealed partial class ProjectGrain
{
    /// <inheritdoc/>
    public async Task<Outcome<ObjectionReceipt>> RaiseObjection(RaiseObjection command, By by)
    {
        if (State.Start is null)
        {
            return Missing;
        }

        var id = ProjectObjections.NumberOf(Ground.Crypto, Key, by.Command);
        var token = ProjectObjections.MayRaise(State, command, Now) is null
            ? await secrets.SealAsync(
                SecretOwner.Platform("objection"), Place(id), StoredJson.Bytes(command))
            : "";
        return await Decide(
            command,
            by,
            (state, _, now) => ProjectObjections.Raise(state, command, id, token, now),
            (state, _) => new ObjectionReceipt(
                id, state.Objections.FirstOrDefault(known => known.Raised.Id == id)?.Raised.At ?? Now));
    }

    /// <inheritdoc/>
    public async Task<Outcome<ProjectView>> AnswerObjection(AnswerObjection command, By by)
    {
        if (State.Start is null)
        {
            return Missing;
        }

        var facts = await ConcludingFacts();
        return await Decide(
            command,
            by,
            (state, caller, now) => ProjectObjections.Answer(state, command, caller, facts, now),
            (state, caller) => ProjectViews.Of(Version, state, caller, Views(facts)));
    }

    /// <inheritdoc/>
    public Task<Outcome<ObjectionProgress>> CheckObjection(string objection, By by) => Task.FromResult(
        ProjectObjections.ProgressOf(State, objection) is { } progress
            ? Outcome.Of(progress)
            : ProjectRefusals.ObjectionUnknown);

    /// <inheritdoc/>
    public async Task<Outcome<ObjectionsView>> ReadObjections(By by)
    {
        if (State.Start is null)
        {
            return Missing;
        }

        if (await Ground.Grants.FindAsync(by) is not { } caller
            || ProjectObjections.MayReadThem(State, caller) is not null)
        {
            return await Show(by, (state, asking) => ProjectObjections.MayReadThem(state, asking) is { } refusal
                ? refusal
                : Outcome.Of(new ObjectionsView([], false, null)));
        }

        await Ground.Accesses.DisclosedAsync(by, Kind.Name, Key, "objections-read");
        var mayAnswer = ProjectObjections.MayAnswer(State, caller) is null;
        var read = ImmutableArray.CreateBuilder<ObjectionView>();
        foreach (var (raised, answer) in State.Objections)
        {
            var opened = await secrets.OpenAsync(raised.Sealed, Place(raised.Id));
            var plain = opened.Text is { } json
                ? JsonSerializer.Deserialize<RaiseObjection>(json, StoredJson.Options)
                : null;
            read.Add(new ObjectionView(
                raised.Id, raised.At, ProjectObjections.StageOf(State, raised).Name, plain?.Name, plain?.Contact,
                plain?.Text ?? "", answer?.Upheld, answer?.Answer, answer?.By.Name, answer?.At,
                answer is null && State.Now?.Entered.No == raised.No));
        }

        return Outcome.Of(new ObjectionsView(read.ToImmutable(), mayAnswer, await UpheldAsync()), Version);
    }

    /// <summary>Name of the stage an upheld objection leads to now.</summary>
    private async Task<Words?> UpheldAsync()
    {
        var programme = await definitions.FindAsync(State.Start!.Definition.Sm3);
        return State.Now is { } now
            && programme.Stages[now.Entered.Stage].Definition.Public?.Upheld is { } stage
                ? programme.Stages[stage].Definition.Name
                : null;
    }

    private SecretPlace Place(string objection) => new(Kind.Name, Key, $"objections/{objection}");
}
