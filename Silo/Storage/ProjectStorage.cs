using SunGov.Grains.Documents;
using SunGov.Grains.Programmes;
using SunGov.Grains.Projects;
using SunGov.Grains.Shared;
using SunGov.Silo.Documents;

namespace SunGov.Silo.Storage;

/// <summary>What programmes and projects keep beside the journal, as services.</summary>
public static class ProjectStorage
{
    /// <summary>
    /// Adds drafts, contents, the cache of definitions and what <c>verify</c> compares; needs what <c>AddStorage</c>
    /// adds.
    /// </summary>
    public static IServiceCollection AddProjectStorage(this IServiceCollection services) => services
        .AddSingleton<ISections, Sections>()
        .AddSingleton<IContents, Contents>()
        .AddSingleton<IColleagues, Colleagues>()
        .AddSingleton<IInvariant, QuotasMatchProjects>()
        .AddSingleton<IInvariant, ContentsAreThere>()
        .AddSingleton<IInvariant, ClaimsMatchThings>()
        .AddSingleton<IInvariant, FilesAreThere>()
        .AddSingleton<IInvariant, SignaturesHold>()
        .AddSingleton(_ => WorkingCalendar.Parse(
            File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Programmes", "calendar.json"))))
        .AddSingleton<IPrints, Prints>()
        .AddSingleton<Definitions>();
}
