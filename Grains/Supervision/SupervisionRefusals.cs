using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Supervision;

/// <summary>Why looking into the journal can be refused, besides what anything can be refused for.</summary>
public static class SupervisionRefusals
{
    /// <summary>No anchor covers the entry yet; the next one will.</summary>
    public static Refusal NotAnchored { get; } = Refusal.Of(RefusalKind.WrongState, "not-anchored");
}
