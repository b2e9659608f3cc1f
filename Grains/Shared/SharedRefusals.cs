using System.Globalization;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Shared;

/// <summary>Refusals any thing can give.</summary>
public static class SharedRefusals
{
    /// <summary>It does not exist, or not for this caller.</summary>
    public static Refusal NotFound { get; } = Refusal.Of(RefusalKind.NotFound, "not-found");

    /// <summary>The acting identity is not (or no longer) held by this person.</summary>
    public static Refusal IdentityNotHeld { get; } = Refusal.Of(RefusalKind.Forbidden, "identity-not-held");

    /// <summary>The caller may read it but not do this.</summary>
    public static Refusal NotAllowed { get; } = Refusal.Of(RefusalKind.Forbidden, "not-allowed");

    /// <summary>The command id was used before with another content.</summary>
    public static Refusal CommandReused { get; } = Refusal.Of(RefusalKind.WrongState, "command-reused");

    /// <summary>Storage could not say whether it happened; repeat with the same id.</summary>
    public static Refusal StorageUnknown { get; } = Refusal.Of(RefusalKind.Unknown, "storage-unknown");

    /// <summary>The thing exists already.</summary>
    public static Refusal Exists { get; } = Refusal.Of(RefusalKind.WrongState, "exists");

    /// <summary>It changed since the caller read it.</summary>
    public static Refusal Stale(long version) =>
        Refusal.Of(RefusalKind.Stale, "stale", "version", version.ToString(CultureInfo.InvariantCulture));

    /// <summary>A value that must be unique belongs to another.</summary>
    public static Refusal Taken(string space) => Refusal.Of(RefusalKind.WrongState, "taken", "space", space);

    /// <summary>A field is missing.</summary>
    public static Refusal Required(string field) => Refusal.Of(RefusalKind.Invalid, "required").At(field);

    /// <summary>A field is too short or too long.</summary>
    public static Refusal Length(string field, int least, int most) => Refusal.Of(
        RefusalKind.Invalid,
        "length",
        "least",
        least.ToString(CultureInfo.InvariantCulture),
        "most",
        most.ToString(CultureInfo.InvariantCulture)).At(field);

    /// <summary>A page has 1 to 200 rows.</summary>
    public static Refusal PageLimit { get; } = Refusal.Of(RefusalKind.Invalid, "page-limit").At("limit");

    /// <summary>The cursor is not one of this list in this order.</summary>
    public static Refusal CursorForeign { get; } = Refusal.Of(RefusalKind.Invalid, "cursor-foreign").At("cursor");

    /// <summary>The list cannot be sorted by this.</summary>
    public static Refusal SortUnknown(string sort) =>
        Refusal.Of(RefusalKind.Invalid, "sort-unknown", "sort", sort).At("sort");
}
