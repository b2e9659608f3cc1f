using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Programmes;
using SunGov.Grains.Projects;
using SunGov.Grains.Shared;
using SunGov.Tests.Rules.Identity;

namespace SunGov.Tests.Rules.Projects;

/// <summary>R-CER-03: a certificate is valid until its day, replaced by the next, or void.</summary>
public sealed class DocumentsAreValidForATime
{
    private static readonly DocumentDefinition Certificate =
        new("certificate", new Words("证书", "Certificate"), null, new ValidityDefinition(Months: 36));

    private static ProjectState First => With(ProjectState.Initial, "A", new DateOnly(2029, 2, 28));

    [Fact]
    public void Months_count_from_the_day_of_release() => Assert.Equal(
        new DateOnly(2029, 2, 28), ProjectDocuments.Until(ProjectState.Initial, Certificate, false, People.Now));

    [Fact]
    public void Released_again_it_keeps_its_last_day_unless_it_is_renewed_or_over()
    {
        var later = People.Now.AddMonths(6);
        Assert.Equal(new DateOnly(2029, 2, 28), ProjectDocuments.Until(First, Certificate, false, later));
        Assert.Equal(new DateOnly(2029, 8, 31), ProjectDocuments.Until(First, Certificate, true, later));
        Assert.Equal(
            new DateOnly(2033, 2, 28), ProjectDocuments.Until(First, Certificate, false, People.Now.AddMonths(48)));
    }

    [Fact]
    public void The_older_one_is_replaced_by_the_number_of_the_newer()
    {
        var views = ProjectDocuments.Views(With(First, "B", new DateOnly(2029, 2, 28)), People.Now);
        Assert.Equal(["A replaced B", "B valid "], views.Select(Told));
        Assert.Equal(["A expired "], ProjectDocuments.Views(First, People.Now.AddMonths(40)).Select(Told));
    }

    [Fact]
    public void A_void_one_is_void_for_good()
    {
        var state = ProjectState.Evolve(First, new DocumentVoided(
            People.Now, Actor.Of(People.Platform), "certificate", Certificate.Name, "A", "sm3-A"));
        Assert.Equal(["A void "], ProjectDocuments.Views(state, People.Now).Select(Told));
        Assert.Null(ProjectDocuments.UntilOf(state, "certificate"));
    }

    private static string Told(DocumentView view) => $"{view.Number} {view.State} {view.ReplacedBy}";

    private static ProjectState With(ProjectState state, string number, DateOnly until) => ProjectState.Evolve(
        state,
        new DocumentIssued(
            People.Now, Actor.Of(People.Platform), "certificate", Certificate.Name, "issue", number, $"sm3-{number}",
            until));
}
