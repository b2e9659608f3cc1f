using Orleans.Runtime;

namespace Orleans;

/// <summary>Marks an interface whose calls go to a grain.</summary>
public interface IGrain : IAddressable;

/// <summary>Marks a grain interface whose grains are named by a string.</summary>
public interface IGrainWithStringKey : IGrain;

/// <summary>What every grain class offers its engine.</summary>
public interface IGrainBase
{
    /// <summary>The activation that this grain object lives in.</summary>
    IGrainContext GrainContext { get; }

    /// <summary>Runs before the first call; if it fails, the waiting callers get the failure.</summary>
    Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;

    /// <summary>Runs after the last call.</summary>
    Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
}

/// <summary>Makes references to grains. A reference costs little; only a call reaches a grain.</summary>
public interface IGrainFactory
{
    /// <summary>A reference to the grain of this interface and key.</summary>
    /// <exception cref="ArgumentException">No class, or more than one, answers to the interface.</exception>
    TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey;

    /// <summary>A reference to the grain of this interface and key.</summary>
    /// <exception cref="ArgumentException">No class, or more than one, answers to the interface.</exception>
    IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey);
}

/// <summary>The way to the grains from outside of them.</summary>
public interface IClusterClient : IGrainFactory
{
    /// <summary>The services of the host.</summary>
    IServiceProvider ServiceProvider { get; }
}
