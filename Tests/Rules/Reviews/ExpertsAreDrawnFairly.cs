using System.Collections.Immutable;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Reviews;
using SunGov.Silo.Crypto;

namespace SunGov.Tests.Rules.Reviews;

/// <summary>R-REV-06, R-REV-08, R-REV-11: random, replayable, nobody with an interest, equal sheets.</summary>
public sealed class ExpertsAreDrawnFairly
{
    private static readonly ImmutableArray<string> Projects = ["a", "b", "c", "d"];

    [Fact]
    public void The_same_seed_and_candidates_give_the_same_panel_in_whatever_order_they_come()
    {
        var candidates = Candidates(30);
        var first = Drawn(7, candidates, 5);
        Assert.Equal(Text(first), Text(Drawn(7, [.. candidates.Reverse()], 5)));
        Assert.NotEqual(Text(first), Text(Drawn(8, candidates, 5)));
    }

    [Fact]
    public void Every_project_gets_as_many_sheets_and_nobody_sees_what_they_must_not()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var candidates = Candidates(12).Select(one => one with
            {
                Recused = [.. Projects.Where(_ => random.Next(3) == 0)],
            }).ToImmutableArray();
            var drawn = Drawn(seed, candidates, 3);
            var sheets = drawn.Seats.SelectMany(seat => seat.Projects).CountBy(project => project).ToDictionary();
            Assert.All(Projects, project => Assert.True(
                sheets.GetValueOrDefault(project) + drawn.Missing.GetValueOrDefault(project) == 3, $"seed {seed}"));
            Assert.DoesNotContain(drawn.Seats, seat => candidates.Single(one => one.Expert == seat.Expert).Recused
                .Overlaps(seat.Projects));
            Assert.Empty(drawn.Seats.Select(seat => seat.Expert).Intersect(drawn.Reserves));
            Assert.All(drawn.Missing, left => Assert.True(
                candidates.Count(one => !one.Recused.Contains(left.Key)) == 3 - left.Value, $"seed {seed}"));
        }
    }

    [Fact]
    public void Over_many_seeds_everybody_is_drawn_about_as_often()
    {
        var times = Enumerable.Range(0, 3_000).SelectMany(seed => Drawn(seed, Candidates(10), 3).Seats)
            .CountBy(seat => seat.Expert).ToDictionary();
        Assert.Equal(10, times.Count);
        Assert.All(times.Values, count => Assert.InRange(count, 780, 1_020));
    }

    public static TheoryData<string, PoolExpert, string> Interests => new()
    {
        { "nobody to them", Expert("x", "外人", "far"), "" },
        { "leads a project of the round", Expert("p1", "甲", "far"), "1 2 3" },
        { "is a member by name", Expert("x", "乙", "far"), "1 2" },
        { "works at the same entity", Expert("x", "外人", "uni/lab", "lab"), "1" },
        { "works at a partner", Expert("x", "外人", "mill", "mill"), "2" },
        { "works above it", Expert("x", "外人", "uni", "uni"), "1" },
        { "declared the entity", Expert("x", "外人", "far") with { RecusedEntities = ["mill"] }, "2" },
        { "declared the leader", Expert("x", "外人", "far") with { RecusedPeople = ["p3"] }, "3" },
    };

    [Theory]
    [MemberData(nameof(Interests))]
    public void Who_has_an_interest_is_kept_off(string why, PoolExpert expert, string projects)
    {
        Assert.NotEmpty(why);
        Assert.Equal(projects, Kept(new Recusals(Teams, []), expert));
    }

    /// <summary>Where the plan says so, projects of a group are rivals: 1 and 3 here, 2 by itself.</summary>
    public static TheoryData<string, PoolExpert, string> InterestsInRivals { get; } = new()
    {
        { "nobody to them", Expert("x", "外人", "far"), "" },
        { "works at an applicant of the group", Expert("x", "外人", "uni/lab", "lab"), "1 3" },
        { "works at the other applicant", Expert("x", "外人", "bureau", "bureau"), "1 3" },
        { "works at an applicant of another group", Expert("x", "外人", "mill", "mill"), "2" },
        { "is a member by name", Expert("x", "丁", "far"), "1 3" },
        { "declared the entity only", Expert("x", "外人", "far") with { RecusedEntities = ["lab"] }, "1" },
    };

    [Theory]
    [MemberData(nameof(InterestsInRivals))]
    public void Who_has_an_interest_is_kept_off_its_rivals_too(string why, PoolExpert expert, string projects)
    {
        Assert.NotEmpty(why);
        Assert.Equal(projects, Kept(new Recusals(Teams, [["1", "3"], ["2"]]), expert));
    }

    private static readonly ImmutableArray<ProjectTeam> Teams =
    [
        new("1", "p1", ["甲", "乙"], [new TeamEntity("lab", "uni/lab")]),
        new("2", "p2", ["丙", "乙"], [new TeamEntity("mill", "mill")]),
        new("3", "p3", ["丁"], [new TeamEntity("bureau", "bureau")]),
    ];

    private static string Kept(Recusals recusals, PoolExpert expert) =>
        string.Join(' ', recusals.Of(expert).Order(StringComparer.Ordinal));

    private static PoolExpert Expert(string person, string name, string path, string entity = "far") =>
        new($"e-{person}", person, name, new Named(entity, entity), path, "教授", [], []);

    private static ImmutableArray<Candidate> Candidates(int count) =>
        [.. Enumerable.Range(0, count).Select(at => new Candidate($"e{at:D2}", []))];

    private static DrawResult Drawn(int seed, ImmutableArray<Candidate> candidates, int wanted)
    {
        var bytes = new byte[Draw.SeedLength];
        BitConverter.TryWriteBytes(bytes, seed);
        return Draw.Of(bytes, candidates, Projects, wanted, 4, OpenSslCrypto.Instance);
    }

    private static string Text(DrawResult drawn) =>
        $"{string.Join(' ', drawn.Seats.Select(seat => seat.Expert))} | {string.Join(' ', drawn.Reserves)}";
}
