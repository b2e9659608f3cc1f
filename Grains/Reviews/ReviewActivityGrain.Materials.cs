using System.Collections.Immutable;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Reviews;

/// <summary>What was submitted, read for grouping and recusal.</summary>
public sealed partial class ReviewActivityGrain
{
    private async Task<ImmutableArray<ProjectTeam>> Teams()
    {
        var definition = await services.Definitions.FindAsync(State.Created!.Definition);
        var teams = ImmutableArray.CreateBuilder<ProjectTeam>();
        foreach (var material in await Materials())
        {
            teams.Add(await ReviewTeams.OfAsync(definition, material, services.Directory));
        }

        return teams.ToImmutable();
    }

    /// <summary>Every project with its forms as submitted.</summary>
    private async Task<ImmutableArray<ProjectContents>> Materials()
    {
        var read = ImmutableArray.CreateBuilder<ProjectContents>();
        foreach (var projects in State.Created!.Projects.Chunk(AtOnce))
        {
            read.AddRange(await Task.WhenAll(projects.Select(project => Material(project.Project))));
        }

        return read.ToImmutable();
    }

    private async Task<ProjectContents> Material(string project)
    {
        var grain = GrainFactory.GetGrain<IProjectGrain>(project);
        var view = (await grain.Read(By.System(Guid.Empty))).Value
            ?? throw new InvalidOperationException($"project {project} of review {Key} cannot be read");
        var forms = ImmutableArray.CreateBuilder<FormView>();
        foreach (var form in view.Forms.Where(form => form.Sm3 is not null))
        {
            var read = await grain.ReadForm(form.Id, By.System(Guid.Empty));
            forms.Add(read.Value
                ?? throw new InvalidOperationException($"form {form.Id} of project {project} cannot be read"));
        }

        return new ProjectContents(project, view.Leader, view.Entity, forms.ToImmutable());
    }
}
