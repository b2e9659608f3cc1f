using SunGov.GrainInterfaces.Programmes;

namespace SunGov.Api.Programmes;

/// <summary>Forms shown as they would look, while they are designed (R-BUS-11).</summary>
public sealed class PreviewModule : ICarterModule
{
    private const string Previews = "previews";

    /// <inheritdoc/>
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapGroup("/api/v1/programmes").WithTags("Programmes")
            .MapPost("/form-preview", Preview).ForIdentity().WithoutCommand()
            .Named("previewForm", "A form that is being designed, compiled as those get it who fill it in");

    private static async Task<Results<Ok<FormPreview>, Refused>> Preview(
        PreviewForm command, Acting acting, IGrainFactory grains) =>
        (await grains.GetGrain<IFormPreviews>(Previews).Preview(command, acting.By)).Ok(acting);
}
