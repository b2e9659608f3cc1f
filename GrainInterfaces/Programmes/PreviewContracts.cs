using System.Collections.Immutable;
using System.Text.Json;
using Orleans;
using Orleans.Concurrency;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.GrainInterfaces.Programmes;

/// <summary>
/// Shows a form that is being designed as those who fill it in would get it (R-BUS-11). Stateless, writes nothing;
/// key: <c>previews</c>.
/// </summary>
[Alias("SunGov.IFormPreviews")]
public interface IFormPreviews : IGrainWithStringKey
{
    /// <summary>The form's sections compiled, also while the form still has faults.</summary>
    [Alias("Preview"), ReadOnly]
    Task<Outcome<FormPreview>> Preview(PreviewForm command, By by);
}

/// <summary>Asks how a form would look.</summary>
/// <param name="Form">A form as a definition has it.</param>
[Immutable, Alias("SunGov.PreviewForm")]
public sealed record PreviewForm(JsonElement Form);

/// <summary>A form as it would look.</summary>
[Immutable, Alias("SunGov.FormPreview")]
public sealed record FormPreview(ImmutableArray<SectionPreview> Sections);

/// <summary>A section as it would look.</summary>
/// <param name="Schema">JSON Schema 2020-12 of the section.</param>
/// <param name="Ui">UI schema for React JSON Schema Form.</param>
[Immutable, Alias("SunGov.SectionPreview")]
public sealed record SectionPreview(string Id, Words Name, JsonElement Schema, JsonElement Ui);
