using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Calls;

/// <summary>Why a call does not do what was asked.</summary>
public static class CallRefusals
{
    /// <summary>It is published; only closing and notices can change.</summary>
    public static Refusal Published { get; } = Refusal.Of(RefusalKind.WrongState, "call-published");

    /// <summary>It is not published yet.</summary>
    public static Refusal NotPublished { get; } = Refusal.Of(RefusalKind.WrongState, "call-not-published");

    /// <summary>The closing must lie behind the opening, behind now and, when moved, behind the one before.</summary>
    public static Refusal ClosesTooEarly { get; } =
        Refusal.Of(RefusalKind.Invalid, "call-closes-too-early").At("closes");

    /// <summary>The cap must be 1 or more.</summary>
    public static Refusal CapTooSmall { get; } = Refusal.Of(RefusalKind.Invalid, "call-cap-too-small").At("entityCap");

    /// <summary>The year is none of this century.</summary>
    public static Refusal YearUnlikely { get; } = Refusal.Of(RefusalKind.Invalid, "call-year-unlikely").At("year");

    /// <summary>A recommending unit has two blocks.</summary>
    public static Refusal BlockTwice { get; } = Refusal.Of(RefusalKind.Invalid, "call-block-twice").At("blocks");

    /// <summary>A block needs a unit, and places and funds that are not negative.</summary>
    public static Refusal BlockUnlikely { get; } =
        Refusal.Of(RefusalKind.Invalid, "call-block-unlikely").At("blocks");

    /// <summary>The programme has no published definition.</summary>
    public static Refusal ProgrammeUnknown(string programme) =>
        Refusal.Of(RefusalKind.Invalid, "programme-unknown", "programme", programme).At("programme");
}
