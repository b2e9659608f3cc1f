using SunGov.Grains.Experts;

namespace SunGov.Silo.Experts;

/// <summary>The expert register's services.</summary>
public static class ExpertServices
{
    /// <summary>Adds the table of disciplines shipped beside the program.</summary>
    public static IServiceCollection AddExperts(this IServiceCollection services) =>
        services.AddSingleton(_ => Disciplines.Parse(File.ReadAllText(
            Path.Combine(AppContext.BaseDirectory, "Programmes", "codes", "disciplines.txt"))));
}
