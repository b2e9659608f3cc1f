using SunGov.Grains.Programmes;
using SunGov.Grains.Projects;

namespace SunGov.Silo.Storage;

/// <summary>What programmes and projects keep beside the journal, as services.</summary>
public static class ProjectStorage
{
    /// <summary>Adds drafts, contents and the cache of definitions; needs what <c>AddStorage</c> adds.</summary>
    public static IServiceCollection AddProjectStorage(this IServiceCollection services) => services
        .AddSingleton<ISections, Sections>()
        .AddSingleton<IContents, Contents>()
        .AddSingleton<Definitions>();
}
