using System.Collections.Immutable;
using System.Text.Json;
using SunGov.GrainInterfaces.Projects;

namespace SunGov.Api.Projects;

/// <summary>Forms of a project, saved section by section (R-APP-03).</summary>
public sealed class FormsModule : ICarterModule
{
    /// <inheritdoc/>
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        var forms = app.MapGroup("/api/v1/projects/{id}/forms/{form}").WithTags("Forms");
        forms.MapGet("", Read).Needs("project.read")
            .Named("readForm", "A form: its sections with schema, content, and what is missing");
        forms.MapPut("/sections/{section}", Save).Needs("project.act").NeedsIfMatch()
            .Named("saveSection", "Saves a section of a draft; If-Match is the section's version");
        forms.MapGet("/sections/{section}/versions/{number:int}", ReadVersion).Needs("project.read")
            .Named("readSectionVersion", "An earlier kept version of a section, to compare or restore");
        forms.MapGet("/sections/{section}/versions", ListVersions).Needs("project.read")
            .Named("listSectionVersions", "The kept versions of a section, newest first, without content");
        forms.MapPost("/sections/{section}/disclosures", Disclose).Needs("project.read")
            .Named("discloseValue", "A sensitive value in clear, for those entitled; the look is recorded before");
        forms.MapGet("/before", ReadBefore).Needs("project.read")
            .Named("readFormBefore", "What the sections corrected since held in the submission before the last");
    }

    private static async Task<Results<Ok<FormView>, Refused>> Read(
        string id, string form, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IProjectGrain>(id).ReadForm(form, acting.By)).Ok(acting);

    private static async Task<Results<Ok<SectionView>, Refused>> Save(
        string id, string form, string section, SectionContent body, Acting acting, IGrainFactory grains)
    {
        var seen = (int)Math.Min(acting.By.IfVersion ?? int.MaxValue, int.MaxValue);
        var saved = await grains.GetGrain<IProjectGrain>(id).SaveSection(
            new SaveSection(form, section, body.Content, seen), acting.By with { IfVersion = null });
        return Tagged(saved, acting);
    }

    private static async Task<Results<Ok<SectionView>, Refused>> ReadVersion(
        string id, string form, string section, int number, Acting acting, IGrainFactory grains) =>
        Tagged(
            await grains.GetGrain<IProjectGrain>(id).ReadSectionVersion(form, section, number, acting.By), acting);

    private static async Task<Results<Ok<ImmutableArray<SectionVersionRow>>, Refused>> ListVersions(
        string id, string form, string section, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IProjectGrain>(id).ReadSectionVersions(form, section, acting.By)).Ok(acting);

    private static async Task<Results<Ok<DisclosedValue>, Refused>> Disclose(
        string id, string form, string section, SealedReference body, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IProjectGrain>(id)
            .Disclose(new DiscloseValue(form, section, body.Reference), acting.By)).Ok(acting);

    private static async Task<Results<Ok<FormBefore>, Refused>> ReadBefore(
        string id, string form, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IProjectGrain>(id).ReadFormBefore(form, acting.By)).Ok(acting);

    /// <summary>The section's own version is its ETag, not the project's.</summary>
    private static Results<Ok<SectionView>, Refused> Tagged(Outcome<SectionView> outcome, Acting acting) =>
        (outcome with { Version = outcome.Value?.Version ?? 0 }).Ok(acting);
}

/// <summary>Which sensitive value.</summary>
/// <param name="Reference">What stands for it in the section's content, <c>sealed</c>.</param>
public sealed record SealedReference(string Reference);

/// <summary>The whole content of a section.</summary>
/// <param name="Content">An object as the section's schema describes it; may still be incomplete.</param>
public sealed record SectionContent(JsonElement Content);
