using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Experts;

/// <summary>Why a command on an expert was refused.</summary>
public static class ExpertRefusals
{
    /// <summary>No such code in GB/T 13745-2009.</summary>
    public static Refusal DisciplineUnknown(string field, string code) =>
        Refusal.Of(RefusalKind.Invalid, "discipline-unknown", "discipline", code).At(field);

    /// <summary>The same discipline, or one that lies within another of the list.</summary>
    public static Refusal DisciplineTwice(string field) =>
        Refusal.Of(RefusalKind.Invalid, "discipline-twice").At(field);

    /// <summary>A recusal names neither an organisation nor a person.</summary>
    public static Refusal RecusalKindUnknown(string field) =>
        Refusal.Of(RefusalKind.Invalid, "recusal-kind-unknown").At(field);

    /// <summary>Not in this state of the record.</summary>
    public static Refusal Status(string status) =>
        Refusal.Of(RefusalKind.WrongState, "expert-status", "status", status);

    /// <summary>Nobody judges their own record.</summary>
    public static Refusal Own { get; } = Refusal.Of(RefusalKind.Forbidden, "expert-own");

    /// <summary>One applies under an identity at the organisation where one works.</summary>
    public static Refusal NoEntity { get; } = Refusal.Of(RefusalKind.Invalid, "expert-no-entity");

    /// <summary>No such state to filter by.</summary>
    public static Refusal StatusUnknown { get; } =
        Refusal.Of(RefusalKind.Invalid, "expert-status-unknown").At("status");

    /// <summary>Nothing would change.</summary>
    public static Refusal NothingChanged { get; } = Refusal.Of(RefusalKind.Invalid, "nothing-changed");
}
