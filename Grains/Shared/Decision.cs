using System.Collections.Immutable;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Shared;

/// <summary>What a rule decided: events to be recorded, or a refusal. Nothing else comes out of a rule.</summary>
/// <param name="Refusal">Why not; null when accepted.</param>
/// <param name="Events">What happened, in order; at least one when accepted.</param>
/// <param name="Answer">What of the answer cannot be recomputed, at most 1 KiB; null for nothing.</param>
public sealed record Decision<TEvent>(Refusal? Refusal, ImmutableArray<TEvent> Events, string? Answer = null)
{
    /// <summary>A refusal is a decision.</summary>
    public static implicit operator Decision<TEvent>(Refusal refusal) => new(refusal, []);

    /// <summary>One event is a decision.</summary>
    public static implicit operator Decision<TEvent>(TEvent happened) => new(null, [happened]);
}

/// <summary>Makes decisions.</summary>
public static class Decision
{
    /// <summary>Accepted: these events happened.</summary>
    public static Decision<TEvent> Of<TEvent>(params ReadOnlySpan<TEvent> events) => new(null, [.. events]);
}
