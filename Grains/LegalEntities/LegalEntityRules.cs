using System.Collections.Immutable;
using SunGov.GrainInterfaces.LegalEntities;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.LegalEntities;

/// <summary>What a rule on an organisation must know of others.</summary>
/// <param name="Key">The organisation's own id.</param>
/// <param name="Known">The organisations named in the command that exist, by id.</param>
/// <param name="CreditCodeOwner">Whom the credit code belongs to; null for nobody.</param>
public sealed record LegalEntityFacts(
    string Key, ImmutableDictionary<string, LegalEntityState> Known, string? CreditCodeOwner = null)
{
    /// <summary>An organisation with its present name; null where none is named.</summary>
    public Named? Named(string? id) => string.IsNullOrEmpty(id) ? null : new Named(id, Known[id].Name);
}

/// <summary>The rules of organisations (R-USR-01, R-USR-02, R-USR-06).</summary>
public static class LegalEntityRules
{
    private static readonly ImmutableHashSet<string> WithCode =
        ["enterprise", "university", "institute", "hospital", "agency"];

    private static readonly ImmutableHashSet<string> WithoutCode = ["bureau", "department", "division", "other"];

    /// <summary>Registers it, if the caller manages the place in the tree where it would stand.</summary>
    public static Decision<LegalEntityEvent> Register(
        LegalEntityState state, RegisterLegalEntity command, LegalEntityFacts facts, Caller caller)
    {
        if (state.Exists)
        {
            return SharedRefusals.Exists;
        }

        if (Invalid(command, facts) is { } invalid)
        {
            return invalid;
        }

        var parent = command.Parent is { Length: > 0 } id ? facts.Known[id] : null;
        var registered = new LegalEntityRegistered(
            command.Name.Trim(),
            string.IsNullOrEmpty(command.CreditCode) ? null : command.CreditCode,
            command.Kind,
            command.Region,
            parent is null ? facts.Key : $"{parent.Path}/{facts.Key}",
            facts.Named(command.Parent),
            facts.Named(command.CompetentAuthority),
            facts.Named(command.RecommendingUnit),
            command.Contact.Trim());
        if (!MayManage(LegalEntityState.Evolve(state, registered), caller))
        {
            return SharedRefusals.NotAllowed;
        }

        return facts.CreditCodeOwner is null || facts.CreditCodeOwner == $"{LegalEntityState.KindName}:{facts.Key}"
            ? registered
            : SharedRefusals.Taken("credit-code").At("creditCode");
    }

    /// <summary>Changes it: its own office may change the contact, the platform's managers the rest.</summary>
    public static Decision<LegalEntityEvent> Change(
        LegalEntityState state, ChangeLegalEntity command, LegalEntityFacts facts, Caller caller)
    {
        if (!state.Exists)
        {
            return SharedRefusals.NotFound;
        }

        var governs = command.Name is not null || command.CompetentAuthority is not null
            || command.RecommendingUnit is not null;
        if (!(governs ? MayManage(state, caller) : MayChangeContact(state, caller)))
        {
            return SharedRefusals.NotAllowed;
        }

        if (Invalid(command, facts) is { } invalid)
        {
            return invalid;
        }

        ImmutableArray<LegalEntityEvent> events =
        [
            .. When(command.Name is { } name && name.Trim() != state.Name,
                () => new LegalEntityRenamed(command.Name!.Trim(), command.Reason)),
            .. When(command.CompetentAuthority is { } authority && authority != state.CompetentAuthority?.Id,
                () => new CompetentAuthorityChanged(facts.Named(command.CompetentAuthority)!, command.Reason)),
            .. When(command.RecommendingUnit is { } unit && unit != state.RecommendingUnit?.Id,
                () => new RecommendingUnitChanged(facts.Named(command.RecommendingUnit)!, command.Reason)),
            .. When(command.Contact is { } contact && contact.Trim() != state.Contact,
                () => new ContactChanged(command.Contact!.Trim(), command.Reason)),
        ];
        return events.IsEmpty ? LegalEntityRefusals.NothingChanged : new Decision<LegalEntityEvent>(null, events);
    }

    /// <summary>May the caller register or change it?</summary>
    public static bool MayManage(LegalEntityState state, Caller caller) =>
        caller.May("entity.manage", LegalEntityRows.FactsOf(state));

    /// <summary>May the caller change its contact?</summary>
    public static bool MayChangeContact(LegalEntityState state, Caller caller) =>
        MayManage(state, caller) || caller.May("entity.contact", LegalEntityRows.FactsOf(state));

    /// <summary>May the caller see its contact? All else about an organisation is public.</summary>
    public static bool MayReadContact(LegalEntityState state, Caller caller) =>
        caller.May("entity.read", LegalEntityRows.FactsOf(state)) || MayChangeContact(state, caller);

    private static ImmutableArray<LegalEntityEvent> When(bool changed, Func<LegalEntityEvent> make) =>
        changed ? [make()] : [];

    private static Refusal? Invalid(RegisterLegalEntity command, LegalEntityFacts facts)
    {
        if (!Ids.IsValid(facts.Key))
        {
            return LegalEntityRefusals.IdInvalid;
        }

        if (command.Name.Trim().Length is < 2 or > 120)
        {
            return SharedRefusals.Length("name", 2, 120);
        }

        if (!WithCode.Contains(command.Kind) && !WithoutCode.Contains(command.Kind))
        {
            return LegalEntityRefusals.KindUnknown;
        }

        if (string.IsNullOrEmpty(command.CreditCode) ? WithCode.Contains(command.Kind)
            : !CreditCode.IsValid(command.CreditCode))
        {
            return LegalEntityRefusals.CreditCodeInvalid;
        }

        if (command.Region.Length != 6 || !command.Region.All(char.IsAsciiDigit))
        {
            return LegalEntityRefusals.RegionInvalid;
        }

        if (command.Kind == "division" && string.IsNullOrEmpty(command.Parent))
        {
            return SharedRefusals.Required("parent");
        }

        if (command.Contact.Length > 200)
        {
            return SharedRefusals.Length("contact", 0, 200);
        }

        return Unknown("parent", command.Parent, facts)
            ?? Unknown("competentAuthority", command.CompetentAuthority, facts)
            ?? Unknown("recommendingUnit", command.RecommendingUnit, facts);
    }

    private static Refusal? Invalid(ChangeLegalEntity command, LegalEntityFacts facts)
    {
        if (command.Reason.Trim().Length is < 1 or > 500)
        {
            return SharedRefusals.Length("reason", 1, 500);
        }

        if (command.Name?.Trim().Length is < 2 or > 120)
        {
            return SharedRefusals.Length("name", 2, 120);
        }

        if (command.Contact?.Length > 200)
        {
            return SharedRefusals.Length("contact", 0, 200);
        }

        return Named("competentAuthority", command.CompetentAuthority, facts)
            ?? Named("recommendingUnit", command.RecommendingUnit, facts);
    }

    private static Refusal? Named(string field, string? id, LegalEntityFacts facts) =>
        id is "" ? SharedRefusals.Required(field) : Unknown(field, id, facts);

    private static Refusal? Unknown(string field, string? id, LegalEntityFacts facts) =>
        string.IsNullOrEmpty(id) || facts.Known.ContainsKey(id) ? null : LegalEntityRefusals.OrganisationUnknown(field);
}
