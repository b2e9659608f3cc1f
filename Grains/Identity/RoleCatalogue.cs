using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Identity;

/// <summary>
/// The roles of the platform as data (R-PRM-01): what each may do, as alternatives over facts with placeholders.
/// Immutable; read once at start.
/// </summary>
public sealed class RoleCatalogue
{
    /// <summary>Id of the person who asks.</summary>
    public const string PersonPlaceholder = "$person";

    /// <summary>Id of the organisation at which the role is held.</summary>
    public const string OrganisationPlaceholder = "$organisation";

    /// <summary>Path of that organisation, ids from the root, for <see cref="Comparison.Under"/>.</summary>
    public const string PathPlaceholder = "$path";

    /// <summary>The functions there are; another name in a role is a fault of the file.</summary>
    public static ImmutableHashSet<string> Functions { get; } =
    [
        "project.start", "project.read", "project.act", "project.control", "project.internal",
        "project.unmask", "project.objections",
        "project.export", "call.manage",
        "programme.design", "programme.publish",
        "person.read", "person.manage", "entity.read", "entity.contact", "entity.manage", "journal.read",
        "quota.read", "stuck.retry", "calendar.manage",
        "expert.apply", "expert.read", "expert.endorse", "expert.keep", "expert.draw",
        "review.read", "review.manage", "review.results", "review.experts",
    ];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    private RoleCatalogue(ImmutableArray<Role> roles, ImmutableArray<(string, string)> apart)
    {
        Roles = roles.ToImmutableDictionary(role => role.Code, StringComparer.Ordinal);
        Apart = apart;
    }

    /// <summary>Pairs of roles that nobody holds both of at one organisation (R-BUS-07).</summary>
    public ImmutableArray<(string One, string Other)> Apart { get; }

    /// <summary>Roles by code.</summary>
    public ImmutableDictionary<string, Role> Roles { get; }

    /// <summary>The role that people get when this happens to them; null for none.</summary>
    public string? GivenOn(string happened) => Roles.Values.FirstOrDefault(role => role.GivenOn == happened)?.Code;

    /// <summary>Codes of the roles that have a function, in order.</summary>
    public ImmutableArray<string> With(string function) =>
    [
        .. Roles.Values.Where(role => role.Functions.ContainsKey(function)).Select(role => role.Code)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Reads the catalogue; throws <see cref="JsonException"/> naming what is wrong with it.</summary>
    public static RoleCatalogue Parse(ReadOnlySpan<byte> json)
    {
        var file = JsonSerializer.Deserialize<RoleFile>(json, Json) ?? throw new JsonException("no roles");
        var codes = file.Roles.Select(role => role.Code).ToHashSet(StringComparer.Ordinal);
        foreach (var role in file.Roles)
        {
            if (role.Gives.Concat(role.StandIn ?? []).FirstOrDefault(code => !codes.Contains(code)) is { } unknown)
            {
                throw new JsonException($"role {role.Code} names a role that does not exist: {unknown}");
            }
        }

        foreach (var pair in file.Apart ?? [])
        {
            if (pair.Length != 2 || pair[0] == pair[1] || pair.Any(code => !codes.Contains(code)))
            {
                throw new JsonException($"'apart' needs pairs of two roles: {string.Join(", ", pair)}");
            }
        }

        return new RoleCatalogue(
            [.. file.Roles.Select(Read)], [.. (file.Apart ?? []).Select(pair => (pair[0], pair[1]))]);
    }

    /// <summary>Whether these two are kept apart.</summary>
    public bool AreApart(string one, string other) => Apart.Contains((one, other)) || Apart.Contains((other, one));

    /// <summary>The role, or null for a code that does not (or no longer) exist; it then grants nothing.</summary>
    public Role? Find(string code) => Roles.GetValueOrDefault(code);

    private static Role Read(RoleText text) => new(
        text.Code,
        text.Name,
        [.. text.Gives],
        [.. text.StandIn ?? []],
        text.GivenOn,
        text.Functions.ToImmutableDictionary(
            pair => Functions.Contains(pair.Key)
                ? pair.Key
                : throw new JsonException($"role {text.Code} has a function that does not exist: {pair.Key}"),
            pair => new Scope([.. pair.Value.Select(alternative => alternative.Select(Read).ToImmutableArray())]),
            StringComparer.Ordinal));

    private static Condition Read(ConditionText text) => text switch
    {
        { Is: { } value, IsNot: null, Holds: null, Under: null } => new(text.Fact, Comparison.Is, value),
        { Is: null, IsNot: { } value, Holds: null, Under: null } => new(text.Fact, Comparison.IsNot, value),
        { Is: null, IsNot: null, Holds: { } value, Under: null } => new(text.Fact, Comparison.Holds, value),
        { Is: null, IsNot: null, Holds: null, Under: { } value } => new(text.Fact, Comparison.Under, value),
        _ => throw new JsonException($"a condition on {text.Fact} needs one of is, isNot, holds, under"),
    };

    private sealed record RoleFile(RoleText[] Roles, string[][]? Apart = null);

    private sealed record RoleText(
        string Code, Words Name, string[] Gives, Dictionary<string, ConditionText[][]> Functions,
        string[]? StandIn = null, string? GivenOn = null);

    private sealed record ConditionText(
        string Fact, string? Is = null, string? IsNot = null, string? Holds = null, string? Under = null);
}

/// <summary>One role.</summary>
/// <param name="Code">Stable code, part of stored identities for ever.</param>
/// <param name="Name">As shown.</param>
/// <param name="Gives">The roles that its holder may give to people in their scope (R-PRM-04).</param>
/// <param name="StandIn">The roles whose holders may do its tasks for a time (R-USR-09); empty for nobody.</param>
/// <param name="GivenOn">What must happen to people for them to get it by itself, e.g. <c>expert-confirmed</c>; null
/// for a role that is given by hand only.</param>
/// <param name="Functions">What it may do, its placeholders still in place.</param>
public sealed record Role(
    string Code,
    Words Name,
    ImmutableArray<string> Gives,
    ImmutableArray<string> StandIn,
    string? GivenOn,
    ImmutableDictionary<string, Scope> Functions)
{
    /// <summary>The functions' names in order, for menus.</summary>
    public ImmutableArray<string> Names { get; } = [.. Functions.Keys.Order(StringComparer.Ordinal)];

    /// <summary>What one identity with this role may do.</summary>
    public ImmutableDictionary<string, Scope> GrantsOf(string person, string organisation, string path) =>
        Filled(Functions, person, organisation, path, _ => []);

    /// <summary>
    /// What a stand-in may do for that identity: these functions only, and what is granted to the person themselves
    /// only where it belongs to the identity's organisation.
    /// </summary>
    public ImmutableDictionary<string, Scope> StandInGrantsOf(
        ImmutableHashSet<string> functions, string person, string organisation, string path) => Filled(
        Functions.Where(pair => functions.Contains(pair.Key)),
        person,
        organisation,
        path,
        alternative => alternative.Any(condition =>
            condition.Value.Contains(RoleCatalogue.PersonPlaceholder, StringComparison.Ordinal))
            ? [new Condition("entity_path", Comparison.Under, path)]
            : []);

    private static ImmutableDictionary<string, Scope> Filled(
        IEnumerable<KeyValuePair<string, Scope>> functions,
        string person,
        string organisation,
        string path,
        Func<ImmutableArray<Condition>, ImmutableArray<Condition>> more) => functions.ToImmutableDictionary(
            pair => pair.Key,
            pair => new Scope([.. pair.Value.Alternatives.Select(alternative => alternative
                .Select(condition => condition with
                {
                    Value = condition.Value
                        .Replace(RoleCatalogue.PersonPlaceholder, person, StringComparison.Ordinal)
                        .Replace(RoleCatalogue.OrganisationPlaceholder, organisation, StringComparison.Ordinal)
                        .Replace(RoleCatalogue.PathPlaceholder, path, StringComparison.Ordinal),
                })
                .Concat(more(alternative))
                .ToImmutableArray())]),
            StringComparer.Ordinal);
}
