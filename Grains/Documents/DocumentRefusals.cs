using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Documents;

/// <summary>Why there is no document.</summary>
public static class DocumentRefusals
{
    /// <summary>No print with this code was ever made here.</summary>
    public static Refusal Unknown { get; } = Refusal.Of(RefusalKind.NotFound, "document-unknown").At("code");
}
