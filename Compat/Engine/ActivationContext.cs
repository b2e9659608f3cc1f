using Orleans;
using Orleans.Runtime;

namespace SunGov.Compat.Engine;

/// <summary>An activation as the grain base class sees it: the scheduler of its turns and its timers.</summary>
internal abstract class ActivationContext : TaskScheduler, IGrainContext
{
    /// <summary>The activation whose turn runs on this thread, or null.</summary>
    public static new ActivationContext? Current => TaskScheduler.Current as ActivationContext;

    public abstract GrainReference GrainReference { get; }

    public abstract GrainId GrainId { get; }

    public abstract object? GrainInstance { get; }

    public abstract IServiceProvider ActivationServices { get; }

    public abstract Task Deactivated { get; }

    public static ActivationContext Of(IGrainBase grain) =>
        grain.GrainContext as ActivationContext
            ?? throw new InvalidOperationException("This grain object was made outside of the engine.");

    public abstract void Deactivate(
        DeactivationReason deactivationReason, CancellationToken cancellationToken = default);

    public abstract void DelayDeactivation(TimeSpan timeSpan);

    public abstract IGrainTimer StartTimer(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options);
}
