using SunGov.GrainInterfaces.Programmes;
using SunGov.Grains.Programmes;
using SunGov.Grains.Projects;
using SunGov.Grains.Shared;
using SunGov.Silo.Demo;
using SunGov.Tests.Rules.Identity;
using SunGov.Tests.Rules.Projects;

namespace SunGov.Tests.Rules.Programmes;

/// <summary>R-BUS-06, R-BUS-16: from draft over publication to retirement, and by whom.</summary>
public sealed class AProgrammesLife
{
    private static readonly Caller Designer = People.Who("business-administrator", "kjt", "p-designer");
    private static readonly Caller Second = People.Who("business-administrator", "kjt", "p-second");
    private static readonly Caller Officer = People.Who("case-officer", "kjt", "p-officer");
    private static readonly Caller Foreign = People.Who("case-officer", "gzkjj", "p-foreign");
    private static readonly Caller Researcher = People.Who("applicant", "lnu", "p-li");

    private static readonly SaveDraft Saving =
        new(Definitions.Changed(root => root["owner"] = "kjt"), 0);

    private static Publishing Publishing(bool second = false, string sm3 = "aa", string? note = "首次发布") =>
        new(DefinitionFile.Read(Saving.Definition, People.Roles), sm3, note, second);

    private static ProgrammeState Published => After(
        ProgrammeState.Initial,
        ProgrammeRules.Publish(ProgrammeState.Initial, "key-rnd", Publishing(), Designer, People.Now));

    /// <summary>The businesses as they are shipped, by their files.</summary>
    public static TheoryData<string> Shipped =>
    [
        .. new DemoFiles(Path.Combine(AppContext.BaseDirectory, "Programmes")).Definitions()
            .Select(definition => definition.Id),
    ];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void What_is_shipped_is_without_fault_and_warning_under_the_shipped_roles_and_codes(string programme)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Programmes");
        var codes = CodeTables.In(
        [
            .. Directory.EnumerateFiles(Path.Combine(folder, "codes"), "*.txt")
                .Select(file => (Path.GetFileNameWithoutExtension(file), File.ReadAllText(file))),
        ]);
        var definition = new DemoFiles(folder).Definitions().Single(known => known.Id == programme).Json;
        Assert.Empty(DefinitionFile.Findings(definition, programme, People.Roles, codes));
    }

    [Fact]
    public void Who_publishes_when_with_which_note_and_hash_is_recorded()
    {
        var published = Published.Current!;
        Assert.Equal((1, "aa", "首次发布"), (published.Number, published.Sm3, published.Note));
        Assert.Equal(("p-designer", People.Now), (published.By.Person, published.At));
    }

    [Fact]
    public void Designing_is_a_right_of_its_own_within_ones_organisation()
    {
        Assert.Null(DraftRules.MaySave(Published, "key-rnd", null, Saving, 10, Officer));
        Assert.Equal("not-allowed", DraftRules.MaySave(Published, "key-rnd", null, Saving, 10, Foreign)!.Code);
        Assert.Equal("not-allowed", DraftRules.MaySave(Published, "key-rnd", null, Saving, 10, Researcher)!.Code);
        Assert.Equal("not-allowed", ProgrammeRules.Publish(
            Published, "key-rnd", Publishing(sm3: "bb"), Officer, People.Now).Refusal!.Code);
        Assert.Equal("not-found", DraftRules.MayRead(Published, null, Foreign)!.Code);
        Assert.Equal("not-allowed", DraftRules.MayRead(Published, null, Researcher)!.Code);
    }

    [Theory]
    [InlineData("Key", "definition-id-malformed")]
    [InlineData("key-rnd", "definition-too-large")]
    public void A_draft_takes_what_can_be_a_definition(string key, string refusal) => Assert.Equal(
        refusal, DraftRules.MaySave(Published, key, null, Saving, DraftRules.MostBytes + 1, Designer)!.Code);

    [Fact]
    public void Where_two_must_publish_one_proposes_and_another_confirms()
    {
        var proposed = After(Published, ProgrammeRules.Publish(
            Published, "key-rnd", Publishing(second: true, sm3: "bb", note: "调整"), Designer, People.Now));
        Assert.Equal(1, proposed.Current!.Number);
        Assert.Equal("definition-waits-for-confirmation", ProgrammeRules.Publish(
            proposed, "key-rnd", Publishing(sm3: "cc"), Second, People.Now).Refusal!.Code);
        Assert.Equal("definition-same-person", Confirm(proposed, "bb", Designer).Refusal!.Code);
        Assert.Equal("not-allowed", Confirm(proposed, "bb", Officer).Refusal!.Code);
        Assert.Equal("definition-not-proposed", Confirm(proposed, "other", Second).Refusal!.Code);
        var confirmed = After(proposed, Confirm(proposed, "bb", Second));
        Assert.Equal((2, "bb", "调整"), (confirmed.Current!.Number, confirmed.Current.Sm3, confirmed.Current.Note));
        Assert.Equal(("p-designer", "p-second"), (confirmed.Current.By.Person, confirmed.Current.Confirmed!.Person));
        Assert.Null(confirmed.Proposed);
        var declined = After(proposed, ProgrammeRules.Decline(proposed, "再议", Second, People.Now));
        Assert.Equal((1, null), (declined.Current!.Number, declined.Proposed));
    }

    [Fact]
    public void It_can_be_suspended_resumed_and_retired_with_a_reason()
    {
        var suspended = After(Published, ProgrammeRules.Suspend(Published, "调整", Designer, People.Now));
        Assert.Equal("suspended", ProgrammeViews.StateOf(suspended));
        Assert.Equal("programme-suspended", ProgrammeRules.Suspend(suspended, "再", Designer, People.Now).Refusal!.Code);
        var resumed = After(suspended, ProgrammeRules.Resume(suspended, "恢复", Designer, People.Now));
        Assert.Equal("published", ProgrammeViews.StateOf(resumed));
        Assert.Equal("programme-not-closed", ProgrammeRules.Resume(resumed, "再", Designer, People.Now).Refusal!.Code);
        Assert.Equal("required", ProgrammeRules.Retire(resumed, " ", Designer, People.Now).Refusal!.Code);
        Assert.Equal("not-allowed", ProgrammeRules.Retire(resumed, "停", Officer, People.Now).Refusal!.Code);
        var retired = After(resumed, ProgrammeRules.Retire(resumed, "停办", Designer, People.Now));
        Assert.Equal("retired", ProgrammeViews.StateOf(retired));
        Assert.Equal("programme-retired", ProgrammeRules.Publish(
            retired, "key-rnd", Publishing(sm3: "bb"), Designer, People.Now).Refusal!.Code);
        Assert.Equal(
            ["published", "resumed", "retired", "suspended"],
            ProgrammeViews.Of("key-rnd", 4, retired, null, null, Designer).Value!.History
                .Select(act => act.What).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("suspended", "programme-suspended")]
    [InlineData("retired", "programme-retired")]
    [InlineData("published", "")]
    public void No_project_starts_while_it_is_closed(string state, string refusal)
    {
        var facts = Walks.Around with { Call = Walks.Call with { ProgrammeState = state } };
        var started = ProjectRules.Start(ProjectState.Initial, "x1", Walks.Begin, Walks.Leader, facts, People.Now);
        Assert.Equal(refusal, started.Refusal?.Code ?? "");
    }

    [Fact]
    public void What_is_drafted_and_who_changed_what_is_for_those_who_design_or_publish()
    {
        var draft = new StoredDraft(3, [], 1, People.Now, "设计者", Guid.NewGuid());
        var (mine, theirs) = (View(Designer, draft), View(Researcher, draft));
        Assert.Equal((3, "设计者"), (mine.Draft!.Version, mine.Draft.SavedBy));
        Assert.NotEmpty(mine.History);
        Assert.Equal(["design", "publish", "suspend", "retire"], mine.Allowed.Select(allowed => allowed.Action));
        Assert.Null(theirs.Draft);
        Assert.Empty(theirs.History);
        Assert.Empty(theirs.Allowed);
        var head = new DraftHead("新业务", null, null, "kjt");
        Assert.Equal("not-found", ProgrammeViews.Of(
            "new", 0, ProgrammeState.Initial, draft, head, Researcher).Refusal!.Code);
        Assert.Equal("draft", ProgrammeViews.Of(
            "new", 0, ProgrammeState.Initial, draft, head, Officer).Value!.State);
    }

    private static ProgrammeView View(Caller caller, StoredDraft draft) => ProgrammeViews.Of(
        "key-rnd", 1, Published, draft, DraftHead.Of(Saving.Definition), caller).Value!;

    private static Decision<ProgrammeEvent> Confirm(ProgrammeState state, string sm3, Caller caller) =>
        ProgrammeRules.Confirm(state, new ConfirmPublication(sm3), caller, People.Now);

    private static ProgrammeState After(ProgrammeState state, Decision<ProgrammeEvent> decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(state, ProgrammeState.Evolve);
    }
}
