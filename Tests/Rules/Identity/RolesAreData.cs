using System.Text;
using System.Text.Json;
using SunGov.Grains.Identity;
using SunGov.Grains.Shared;
using static SunGov.Tests.Rules.Identity.People;

namespace SunGov.Tests.Rules.Identity;

/// <summary>R-PRM-01, R-PRM-02: what the shipped roles let see and do.</summary>
public sealed class RolesAreData
{
    private static readonly IFacts Draft = Facts.None
        .With("status", "draft").With("leader", "p-li").With("entity_path", "lnu/lnu-eng").With("owner", "kjt")
        .With("recommending_unit", "gzkjj").With("participants", ["p-wang"]).With("holders", ["person:p-li"]);

    private static readonly IFacts Waiting = ((Facts)Draft)
        .With("status", "running").With("holders", ["recommender@gzkjj"]);

    public static TheoryData<string, string, string, bool, bool, bool> Readers => new()
    {
        // role, organisation, person, reads the draft, reads what was submitted, acts on what waits
        { "applicant", "lnu-eng", "p-li", true, true, true },
        { "applicant", "lnu-eng", "p-wang", true, true, false },
        { "applicant", "lnu-eng", "p-other", false, false, false },
        { "entity-office", "lnu", "p", true, true, false },
        { "entity-office", "lnu-eng", "p", true, true, false },
        { "entity-office", "gzkjj", "p", false, false, false },
        { "recommender", "gzkjj", "p", false, true, true },
        { "recommender", "lnu", "p", false, false, false },
        { "intake", "gzkjj", "p", false, true, false },
        { "case-officer", "kjt", "p", false, true, false },
        { "case-officer", "gzkjj", "p", false, false, false },
        { "division-head", "kjt", "p", false, true, false },
        { "supervisor", "gzkjj", "p", false, true, false },
        { "administrator", "kjt", "p", false, false, false },
    };

    [Theory]
    [MemberData(nameof(Readers))]
    public void Each_role_sees_its_own(
        string role, string organisation, string person, bool draft, bool waiting, bool acts)
    {
        var caller = Who(role, organisation, person);
        Assert.Equal((draft, waiting), (caller.May("project.read", Draft), caller.May("project.read", Waiting)));
        Assert.Equal(acts, caller.May("project.act", Waiting));
    }

    [Fact]
    public void A_supervisor_changes_nothing() => Assert.DoesNotContain(
        Roles.Find("supervisor")!.Names,
        name => name.EndsWith(".manage", StringComparison.Ordinal) || name is "project.act" or "project.start"
            or "programme.publish" or "stuck.retry" or "entity.contact");

    [Fact]
    public void Every_role_has_a_name_in_both_languages() => Assert.All(
        Roles.Roles.Values, role => Assert.True(role.Name.Zh.Length > 0 && role.Name.En.Length > 0, role.Code));

    [Fact]
    public void A_role_that_no_longer_exists_grants_nothing() => Assert.Null(Roles.Find("king"));

    [Theory]
    [InlineData("""{"roles":[{"code":"a","name":{"zh":"甲","en":"A"},"gives":["b"],"functions":{}}]}""")]
    [InlineData("""{"roles":[{"code":"a","name":{"zh":"甲","en":"A"},"gives":[],"functions":{"fly":[[]]}}]}""")]
    [InlineData("""
        {"roles":[{"code":"a","name":{"zh":"甲","en":"A"},"gives":[],
        "functions":{"project.read":[[{"fact":"leader"}]]}}]}
        """)]
    [InlineData("""
        {"roles":[{"code":"a","name":{"zh":"甲","en":"A"},"gives":[],
        "functions":{"project.read":[[{"fact":"leader","is":"x","under":"y"}]]}}]}
        """)]
    public void A_faulty_file_is_refused_as_a_whole(string json) =>
        Assert.ThrowsAny<JsonException>(() => RoleCatalogue.Parse(Encoding.UTF8.GetBytes(json)));
}
