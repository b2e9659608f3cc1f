using System.Collections.Immutable;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Projects;

/// <summary>Who does a task, arranged without deciding it.</summary>
public sealed partial class ProjectGrain
{
    /// <inheritdoc/>
    public async Task<Outcome<ProjectView>> Handle(HandleTask command, By by)
    {
        if (State.Start is null)
        {
            return Missing;
        }

        var views = await Views();
        var colleague = command.Person is { Length: > 0 } person
            ? await Ground.Grants.AllOfAsync(new By(person, "", "", Guid.Empty))
            : [];
        return await Decide(
            command,
            by,
            (state, caller, now) =>
                ProjectHandling.Handle(state, views.Programme, command, colleague, caller, now),
            (state, caller) => ProjectViews.Of(Version, state, caller, views));
    }

    /// <inheritdoc/>
    public async Task<Outcome<ImmutableArray<Named>>> ReadColleagues(string task, string? signer, By by)
    {
        if (State.Start is null)
        {
            return Missing;
        }

        var programme = (await Views()).Programme;
        var holder = ProjectHandling.HolderOf(State, programme, task, signer, Now);
        var known = holder is null ? [] : await colleagues.OfAsync(holder);
        return await Show(by, (state, caller) => ProjectHandling.May(
            state, programme, caller, task,
            signer is null || signer.Contains('/') ? "transfer" : "add-signer") is { } refusal
            ? refusal
            : Outcome.Of(known));
    }
}
