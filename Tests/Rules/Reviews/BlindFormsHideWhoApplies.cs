using System.Text.Json;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Reviews;
using SunGov.Tests.Rules.Programmes;

namespace SunGov.Tests.Rules.Reviews;

/// <summary>R-REV-12: what the definition marks as identifying is neither in content nor in schema.</summary>
public sealed class BlindFormsHideWhoApplies
{
    private static readonly FormView Whole = new(
        "application",
        new Words("申报书", "Application"),
        true,
        [
            .. Definitions.Complete().Select(pair => new SectionView(
                "application", pair.Key, new Words("", ""), default, default, pair.Value, 3,
                DateTimeOffset.UnixEpoch, "李明", true, [SunGov.Grains.Shared.SharedRefusals.NotFound],
                ["title"], [], [], false)),
        ],
        [],
        null);

    [Fact]
    public void Marked_fields_and_columns_are_gone_and_the_rest_stays()
    {
        var blind = BlindForm.Of(Definitions.KeyRnd.Forms["application"], Whole);
        var basic = Section(blind, "basic").Content;
        var members = Section(blind, "members").Content;

        Assert.False(basic.TryGetProperty("leader", out _) || basic.TryGetProperty("entity", out _));
        Assert.True(basic.TryGetProperty("summary", out _));
        Assert.False(members.TryGetProperty("partners", out _));
        var person = members.GetProperty("people")[0];
        Assert.False(person.TryGetProperty("name", out _) || person.TryGetProperty("entity", out _));
        Assert.True(person.TryGetProperty("title", out _));
        Assert.False(Section(blind, "basic").Schema.GetProperty("properties").TryGetProperty("leader", out _));
    }

    [Fact]
    public void Nobody_stands_at_the_sections_and_nothing_can_be_edited()
    {
        FormView[] forms = [BlindForm.Whole(Whole), BlindForm.Of(Definitions.KeyRnd.Forms["application"], Whole)];
        foreach (var form in forms)
        {
            Assert.False(form.Editable);
            Assert.All(form.Sections, section =>
                Assert.True(section is { SavedBy: null, SavedAt: null, Editable: false, Findings.IsEmpty: true }));
        }
    }

    [Fact]
    public void A_file_can_be_fetched_only_where_the_form_shown_refers_to_it()
    {
        var content = JsonSerializer.SerializeToElement(
            new { figures = new[] { new { file = "f1", name = "图.pdf", size = 3 } } });
        var form = Whole with { Sections = [Whole.Sections[0] with { Content = content }] };
        Assert.True(BlindForm.Names([form], "f1"));
        Assert.False(BlindForm.Names([form], "f2"));
    }

    private static SectionView Section(FormView form, string id) => form.Sections.Single(section => section.Id == id);
}
