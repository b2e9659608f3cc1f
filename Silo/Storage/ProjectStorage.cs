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
    /// <param name="seconds">Whose definitions two people publish; null for nobody's.</param>
    public static IServiceCollection AddProjectStorage(
        this IServiceCollection services, SecondApprovers? seconds = null) => services
        .AddSingleton(seconds ?? SecondApprovers.None)
        .AddSingleton<ISections, Sections>()
        .AddSingleton<IContents, Contents>()
        .AddSingleton<IDefinitionDrafts, DefinitionDrafts>()
        .AddSingleton<IColleagues, Colleagues>()
        .AddSingleton<IInvariant, QuotasMatchProjects>()
        .AddSingleton<IInvariant, ContentsAreThere>()
        .AddSingleton<IInvariant, ClaimsMatchThings>()
        .AddSingleton<IInvariant, FilesAreThere>()
        .AddSingleton<IInvariant, SignaturesHold>()
        .AddSingleton(_ => WorkingCalendar.Parse(
            File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Programmes", "calendar.json"))))
        .AddSingleton(_ => ShippedCodes())
        .AddSingleton<WorkingCalendars>()
        .AddSingleton<IWorkingCalendars>(at => at.GetRequiredService<WorkingCalendars>())
        .AddSingleton<IWorkingYears>(at => at.GetRequiredService<WorkingCalendars>())
        .AddSingleton<IPrints, Prints>()
        .AddSingleton<Definitions>();

    /// <summary>The code tables that come with the release.</summary>
    public static CodeTables ShippedCodes() => CodeTables.In(
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Programmes", "codes"), "*.txt")
            .Select(file => (Path.GetFileNameWithoutExtension(file), File.ReadAllText(file))));
}
