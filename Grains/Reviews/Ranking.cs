using System.Collections.Immutable;
using SunGov.GrainInterfaces.Reviews;

namespace SunGov.Grains.Reviews;

/// <summary>A sheet that counted. A stored format (sealed).</summary>
/// <param name="Support">Support or not; null where the sheet does not ask.</param>
public sealed record SheetResult(string Project, string Desk, string Alias, decimal Score, bool? Support);

/// <summary>A project to be ranked.</summary>
public sealed record Contender(string Project, string? Number, string Title, string Entity, string Group);

/// <summary>The ranked list: means of equally many sheets, compared exactly; equal ones share a rank. Pure.</summary>
public static class Ranking
{
    /// <summary>The list, best first; projects without all their sheets stand behind it, unranked.</summary>
    public static ImmutableArray<RankedProject> Of(
        ImmutableArray<Contender> projects, ImmutableArray<SheetResult> sheets, int wanted)
    {
        var of = sheets.ToLookup(sheet => sheet.Project, StringComparer.Ordinal);
        var sums = projects
            .Where(project => of[project.Project].Count() == wanted)
            .ToDictionary(
                project => project.Project,
                project => of[project.Project].Sum(sheet => sheet.Score),
                StringComparer.Ordinal);
        var groups = projects.ToLookup(project => project.Group, project => project.Project, StringComparer.Ordinal);
        return
        [
            .. projects
                .Select(project => Ranked(project, [.. of[project.Project]], sums, groups[project.Group], wanted))
                .OrderBy(ranked => ranked.Rank ?? int.MaxValue)
                .ThenBy(ranked => ranked.Number ?? ranked.Project, StringComparer.Ordinal),
        ];
    }

    private static RankedProject Ranked(
        Contender project,
        ImmutableArray<SheetResult> sheets,
        Dictionary<string, decimal> sums,
        IEnumerable<string> group,
        int wanted)
    {
        var ranked = sums.TryGetValue(project.Project, out var sum);
        var mean = sheets.IsEmpty ? 0 : sum / sheets.Length;
        return new RankedProject(
            project.Project,
            project.Number,
            project.Title,
            project.Entity,
            project.Group,
            ranked ? 1 + sums.Values.Count(other => other > sum) : null,
            ranked ? 1 + group.Count(other => sums.TryGetValue(other, out var its) && its > sum) : null,
            ranked && sums.Values.Count(other => other == sum) > 1,
            ranked ? Scoring.Rounded(mean) : null,
            ranked ? sheets.Max(sheet => sheet.Score) - sheets.Min(sheet => sheet.Score) : null,
            ranked ? Scoring.Rounded(sheets.Sum(sheet => Math.Abs(sheet.Score - mean)) / sheets.Length) : null,
            ranked && sheets.All(sheet => sheet.Support is not null)
                ? sheets.Count(sheet => sheet.Support is true)
                : null,
            sheets.Length,
            wanted);
    }
}
