using Microsoft.Extensions.Logging;

namespace SunGov.Compat.Engine;

/// <summary>What the engine logs. Keys are not logged at failures: they may name people.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "Activating a {Grain} failed")]
    public static partial void ActivationFailed(ILogger logger, Exception failure, string grain);

    [LoggerMessage(2, LogLevel.Error, "Deactivating a {Grain} failed")]
    public static partial void DeactivationFailed(ILogger logger, Exception failure, string grain);

    [LoggerMessage(3, LogLevel.Error, "A timer of a {Grain} failed")]
    public static partial void TimerFailed(ILogger logger, Exception failure, string grain);

    [LoggerMessage(4, LogLevel.Error, "Reminder {Name} of a {Grain} failed")]
    public static partial void ReminderFailed(ILogger logger, Exception failure, string name, string grain);

    [LoggerMessage(5, LogLevel.Warning, "Reminder {Name} is of the unknown kind {Grain} and rests")]
    public static partial void ReminderOfUnknownKind(ILogger logger, string name, string grain);

    [LoggerMessage(6, LogLevel.Error, "A receiver of stream {Stream} failed")]
    public static partial void ReceiverFailed(ILogger logger, Exception failure, string stream);

    [LoggerMessage(7, LogLevel.Warning, "The time to stop ran out with {Activations} activations left")]
    public static partial void StopCutShort(ILogger logger, long activations);

    [LoggerMessage(8, LogLevel.Information, "Embedded engine: one process, {Classes} grain classes")]
    public static partial void Started(ILogger logger, int classes);
}
