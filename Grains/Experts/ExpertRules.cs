using System.Collections.Immutable;
using System.Globalization;
using SunGov.GrainInterfaces.Experts;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.LegalEntities;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Experts;

/// <summary>What a rule on an expert must know besides the record.</summary>
/// <param name="Disciplines">The code table.</param>
/// <param name="Unit">Organisation of the acting identity; null where it has none.</param>
/// <param name="Entity">The legal entity it belongs to.</param>
/// <param name="Owner">Whose record the person's is; null for nobody's.</param>
/// <param name="Self">The owner that this record is.</param>
/// <param name="Endorsers">Roles that may confirm for their entity.</param>
public sealed record ExpertFacts(
    Disciplines Disciplines, LegalEntityState? Unit, (string Id, LegalEntityState State)? Entity, string? Owner,
    string Self, ImmutableArray<string> Endorsers);

/// <summary>The rules of the expert register (R-EXP-01, R-EXP-03); pure.</summary>
public static class ExpertRules
{
    /// <summary>Most disciplines of one expert.</summary>
    public const int MostDisciplines = 5;

    private const int MostKeywords = 10;
    private const int MostRecusals = 50;

    /// <summary>In which states a command fits: the life of a record as a table.</summary>
    public static ImmutableDictionary<string, ImmutableArray<string>> Fits { get; } =
        new Dictionary<string, ImmutableArray<string>>
        {
            ["apply"] = ["", ExpertStatus.Returned, ExpertStatus.Left],
            ["change"] = [ExpertStatus.Applied, ExpertStatus.Endorsed, ExpertStatus.Confirmed, ExpertStatus.Paused],
            ["endorse"] = [ExpertStatus.Applied],
            ["return"] = [ExpertStatus.Applied, ExpertStatus.Endorsed],
            ["confirm"] = [ExpertStatus.Endorsed, ExpertStatus.Paused],
            ["pause"] = [ExpertStatus.Confirmed],
            ["leave"] =
            [
                ExpertStatus.Applied, ExpertStatus.Endorsed, ExpertStatus.Confirmed, ExpertStatus.Returned,
                ExpertStatus.Paused,
            ],
        }.ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>A person applies, for the organisation of the acting identity.</summary>
    public static Decision<ExpertEvent> Apply(
        ExpertState state, ApplyAsExpert command, ExpertFacts facts, Caller caller, DateTimeOffset now)
    {
        if (state.Exists && state.Person.Id != caller.By.Person)
        {
            return SharedRefusals.NotFound;
        }

        if (!caller.May("expert.apply", Facts.None.With("person", caller.By.Person)))
        {
            return SharedRefusals.NotAllowed;
        }

        if (Misfit(state, "apply") is { } misfit)
        {
            return misfit;
        }

        if (facts.Unit is not { Exists: true } unit || facts.Entity is not { } entity)
        {
            return ExpertRefusals.NoEntity;
        }

        if (Invalid(command, facts.Disciplines) is { } invalid)
        {
            return invalid;
        }

        return facts.Owner is not null && facts.Owner != facts.Self
            ? SharedRefusals.Taken("expert")
            : new ExpertApplied(
                now, Actor.Of(caller), new Named(caller.By.Person, caller.Name),
                new Named(entity.Id, entity.State.Name), new Named(caller.Organisation, unit.Name), unit.Path,
                entity.State.Region, command.Title.Trim(), command.Disciplines, Trimmed(command.Keywords),
                Trimmed(command.Recusals), facts.Endorsers);
    }

    /// <summary>The expert changes the own record.</summary>
    public static Decision<ExpertEvent> Change(
        ExpertState state, ChangeExpert command, Disciplines disciplines, Caller caller, DateTimeOffset now)
    {
        if (Refused(state, "change", caller) is { } refusal)
        {
            return refusal;
        }

        var whole = new ApplyAsExpert(
            command.Title ?? state.Title,
            command.Disciplines ?? state.Disciplines,
            command.Keywords ?? state.Keywords,
            command.Recusals ?? state.Recusals);
        if (Invalid(whole, disciplines) is { } invalid)
        {
            return invalid;
        }

        var others = !whole.Disciplines.SequenceEqual(state.Disciplines);
        var changed = new ExpertChanged(
            now, Actor.Of(caller), whole.Title.Trim(), whole.Disciplines, Trimmed(whole.Keywords),
            Trimmed(whole.Recusals),
            others && state.Status == ExpertStatus.Confirmed ? ExpertStatus.Endorsed : state.Status);
        return !others && changed.Title == state.Title && changed.Keywords.SequenceEqual(state.Keywords)
            && changed.Recusals.SequenceEqual(state.Recusals)
            ? ExpertRefusals.NothingChanged
            : changed;
    }

    /// <summary>Endorse, return, confirm, pause or leave.</summary>
    /// <param name="action">One of <see cref="Fits"/>.</param>
    /// <param name="role">The role of confirmed experts; null for none.</param>
    public static Decision<ExpertEvent> Judge(
        ExpertState state, string action, JudgeExpert command, string? role, Caller caller, DateTimeOffset now)
    {
        var reason = command.Reason.Trim();
        var least = action is "return" or "pause" ? 2 : 0;
        var refusal = Refused(state, action, caller)
            ?? (reason.Length < least || reason.Length > 500 ? SharedRefusals.Length("reason", least, 500) : null);
        var actor = Actor.Of(caller);
        return refusal is not null ? refusal : action switch
        {
            "endorse" => new ExpertEndorsed(now, actor, reason),
            "return" => new ExpertReturned(now, actor, reason),
            "confirm" => new ExpertConfirmed(now, actor, reason, role),
            "pause" => new ExpertPaused(now, actor, reason),
            "leave" => new ExpertLeft(now, actor, reason, state.Role ?? role),
            _ => throw new ArgumentException($"experts have no command '{action}'", nameof(action)),
        };
    }

    /// <summary>May the caller know of this record?</summary>
    public static bool MayRead(ExpertState state, Caller caller) =>
        state.Exists && (state.Person.Id == caller.By.Person || caller.May("expert.read", ExpertRows.FactsOf(state)));

    /// <summary>May the caller see what the expert declared about themselves?</summary>
    public static bool MayReadRecusals(ExpertState state, Caller caller) =>
        state.Person.Id == caller.By.Person || caller.May("expert.keep", ExpertRows.FactsOf(state));

    /// <summary>Why this caller cannot do this with the record now; null where they can.</summary>
    public static Refusal? Refused(ExpertState state, string action, Caller caller) =>
        !MayRead(state, caller) ? SharedRefusals.NotFound : NotYours(state, action, caller) ?? Misfit(state, action);

    /// <summary>
    /// Whether a confirmed expert may be drawn for something that concerns these organisations and people.
    /// </summary>
    /// <param name="entities">Excluded legal entities and organisations, by id.</param>
    /// <param name="persons">Excluded people, by id.</param>
    public static bool IsFree(
        ExpertState state, ImmutableHashSet<string> entities, ImmutableHashSet<string> persons) =>
        !entities.Contains(state.Entity.Id)
        && !state.Path.Split('/').Any(entities.Contains)
        && !persons.Contains(state.Person.Id)
        && !state.Recusals.Any(recusal => recusal.Id.Length > 0
            && (recusal.Kind == "entity" ? entities : persons).Contains(recusal.Id));

    private static Refusal? NotYours(ExpertState state, string action, Caller caller)
    {
        var own = state.Person.Id == caller.By.Person;
        if (action is "apply" or "change" or "leave")
        {
            return own ? null : SharedRefusals.NotAllowed;
        }

        var facts = ExpertRows.FactsOf(state);
        var may = action switch
        {
            "endorse" => caller.May("expert.endorse", facts),
            "return" => caller.May("expert.keep", facts)
                || (caller.May("expert.endorse", facts) && state.Status != ExpertStatus.Endorsed),
            _ => caller.May("expert.keep", facts),
        };
        return !may ? SharedRefusals.NotAllowed : own ? ExpertRefusals.Own : null;
    }

    private static Refusal? Misfit(ExpertState state, string action) =>
        Fits[action].Contains(state.Status) ? null : ExpertRefusals.Status(state.Status);

    private static Refusal? Invalid(ApplyAsExpert command, Disciplines disciplines) =>
        Between("title", command.Title.Trim().Length, 2, 60)
        ?? InvalidDisciplines(command.Disciplines, disciplines)
        ?? Between("keywords", command.Keywords.Length, 1, MostKeywords)
        ?? First(command.Keywords, (word, i) => Between($"keywords/{i}", word.Trim().Length, 2, 30))
        ?? Between("recusals", command.Recusals.Length, 0, MostRecusals)
        ?? First(command.Recusals, Invalid);

    private static Refusal? InvalidDisciplines(ImmutableArray<string> codes, Disciplines disciplines) =>
        Between("disciplines", codes.Length, 1, MostDisciplines)
        ?? First(codes, (code, i) =>
            !disciplines.Has(code) ? ExpertRefusals.DisciplineUnknown($"disciplines/{i}", code)
            : codes.Count(other => Within(code, other) || Within(other, code)) > 1
                ? ExpertRefusals.DisciplineTwice($"disciplines/{i}")
            : null);

    private static Refusal? Invalid(Recusal recusal, string i) =>
        recusal.Kind is not ("entity" or "person") ? ExpertRefusals.RecusalKindUnknown($"recusals/{i}/kind")
        : recusal.Id.Length > 64 ? SharedRefusals.Length($"recusals/{i}/id", 0, 64)
        : Between($"recusals/{i}/name", recusal.Name.Trim().Length, 2, 120)
            ?? Between($"recusals/{i}/why", recusal.Why.Trim().Length, 0, 100);

    private static bool Within(string code, string other) => code.StartsWith(other, StringComparison.Ordinal);

    private static Refusal? First<T>(ImmutableArray<T> items, Func<T, string, Refusal?> judge) =>
        items.Select((item, i) => judge(item, i.ToString(CultureInfo.InvariantCulture)))
            .FirstOrDefault(refusal => refusal is not null);

    private static Refusal? Between(string field, int length, int least, int most) =>
        length < least || length > most ? SharedRefusals.Length(field, least, most) : null;

    private static ImmutableArray<string> Trimmed(ImmutableArray<string> words) =>
        [.. words.Select(word => word.Trim()).Distinct()];

    private static ImmutableArray<Recusal> Trimmed(ImmutableArray<Recusal> recusals) =>
        [.. recusals.Select(r => r with { Id = r.Id.Trim(), Name = r.Name.Trim(), Why = r.Why.Trim() }).Distinct()];
}
