using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.LegalEntities;

/// <summary>Why a command on an organisation was refused.</summary>
public static class LegalEntityRefusals
{
    /// <summary>The credit code fails its check (GB 32100-2015).</summary>
    public static Refusal CreditCodeInvalid { get; } =
        Refusal.Of(RefusalKind.Invalid, "credit-code-invalid").At("creditCode");

    /// <summary>No such kind of organisation.</summary>
    public static Refusal KindUnknown { get; } = Refusal.Of(RefusalKind.Invalid, "kind-unknown").At("kind");

    /// <summary>A region is six digits (GB/T 2260).</summary>
    public static Refusal RegionInvalid { get; } = Refusal.Of(RefusalKind.Invalid, "region-invalid").At("region");

    /// <summary>Nothing would change.</summary>
    public static Refusal NothingChanged { get; } = Refusal.Of(RefusalKind.Invalid, "nothing-changed");

    /// <summary>The organisation named does not exist.</summary>
    public static Refusal OrganisationUnknown(string field) =>
        Refusal.Of(RefusalKind.Invalid, "organisation-unknown").At(field);

    /// <summary>An id made of other characters than a-z, 0-9, '.', '_' and '-', or of more than 64.</summary>
    public static Refusal IdInvalid { get; } = Refusal.Of(RefusalKind.Invalid, "id-invalid").At("id");
}
