namespace Orleans;

/// <summary>Why an activation ends.</summary>
public readonly struct DeactivationReason
{
    /// <summary>A reason without a failure.</summary>
    public DeactivationReason(DeactivationReasonCode code, string text)
        : this(code, null, text)
    {
    }

    /// <summary>A reason with the failure behind it.</summary>
    public DeactivationReason(DeactivationReasonCode code, Exception? exception, string text)
    {
        ReasonCode = code;
        Exception = exception;
        Description = text;
    }

    /// <summary>For logs.</summary>
    public string Description { get; }

    /// <summary>The kind of reason.</summary>
    public DeactivationReasonCode ReasonCode { get; }

    /// <summary>The failure, if one is the reason.</summary>
    public Exception? Exception { get; }

    /// <inheritdoc/>
    public override string ToString() =>
        Exception is null ? $"{ReasonCode}: {Description}" : $"{ReasonCode}: {Description} ({Exception.Message})";
}

/// <summary>The kinds of reasons for an activation's end.</summary>
public enum DeactivationReasonCode : byte
{
    /// <summary>Not said.</summary>
    None,

    /// <summary>The process ends.</summary>
    ShuttingDown,

    /// <summary>Construction or OnActivateAsync failed.</summary>
    ActivationFailed,

    /// <summary>Only in a cluster.</summary>
    DirectoryFailure,

    /// <summary>Not called for the collection age.</summary>
    ActivationIdle,

    /// <summary>Only in a cluster.</summary>
    ActivationUnresponsive,

    /// <summary>Only in a cluster.</summary>
    DuplicateActivation,

    /// <summary>Only in a cluster.</summary>
    IncompatibleRequest,

    /// <summary>The grain's code failed.</summary>
    ApplicationError,

    /// <summary>The grain asked for it.</summary>
    ApplicationRequested,

    /// <summary>Only in a cluster.</summary>
    Migrating,

    /// <summary>The engine decided.</summary>
    RuntimeRequested,

    /// <summary>The machine ran short of memory.</summary>
    HighMemoryPressure,
}
