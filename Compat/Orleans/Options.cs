namespace Orleans.Configuration;

/// <summary>How long activations stay, start and end.</summary>
public class GrainCollectionOptions
{
    /// <summary>How often idle activations are looked for.</summary>
    public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long an activation stays without a call.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>After this the token of OnActivateAsync is cancelled.</summary>
    public TimeSpan ActivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>After this the token of OnDeactivateAsync is cancelled and the activation ends without it.</summary>
    public TimeSpan DeactivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether the longest idle activations end early when memory runs short.</summary>
    public bool EnableActivationSheddingOnMemoryPressure { get; set; }

    /// <summary>Above this share of memory in use, in per cent, activations end early.</summary>
    public double MemoryUsageLimitPercentage { get; set; } = 80;

    /// <summary>The share of memory in use, in per cent, that shedding aims at.</summary>
    public double MemoryUsageTargetPercentage { get; set; } = 75;
}

/// <summary>How long a caller waits for an answer.</summary>
public abstract class MessagingOptions
{
    /// <summary>After this the caller gets TimeoutException; a call that has started goes on.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(10);
}

/// <summary>How long a caller in the silo's process waits for an answer.</summary>
public class SiloMessagingOptions : MessagingOptions;
