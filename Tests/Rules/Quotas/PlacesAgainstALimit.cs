using FsCheck;
using FsCheck.Fluent;
using SunGov.GrainInterfaces.Quotas;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Quotas;
using SunGov.Tests.Rules.Identity;
using SunGov.Tests.Rules.Shared;

namespace SunGov.Tests.Rules.Quotas;

/// <summary>R-CHK-02: entries are counted, so a refusal can name them.</summary>
public sealed class PlacesAgainstALimit
{
    [Fact]
    public void A_full_class_refuses_and_names_who_fills_it()
    {
        var state = After(After(QuotaState.Initial, Reserve("x1")), Reserve("x2"));
        var refusal = QuotaRules.Reserve(state, Reserve("x3"), People.Platform, People.Now).Refusal!;
        Assert.Equal("quota-full", refusal.Code);
        Assert.Equal(["x1", "x2"], refusal.Details.Select(entry => entry.Args["project"]));
        Assert.DoesNotContain(refusal.Details, place => place.Args.ContainsKey("title"));
    }

    [Theory]
    [InlineData("entity-office", "lnu", "p-office", "x1,x2")]
    [InlineData("applicant", "lnu", "p-li", "x1")]
    [InlineData("applicant", "lnu", "p-wang", "")]
    [InlineData("entity-office", "gzkjj", "p-office", "")]
    [InlineData("recommender", "gzkjj", "p-bureau", "")]
    [InlineData("division-head", "kjt", "p-head", "x1,x2")]
    public void A_full_class_names_the_projects_that_one_may_see_and_counts_the_others(
        string role, string organisation, string person, string named)
    {
        var state = After(After(QuotaState.Initial, Reserve("x1")), Reserve("x2") with { Leader = "p-chen" });
        var recorded = QuotaRules.Reserve(state, Reserve("x3"), People.Platform, People.Now).Refusal!;
        var titles = new Dictionary<string, string> { ["x1"] = "低温共烧陶瓷基板" };
        var told = QuotaRefusals.For(recorded, People.Who(role, organisation, person), titles);
        Assert.Equal(named, string.Join(",", told.Details.Select(place => place.Args["project"])));
        Assert.Equal("2", told.Args["used"]);
        Assert.DoesNotContain(told.Details, place => place.Args.ContainsKey("leader"));
        Assert.All(told.Details, place => Assert.Equal(
            titles.GetValueOrDefault(place.Args["project"], "x2"), place.Args["title"]));
    }

    [Fact]
    public void A_refusal_recorded_by_an_earlier_release_keeps_the_titles_it_has()
    {
        var recorded = Refusal.Of(RefusalKind.WrongState, "quota-full").With(
            [Refusal.Of(RefusalKind.WrongState, "quota-entry", "project", "x1", "title", "旧标题", "leader", "p-li",
                "entityPath", "lnu")]);
        var told = QuotaRefusals.For(
            recorded, People.Who("applicant", "lnu", "p-li"), new Dictionary<string, string> { ["x1"] = "新标题" });
        Assert.Equal("旧标题", Assert.Single(told.Details).Args["title"]);
    }

    [Fact]
    public void Sums_count_against_a_block_of_funds_and_a_refusal_says_what_is_left()
    {
        var state = After(QuotaState.Initial, Sum("x1", 600));
        var refusal = QuotaRules.Reserve(state, Sum("x2", 401), People.Platform, People.Now).Refusal!;
        Assert.Equal(
            ("quota-sum-full", "1000", "600", "401"),
            (refusal.Code, refusal.Args["limitFen"], refusal.Args["usedFen"], refusal.Args["askedFen"]));
        Assert.Equal(2, After(state, Sum("x2", 400)).Places.Length);
        Assert.Equal(1_000, Assert.Single(After(state, Sum("x1", 1_000)).Places).Reserved.Fen);
    }

    [Theory]
    [InlineData("gzkjj", "x1")]
    [InlineData("kjt", "")]
    public void A_recommending_unit_sees_what_fills_its_own_block(string unit, string named)
    {
        var state = After(QuotaState.Initial, Sum("x1", 600));
        var recorded = QuotaRules.Reserve(state, Sum("x2", 401), People.Platform, People.Now).Refusal!;
        var told = QuotaRefusals.For(
            recorded, People.Who("recommender", unit, "p-bureau"), new Dictionary<string, string>());
        Assert.Equal(named, string.Join(",", told.Details.Select(place => place.Args["project"])));
    }

    [Fact]
    public void Classes_count_for_themselves() =>
        Assert.Equal(3, After(
            After(After(QuotaState.Initial, Reserve("x1")), Reserve("x2")),
            Reserve("x3") with { Class = "other" }).Places.Length);

    [Fact]
    public void A_project_takes_one_place_however_often_it_tries()
    {
        var state = After(After(QuotaState.Initial, Reserve("x1")), Reserve("x1") with { Attempt = 2 });
        Assert.Equal(2, Assert.Single(state.Places).Reserved.Attempt);
    }

    [Fact]
    public void A_late_release_does_not_free_a_newer_place()
    {
        var state = After(QuotaState.Initial, Reserve("x1") with { Attempt = 2 });
        Assert.False(QuotaRules.Releasable(state, new ReleaseQuota("x1", 1, "late")));
        Assert.True(QuotaRules.Releasable(state, new ReleaseQuota("x1", 2, "withdrawn")));
    }

    [Fact]
    public void Only_the_platform_reserves()
    {
        var office = People.Who("entity-office", "lnu");
        Assert.Equal("not-allowed", QuotaRules.Reserve(
            QuotaState.Initial, Reserve("x1"), office, People.Now).Refusal?.Code);
    }

    [Theory]
    [InlineData("applicant", "lnu", "p-li", 1)]
    [InlineData("applicant", "lnu", "p-wang", 0)]
    [InlineData("entity-office", "lnu", "p-office", 1)]
    [InlineData("entity-office", "gzkjj", "p-office", 0)]
    [InlineData("supervisor", "kjt", "p-audit", 1)]
    public void Entries_are_seen_by_those_they_concern(string role, string organisation, string person, int seen)
    {
        var state = After(QuotaState.Initial, Reserve("x1"));
        var view = QuotaRules.View("h", 1, state, People.Who(role, organisation, person));
        Assert.Equal(seen, view.Entries.Length);
        Assert.Equal(seen, view.Version);
    }

    [Fact]
    public void Whatever_comes_in_whatever_order_no_class_holds_more_than_its_limit() =>
        Prop.ForAll(
            Gen.Choose(0, 44).ListOf(60).ToArbitrary(),
            steps =>
            {
                var state = QuotaState.Initial;
                foreach (var step in steps)
                {
                    var (project, attempt) = ($"x{step % 5}", 1 + (step / 15));
                    var decision = (step % 3) switch
                    {
                        0 => QuotaRules.Confirm(state, new ConfirmQuota(project, attempt), People.Platform, People.Now),
                        1 => QuotaRules.Release(
                            state, new ReleaseQuota(project, attempt, "r"), People.Platform, People.Now),
                        _ => QuotaRules.Reserve(
                            state, Reserve(project) with { Attempt = attempt }, People.Platform, People.Now),
                    };
                    state = decision.Events.Aggregate(state, QuotaState.Evolve);
                    Assert.InRange(state.Places.Length, 0, 2);
                    Assert.Equal(state.Places.Length, state.Places.Select(p => p.Reserved.Project).Distinct().Count());
                }
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Stored_events_are_read_by_this_release() => StoredSamples.HoldFor("Quotas", QuotaKind.Kind with
    {
        Initial = QuotaState.Evolve(QuotaState.Initial, new PlaceReserved(
            People.Now, "x0", "", "", "c", new Words("", ""), 2, 1, "", "")),
    });

    private static ReserveQuota Sum(string project, long fen) =>
        Reserve(project) with { Limit = 0, Fen = fen, MostFen = 1_000, Unit = "gzkjj" };

    private static ReserveQuota Reserve(string project) => new(
        project, "题目", "key-rnd", "key-rnd-leader", new Words("限两项", "Two"), 2, 1, "p-li", "lnu");

    private static QuotaState After(QuotaState state, ReserveQuota command)
    {
        var decision = QuotaRules.Reserve(state, command, People.Platform, People.Now);
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(state, QuotaState.Evolve);
    }
}
