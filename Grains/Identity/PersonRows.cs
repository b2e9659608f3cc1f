using System.Collections.Immutable;
using NpgsqlTypes;
using SunGov.GrainInterfaces.Identity;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.LegalEntities;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Identity;

/// <summary>The plain columns of a person's row, the facts, and the views.</summary>
public static class PersonRows
{
    /// <summary>Columns that are facts.</summary>
    public static ImmutableHashSet<string> FactColumns { get; } = ["units", "roles"];

    /// <summary>The columns of a state.</summary>
    public static ImmutableArray<Column> Of(PersonState state) =>
    [
        new("name", NpgsqlDbType.Text, state.Name),
        new("login", NpgsqlDbType.Text, state.Login),
        new("units", NpgsqlDbType.Array | NpgsqlDbType.Text, Units(Held(state)).ToArray()),
        new("roles", NpgsqlDbType.Array | NpgsqlDbType.Text, Roles(state).ToArray()),
        new("held", NpgsqlDbType.Array | NpgsqlDbType.Text, Held(state).Select(HolderOf).Distinct().ToArray()),
        new("tokens", NpgsqlDbType.Array | NpgsqlDbType.Text, SearchTokens.Of(state.Name, state.Login).ToArray()),
    ];

    /// <summary>The facts of a state, the same as in its columns.</summary>
    public static IFacts FactsOf(PersonState state) =>
        Facts.None.With("units", Units(Held(state))).With("roles", Roles(state));

    /// <summary>The facts of a person who held only an identity at an organisation with this path.</summary>
    public static IFacts FactsAt(string role, string path) =>
        Facts.None.With("units", path.Split('/')).With("roles", [role]);

    /// <summary>The identity as holder: <c>role@organisation</c>.</summary>
    public static string HolderOf(HeldIdentity identity) => $"{identity.Role}@{identity.Organisation}";

    /// <summary>The identities as shown, those that hold first.</summary>
    /// <param name="identities">All of a person.</param>
    /// <param name="roles">Names and functions of roles.</param>
    /// <param name="known">Names of organisations.</param>
    /// <param name="today">Which of them hold.</param>
    /// <param name="caller">Who asks and may be able to end them; null for the person at login.</param>
    public static ImmutableArray<IdentityView> View(
        ImmutableArray<HeldIdentity> identities,
        RoleCatalogue roles,
        ImmutableDictionary<string, LegalEntityState> known,
        DateOnly today,
        Caller? caller = null) =>
    [
        .. identities.OrderByDescending(identity => identity.ActiveOn(today)).Select(identity => new IdentityView(
            identity.Id,
            identity.Role,
            roles.Find(identity.Role)?.Name ?? new Words(identity.Role, identity.Role),
            new Named(identity.Organisation, known.GetValueOrDefault(identity.Organisation)?.Name ?? ""),
            identity.Position,
            roles.Find(identity.Role)?.Names ?? [],
            identity.ActiveOn(today),
            identity.From,
            identity.Until,
            caller is not null && identity.Ended is null
                && PersonRules.Manages(identity.Role, identity.Path, roles, caller))),
    ];

    private static IEnumerable<HeldIdentity> Held(PersonState state) => state.Identities.Where(i => i.Ended is null);

    private static IEnumerable<string> Units(IEnumerable<HeldIdentity> identities) =>
        identities.SelectMany(i => i.Path.Split('/')).Distinct().Order(StringComparer.Ordinal);

    private static IEnumerable<string> Roles(PersonState state) =>
        Held(state).Select(i => i.Role).Distinct().Order(StringComparer.Ordinal);
}
