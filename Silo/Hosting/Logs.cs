using Serilog;
using Serilog.Events;
using Serilog.Formatting.Json;

namespace SunGov.Silo.Hosting;

/// <summary>Structured logs, one JSON object a line: ids and codes only, never content.</summary>
internal static class Logs
{
    /// <summary>Half a year (R-LOG-02).</summary>
    private const int DaysKept = 190;

    /// <summary>Console always, a daily file where named.</summary>
    public static void AddTo(WebApplicationBuilder builder, HostSettings settings)
    {
        var configuration = new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("System", LogEventLevel.Warning)
            .MinimumLevel.Override("Npgsql", LogEventLevel.Warning)
            .MinimumLevel.Override("Orleans", LogEventLevel.Warning)
            .WriteTo.Console(new JsonFormatter(renderMessage: true));
        if (settings.LogFile is { } file)
        {
            configuration.WriteTo.File(
                new JsonFormatter(renderMessage: true),
                file,
                rollingInterval: RollingInterval.Day,
                retainedFileCountLimit: DaysKept);
        }

        builder.Logging.ClearProviders();
        builder.Logging.AddSerilog(configuration.CreateLogger(), dispose: true);
    }
}
