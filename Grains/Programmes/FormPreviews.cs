using Orleans;
using Orleans.Concurrency;
using SunGov.GrainInterfaces.Programmes;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Programmes;

/// <summary>Compiles forms that are being designed; it has nothing it could read or write.</summary>
[StatelessWorker]
public sealed class FormPreviews(IGrants grants) : Grain, IFormPreviews
{
    /// <inheritdoc/>
    public async Task<Outcome<FormPreview>> Preview(PreviewForm command, By by)
    {
        if (await grants.FindAsync(by) is null)
        {
            return SharedRefusals.IdentityNotHeld;
        }

        var (form, fault) = DefinitionFile.ReadForm(command.Form);
        return form is null
            ? fault!
            : Outcome.Of(new FormPreview([
                .. form.Sections.Select(section => new SectionPreview(
                    section.Id, section.Name, FormSchema.Of(section), FormSchema.UiOf(section))),
            ]));
    }
}
