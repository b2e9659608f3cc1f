using System.Collections.Immutable;
using System.Globalization;

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

        var id = by.Command.ToString("n", CultureInfo.InvariantCulture);
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
    public async Task<Outcome<ImmutableArray<ObjectionView>>> ReadObjections(By by)
    {
        if (State.Start is null)
        {
            return Missing;
        }

        if (await Ground.Grants.FindAsync(by) is not { } caller
            || ProjectObjections.MayAnswer(State, caller) is not null)
        {
            return await Show(by, (state, asking) => ProjectObjections.MayAnswer(state, asking) is { } refusal
                ? refusal
                : Outcome.Of(ImmutableArray<ObjectionView>.Empty));
        }

        await Ground.Accesses.DisclosedAsync(by, Kind.Name, Key, "objections-read");
        var read = ImmutableArray.CreateBuilder<ObjectionView>();
        foreach (var (raised, answer) in State.Objections)
        {
            var opened = await secrets.OpenAsync(raised.Sealed, Place(raised.Id));
            var plain = opened.Text is { } json
                ? JsonSerializer.Deserialize<RaiseObjection>(json, StoredJson.Options)
                : null;
            read.Add(new ObjectionView(
                raised.Id, raised.At, plain?.Name ?? "", plain?.Contact ?? "", plain?.Text ?? "", answer?.Upheld,
                answer?.Answer, answer?.By.Name, answer?.At));
        }

        return Outcome.Of(read.ToImmutable(), Version);
    }

    private SecretPlace Place(string objection) => new(Kind.Name, Key, $"objections/{objection}");
}
