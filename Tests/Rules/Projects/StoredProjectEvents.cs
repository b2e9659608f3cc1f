using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json.Serialization;
using SunGov.Grains.Projects;
using SunGov.Grains.Shared;
using SunGov.Tests.Rules.Shared;
using static SunGov.Tests.Rules.Projects.Walks;

namespace SunGov.Tests.Rules.Projects;

public sealed class StoredProjectEvents
{
    private static readonly ImmutableArray<string> Types =
    [
        .. typeof(ProjectEvent).GetCustomAttributes<JsonDerivedTypeAttribute>()
            .Select(type => $"{type.TypeDiscriminator}"),
    ];

    [Fact]
    public void Are_read_by_this_release()
    {
        var begun = Act(Walked("hand-in"), Office, "submit").Events;
        StoredSamples.HoldFor("Projects", ProjectRows.Kind with
        {
            Initial = begun.Aggregate(Walked("hand-in", "submit"), ProjectState.Evolve),
        });
    }

    [Fact]
    public void Of_a_number_series_are_read_by_this_release() => StoredSamples.HoldFor(
        "Projects",
        new Kind<NumberSeriesState, NumberSeriesEvent>(
            "number_series", new NumberSeriesState(0, ""), NumberSeriesState.Evolve, _ => [], _ => [], (_, _) => []));

    [Fact]
    public void An_unknown_event_is_a_fault() => Assert.Throws<InvalidOperationException>(
        () => ProjectState.Evolve(ProjectState.Initial, new FromTheFuture()));

    [Fact]
    public void Can_each_be_told_in_the_trail()
    {
        var entries = Types.Select((type, i) => new Entry(
            i, i + 1, Guid.NewGuid(), "p", "i", "", Identity.People.Now, StoredSamples.Read("Projects", type), [1, 2],
            i != 3)).ToImmutableArray();
        var trail = ProjectTrail.Of(entries, []);
        Assert.Equal(Types.Order(), trail.Entries.Select(line => line.What).Order());
        Assert.Equal((false, "3"), (trail.Verified, trail.Fault));
        Assert.Contains(trail.Entries, line => line.Under == "单位科研管理 · 岭南大学" && line.Opinion == "同意提交");
    }

    private sealed record FromTheFuture : ProjectEvent;
}
