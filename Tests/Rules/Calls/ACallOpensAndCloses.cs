using System.Globalization;
using SunGov.GrainInterfaces.Calls;
using SunGov.GrainInterfaces.Programmes;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Calls;
using SunGov.Grains.Shared;
using SunGov.Tests.Rules.Identity;
using SunGov.Tests.Rules.Shared;

namespace SunGov.Tests.Rules.Calls;

/// <summary>R-BUS-14: drafted, published, open between two instants, extended with a public reason.</summary>
public sealed class ACallOpensAndCloses
{
    private static readonly Caller Officer = People.Who("case-officer", "kjt");
    private static readonly Caller OtherOfficer = People.Who("case-officer", "gzkjj");
    private static readonly Caller Researcher = People.Who("applicant", "lnu");

    private static readonly ProgrammeView Programme = new(
        "key-rnd", 1, new Words("省重点领域研发计划", "R&D"), "department", "kjt", 2,
        [new PublishedVersion(1, People.Now, "aa"), new PublishedVersion(2, People.Now, "bb")], [], "published",
        null, null, [], []);

    private static readonly DraftCall Text = new(
        "key-rnd", "2026 年度新材料专项", 2026, "面向新材料", [new GuidelineChapter("一、支持方向", "陶瓷基板")],
        new DateOnly(2026, 3, 10), new DateOnly(2026, 4, 10), new TimeOnly(17, 0), 5, "020-12345678");

    private static CallState Drafted => After(
        CallState.Initial, CallRules.Draft(CallState.Initial, Text, Programme, Officer, People.Now));

    private static CallState Published => After(
        Drafted, CallRules.Publish(Drafted, Programme, Officer, People.Now));

    public static TheoryData<string, DraftCall, string> Drafts => new()
    {
        { "as it should be", Text, "" },
        { "without a cap", Text with { EntityCap = null }, "" },
        { "a title too short", Text with { Title = "通知" }, "length" },
        { "no summary", Text with { Summary = " " }, "length" },
        { "no contact", Text with { Contact = "" }, "length" },
        { "closing before it opens", Text with { Closes = new DateOnly(2026, 3, 9) }, "call-closes-too-early" },
        { "a cap of nothing", Text with { EntityCap = 0 }, "call-cap-too-small" },
        { "a year of another century", Text with { Year = 1926 }, "call-year-unlikely" },
        { "a chapter without text", Text with { Guideline = [new GuidelineChapter("一", "")] }, "length" },
    };

    [Theory]
    [MemberData(nameof(Drafts))]
    public void A_draft_is_refused_where_something_is_wrong(string @case, DraftCall command, string refusal) =>
        Assert.True(
            refusal == (CallRules.Draft(
                CallState.Initial, command, Programme, Officer, People.Now).Refusal?.Code ?? ""),
            @case);

    [Fact]
    public void Civil_days_in_Shanghai_become_instants_once()
    {
        Assert.Equal(new DateTimeOffset(2026, 3, 9, 16, 0, 0, TimeSpan.Zero), Drafted.Draft!.Opens);
        Assert.Equal(new DateTimeOffset(2026, 4, 10, 9, 0, 0, TimeSpan.Zero), Drafted.Closes);
    }

    [Theory]
    [InlineData("draft", "draft", "")]
    [InlineData("draft", "publish", "")]
    [InlineData("draft", "extend", "call-not-published")]
    [InlineData("draft", "post", "call-not-published")]
    [InlineData("published", "draft", "call-published")]
    [InlineData("published", "publish", "call-published")]
    [InlineData("published", "extend", "")]
    [InlineData("published", "post", "")]
    [InlineData("nothing", "publish", "not-found")]
    public void Each_command_has_its_time(string stands, string command, string refusal)
    {
        var state = stands switch { "draft" => Drafted, "published" => Published, _ => CallState.Initial };
        Assert.Equal(refusal, Decide(state, command, Officer).Refusal?.Code ?? "");
    }

    [Theory]
    [InlineData("draft", "not-allowed")]
    [InlineData("publish", "not-found")]
    public void Others_do_not_know_of_a_draft(string command, string refusal)
    {
        Assert.Equal(refusal, Decide(Drafted, command, Researcher).Refusal?.Code);
        Assert.False(CallRules.MayRead(Drafted, OtherOfficer));
        Assert.True(CallRules.MayRead(Published, People.Self("")));
    }

    [Fact]
    public void What_is_published_only_its_managers_change() =>
        Assert.Equal("not-allowed", Decide(Published, "extend", OtherOfficer).Refusal?.Code);

    [Theory]
    [InlineData("2026-03-09T15:59:59Z", "scheduled")]
    [InlineData("2026-03-09T16:00:00Z", "open")]
    [InlineData("2026-04-10T09:00:00Z", "open")]
    [InlineData("2026-04-10T09:00:01Z", "closed")]
    public void The_clock_opens_and_closes_it(string at, string status) =>
        Assert.Equal(status, CallRules.Status(Published, DateTimeOffset.Parse(at, CultureInfo.InvariantCulture)));

    [Fact]
    public void Publishing_pins_the_newest_definition() =>
        Assert.Equal((2, "bb"), (Published.Published!.DefinitionVersion, Published.Published.DefinitionSm3));

    [Fact]
    public void An_extension_is_later_and_posts_its_reason()
    {
        var extended = After(Published, Decide(Published, "extend", Officer));
        Assert.Equal("网络故障顺延", Assert.Single(extended.Notices).Text);
        Assert.Equal("call-closes-too-early", Decide(extended, "extend", Officer).Refusal?.Code);
    }

    public static TheoryData<string, SetCallBlocks, string> Blocks => new()
    {
        { "as it should be", new([Block], "收回管理权限"), "" },
        { "nothing any more", new([], "本批次不再切块"), "" },
        { "a unit twice", new([Block, Block], "收回管理权限"), "call-block-twice" },
        { "less than nothing", new([Block with { Fen = -1 }], "收回管理权限"), "call-block-unlikely" },
        { "no unit", new([Block with { Unit = new Named("", "") }], "收回管理权限"), "call-block-unlikely" },
        { "without a reason", new([Block], ""), "length" },
    };

    private static CallBlock Block => new(new Named("gzkjj", "广州市科学技术局"), 10, 5_000, false);

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Blocks_are_set_with_a_public_reason(string @case, SetCallBlocks command, string refusal)
    {
        var decision = CallBlockRules.Set(Published, command, Officer, People.Now);
        Assert.True(refusal == (decision.Refusal?.Code ?? ""), @case);
        if (refusal.Length == 0)
        {
            var set = After(Published, decision);
            Assert.Equal(command.Blocks, set.Blocks);
            Assert.Equal(command.Reason, Assert.Single(set.Notices).Text);
        }
    }

    [Fact]
    public void Blocks_are_set_by_its_managers_once_it_is_published()
    {
        var command = new SetCallBlocks([Block], "收回管理权限");
        Assert.Equal("call-not-published", CallBlockRules.Set(Drafted, command, Officer, People.Now).Refusal?.Code);
        Assert.Equal("not-allowed", CallBlockRules.Set(Published, command, OtherOfficer, People.Now).Refusal?.Code);
        var drafted = After(CallState.Initial, CallRules.Draft(
            CallState.Initial, Text with { Blocks = [Block] }, Programme, Officer, People.Now));
        Assert.Equal(Block, Assert.Single(drafted.Blocks));
    }

    [Fact]
    public void Stored_events_are_read_by_this_release() => StoredSamples.HoldFor("Calls", CallRows.Kind);

    private static Decision<CallEvent> Decide(CallState state, string command, Caller caller) => command switch
    {
        "draft" => CallRules.Draft(state, Text, Programme, caller, People.Now),
        "publish" => CallRules.Publish(state, Programme, caller, People.Now),
        "extend" => CallRules.Extend(
            state, new ExtendCall(new DateOnly(2026, 4, 17), new TimeOnly(17, 0), "网络故障顺延"), caller, People.Now),
        _ => CallRules.Post(state, new PostNotice("补充通知", "请及时提交"), caller, People.Now),
    };

    private static CallState After(CallState state, Decision<CallEvent> decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(state, CallState.Evolve);
    }
}
