using System.Collections.Immutable;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Reviews;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Reviews;

/// <summary>What experts read: the forms as submitted, in a blind review without what identifies applicants.</summary>
public sealed partial class ReviewDeskGrain
{
    /// <inheritdoc/>
    public async Task<Outcome<ReviewMaterial>> ReadMaterial(string project, By by)
    {
        var isExpert = await IsExpert(by);
        var forms = ReviewDeskRules.MayRead(State, project, isExpert) is null ? await Forms(project) : [];
        return await Show(by, (state, _) => ReviewDeskRules.MayRead(state, project, isExpert) is { } refusal
            ? refusal
            : Outcome.Of(ReviewDeskViews.Material(state, project, forms)));
    }

    /// <inheritdoc/>
    public async Task<Outcome<FileTicketView>> OpenFile(string project, string file, By by)
    {
        var isExpert = await IsExpert(by);
        var forms = ReviewDeskRules.MayRead(State, project, isExpert) is null ? await Forms(project) : [];
        var ticket = BlindForm.Names(forms, file)
            ? await GrainFactory.GetGrain<IProjectGrain>(project).OpenDownload(file, By.System(Guid.Empty))
            : SharedRefusals.NotFound;
        return await Show(by, (state, _) =>
            (ReviewDeskRules.MayRead(state, project, isExpert) ?? ticket.Refusal) is { } refusal
                ? refusal
                : Outcome.Of(ticket.Value!));
    }

    private async Task<ImmutableArray<FormView>> Forms(string project)
    {
        var terms = State.Opened!.Terms;
        var definition = await services.Definitions.FindAsync(terms.Definition);
        var grain = GrainFactory.GetGrain<IProjectGrain>(project);
        var forms = ImmutableArray.CreateBuilder<FormView>();
        foreach (var form in ((await grain.Read(By.System(Guid.Empty))).Value?.Forms ?? [])
            .Where(form => form.Sm3 is not null))
        {
            if (definition.Forms.TryGetValue(form.Id, out var compiled)
                && (await grain.ReadForm(form.Id, By.System(Guid.Empty))).Value is { } view)
            {
                forms.Add(terms.Blind ? BlindForm.Of(compiled, view) : BlindForm.Whole(view));
            }
        }

        return forms.ToImmutable();
    }
}
