using Microsoft.Extensions.DependencyInjection.Extensions;
using SunGov.Grains.Reviews;
using SunGov.Grains.Shared;
using SunGov.Grains.Shared.Due;

namespace SunGov.Silo.Storage;

/// <summary>What reviews keep and need beside the journal, as services.</summary>
public static class ReviewStorage
{
    /// <summary>Adds drafts of sheets, desks' rows, seals and what <c>verify</c> compares.</summary>
    /// <param name="services">Of the host.</param>
    /// <param name="pause">How long messages of a bulk act wait.</param>
    public static IServiceCollection AddReviewStorage(this IServiceCollection services, TimeSpan pause)
    {
        services.AddSingleton<IScoreSheets, ScoreSheets>();
        services.AddSingleton<ReviewTable>();
        services.AddSingleton<ReviewSeats>();
        services.AddSingleton<DeskServices>();
        services.AddSingleton<ActivityServices>();
        services.AddSingleton<IDueReceiver, ReviewActivityDue>();
        services.AddSingleton<IDueReceiver, ReviewGroupDue>();
        services.AddSingleton<IDueReceiver, ReviewDeskDue>();
        services.AddSingleton<IInvariant, SlotsMatchDesks>();
        services.TryAddSingleton<IExpertPool, ExpertPool>();
        services.AddSingleton(new ReviewPause(pause));
        return services;
    }
}
