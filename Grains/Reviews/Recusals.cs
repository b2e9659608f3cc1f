using System.Collections.Immutable;

namespace SunGov.Grains.Reviews;

/// <summary>A project as recusal sees it: who makes it, with whom.</summary>
/// <param name="Leader">Person id of the leader.</param>
/// <param name="Names">Names of all who take part, the leader's included.</param>
/// <param name="Entities">Legal entities that take part, with their places in the tree.</param>
public sealed record ProjectTeam(
    string Project, string Leader, ImmutableArray<string> Names, ImmutableArray<TeamEntity> Entities);

/// <summary>An organisation of a team.</summary>
public sealed record TeamEntity(string Id, string Path);

/// <summary>
/// Which experts must not see which projects (R-REV-08, first rules): own project; own entity, above or below it in the
/// tree; co-members, i.e. who shares a project of this round with one of the team; declared interests; and whoever
/// leads a project of this round sees none of it. Where the plan says so, who takes part in a project of a group, or is
/// of an entity that does, sees none of that group: its projects are rivals. Names count where ids are missing: rather
/// one too many. Pure.
/// </summary>
public sealed class Recusals
{
    private const string Leader = "leader";
    private const string Member = "member";
    private const string CoMember = "co-member";
    private const string Entity = "entity";
    private const string Declared = "declared";

    /// <summary>Nothing of one's own, but a rival of it.</summary>
    public const string Rival = "rival";

    private readonly ImmutableArray<ProjectTeam> _teams;
    private readonly ImmutableArray<ImmutableArray<string>> _rivals;
    private readonly ILookup<string, ProjectTeam> _byName;
    private readonly ImmutableHashSet<string> _leaders;

    /// <summary>Over all projects of a round.</summary>
    /// <param name="teams">The projects.</param>
    /// <param name="rivals">Groups of projects that are rivals; none where each counts by itself.</param>
    public Recusals(ImmutableArray<ProjectTeam> teams, ImmutableArray<ImmutableArray<string>> rivals)
    {
        _teams = teams;
        _rivals = rivals;
        _byName = teams.SelectMany(team => team.Names.Distinct().Select(name => (name, team)))
            .ToLookup(pair => pair.name, pair => pair.team, StringComparer.Ordinal);
        _leaders = [.. teams.Select(team => team.Leader)];
    }

    /// <summary>The projects of the round that this expert must not see.</summary>
    public ImmutableHashSet<string> Of(PoolExpert expert) => [.. ReasonsOf(expert).Keys];

    /// <summary>The same with the reason, the first that applies.</summary>
    public ImmutableDictionary<string, string> ReasonsOf(PoolExpert expert)
    {
        var known = _byName[expert.Name].SelectMany(team => team.Names).ToHashSet(StringComparer.Ordinal);
        var own = _teams.Select(team => (team.Project, Reason: ReasonOf(team, expert, known)))
            .Where(one => one.Reason is not null)
            .ToImmutableDictionary(one => one.Project, one => one.Reason!, StringComparer.Ordinal);
        return own.AddRange(_rivals
            .Where(group => group.Any(project => own.GetValueOrDefault(project) is Member or Entity))
            .SelectMany(group => group)
            .Where(project => !own.ContainsKey(project))
            .Select(project => KeyValuePair.Create(project, Rival)));
    }

    private string? ReasonOf(ProjectTeam team, PoolExpert expert, HashSet<string> known) =>
        _leaders.Contains(expert.Person) ? Leader
        : team.Names.Contains(expert.Name) ? Member
        : team.Names.Any(known.Contains) ? CoMember
        : team.Entities.Any(entity => IsOwn(entity, expert)) ? Entity
        : team.Entities.Any(entity => expert.RecusedEntities.Contains(entity.Id))
            || expert.RecusedPeople.Contains(team.Leader) ? Declared
        : null;

    private static bool IsOwn(TeamEntity entity, PoolExpert expert) =>
        entity.Id == expert.Entity.Id || IsUnder(entity.Path, expert.Path) || IsUnder(expert.Path, entity.Path);

    private static bool IsUnder(string path, string above) =>
        above.Length > 0 && (path == above || path.StartsWith(above + "/", StringComparison.Ordinal));
}
