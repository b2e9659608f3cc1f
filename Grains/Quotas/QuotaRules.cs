using System.Collections.Immutable;
using System.Globalization;
using SunGov.GrainInterfaces.Quotas;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Quotas;

/// <summary>
/// Places against a limit; pure. The project decides: a holder never frees a place by itself (design section 5).
/// </summary>
public static class QuotaRules
{
    /// <summary>
    /// Reserves a place. A project takes one place per class; a new attempt takes over its own older one. A full class
    /// refuses and names who fills it.
    /// </summary>
    public static Decision<QuotaEvent> Reserve(
        QuotaState state, ReserveQuota command, Caller caller, DateTimeOffset now)
    {
        if (!caller.By.IsPlatform)
        {
            return SharedRefusals.NotAllowed;
        }

        var others = state.Places.Where(place =>
            place.Reserved.Class == command.Class && place.Reserved.Project != command.Project).ToImmutableArray();
        var isFull = command.MostFen is { } most
            ? others.Sum(place => place.Reserved.Fen ?? 0) + (command.Fen ?? 0) > most
            : others.Length >= command.Limit;
        return isFull
            ? QuotaRefusals.Full(command, others)
            : new PlaceReserved(
                now, command.Project, command.Title, command.Programme, command.Class, command.Rule, command.Limit,
                command.Attempt, command.Leader, command.EntityPath, command.Fen, command.MostFen, command.Unit);
    }

    /// <summary>Confirms the project's places of this attempt.</summary>
    public static Decision<QuotaEvent> Confirm(
        QuotaState state, ConfirmQuota command, Caller caller, DateTimeOffset now) =>
        !caller.By.IsPlatform ? SharedRefusals.NotAllowed
        : Confirmable(state, command) ? new PlaceConfirmed(now, command.Project, command.Attempt)
        : QuotaRefusals.NotHeld;

    /// <summary>Frees the project's places of this attempt and earlier ones.</summary>
    public static Decision<QuotaEvent> Release(
        QuotaState state, ReleaseQuota command, Caller caller, DateTimeOffset now) =>
        !caller.By.IsPlatform ? SharedRefusals.NotAllowed
        : Releasable(state, command) ? new PlaceReleased(now, command.Project, command.Attempt, command.Reason)
        : QuotaRefusals.NotHeld;

    /// <summary>Is there a reservation to confirm?</summary>
    public static bool Confirmable(QuotaState state, ConfirmQuota command) => state.Places.Any(place =>
        !place.Confirmed && place.Reserved.Project == command.Project && place.Reserved.Attempt <= command.Attempt);

    /// <summary>Is there a place to free?</summary>
    public static bool Releasable(QuotaState state, ReleaseQuota command) =>
        state.Places.Any(place => IsReleasable(place, command.Project, command.Attempt));

    /// <summary>Is it a place of this project, not newer than this attempt?</summary>
    public static bool IsReleasable(Place place, string project, int attempt) =>
        place.Reserved.Project == project && place.Reserved.Attempt <= attempt;

    /// <summary>The entries this caller may see; who sees none is not told either how often they changed.</summary>
    public static QuotaView View(string key, long version, QuotaState state, Caller caller)
    {
        var seen = state.Places.Where(place => MayRead(place, caller)).Select(place => new QuotaEntry(
            place.Reserved.Project,
            place.Reserved.Title,
            place.Reserved.Programme,
            place.Reserved.Class,
            place.Confirmed ? "confirmed" : "reserved",
            place.Reserved.Attempt,
            place.Reserved.At,
            place.Reserved.Fen)).ToImmutableArray();
        return new QuotaView(key, seen.IsEmpty && !caller.By.IsPlatform ? 0 : version, seen);
    }

    /// <summary>May the caller see the places of this leader, legal entity and recommending unit?</summary>
    public static bool MayRead(string leader, string entityPath, string? unit, Caller caller) =>
        caller.May("quota.read", Facts.None
            .With("leader", leader).With("entity_path", entityPath).With("recommending_unit", unit ?? ""));

    private static bool MayRead(Place place, Caller caller) =>
        MayRead(place.Reserved.Leader, place.Reserved.EntityPath, place.Reserved.Unit, caller);
}

/// <summary>Why a holder does not do what was asked.</summary>
public static class QuotaRefusals
{
    private const string FullCode = "quota-full";
    private const string SumFullCode = "quota-sum-full";
    private const string UnitArg = "unit";
    private const string ProjectArg = "project";
    private const string TitleArg = "title";
    private const string LeaderArg = "leader";
    private const string EntityArg = "entityPath";

    /// <summary>The project holds no such place (any more).</summary>
    public static Refusal NotHeld { get; } = Refusal.Of(RefusalKind.WrongState, "quota-not-held");

    /// <summary>
    /// All places are taken; the details name by whom, by ids alone (R-CHK-02). For the record: who is told sees
    /// <see cref="For"/>.
    /// </summary>
    public static Refusal Full(ReserveQuota command, ImmutableArray<Place> places) => Refusal.Of(
        RefusalKind.WrongState,
        command.MostFen is null ? FullCode : SumFullCode,
        [
            "ruleZh", command.Rule.Zh,
            "ruleEn", command.Rule.En,
            "used", places.Length.ToString(CultureInfo.InvariantCulture),
            .. Limits(command, places),
        ]).With(
        [
            .. places.Select(place => Refusal.Of(
                RefusalKind.WrongState,
                "quota-entry",
                ProjectArg, place.Reserved.Project,
                "programme", place.Reserved.Programme,
                "at", place.Reserved.At.ToString("O", CultureInfo.InvariantCulture),
                LeaderArg, place.Reserved.Leader,
                EntityArg, place.Reserved.EntityPath,
                UnitArg, place.Reserved.Unit ?? "")),
        ]);

    private static string[] Limits(ReserveQuota command, ImmutableArray<Place> places) =>
        command.MostFen is not { } most ? ["limit", command.Limit.ToString(CultureInfo.InvariantCulture)] :
        [
            "limitFen", most.ToString(CultureInfo.InvariantCulture),
            "usedFen", places.Sum(place => place.Reserved.Fen ?? 0).ToString(CultureInfo.InvariantCulture),
            "askedFen", (command.Fen ?? 0).ToString(CultureInfo.InvariantCulture),
        ];

    /// <summary>
    /// A refusal as this caller may read it: of the places taken those they may see, of the others only how many
    /// (<c>used</c>). Other refusals stay as they are.
    /// </summary>
    /// <param name="titles">Titles of projects by id; one that is not there (any more) is shown as its id.</param>
    public static Refusal For(Refusal refusal, Caller caller, IReadOnlyDictionary<string, string> titles) =>
        refusal.Code is not (FullCode or SumFullCode) ? refusal : refusal with
        {
            Details =
            [
                .. refusal.Details
                    .Where(place => QuotaRules.MayRead(
                        place.Args.GetValueOrDefault(LeaderArg, ""),
                        place.Args.GetValueOrDefault(EntityArg, ""),
                        place.Args.GetValueOrDefault(UnitArg, ""),
                        caller))
                    .Select(place => place with { Args = Shown(place.Args, titles) }),
            ],
        };

    /// <summary>Entries of earlier releases have the title with them.</summary>
    private static ImmutableDictionary<string, string> Shown(
        ImmutableDictionary<string, string> place, IReadOnlyDictionary<string, string> titles)
    {
        var project = place.GetValueOrDefault(ProjectArg, "");
        var shown = place.RemoveRange([LeaderArg, EntityArg, UnitArg]);
        return shown.ContainsKey(TitleArg) ? shown : shown.Add(TitleArg, titles.GetValueOrDefault(project, project));
    }
}
