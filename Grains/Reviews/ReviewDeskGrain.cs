using SunGov.GrainInterfaces.Reviews;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Programmes;
using SunGov.Grains.Projects;
using SunGov.Grains.Shared;
using SunGov.Grains.Shared.Due;

namespace SunGov.Grains.Reviews;

/// <summary>What desks need besides the ground.</summary>
public sealed record DeskServices(
    ISecrets Secrets, IScoreSheets Sheets, Definitions Definitions, IContents Contents);

/// <summary>One expert's sheets in one activity; in the journal and the access log the expert is the desk.</summary>
public sealed partial class ReviewDeskGrain(Ground ground, DeskServices services)
    : DecidedGrain<ReviewDeskState, ReviewDeskEvent>(ground), IReviewDeskGrain
{
    private string? _person;

    /// <inheritdoc/>
    protected override Kind<ReviewDeskState, ReviewDeskEvent> Kind => ReviewDeskRows.Kind;

    /// <inheritdoc/>
    public async Task<Outcome<ReviewDeskView>> Read(By by)
    {
        var (isExpert, sheet) = (await IsExpert(by), await Sheet());
        return await Show(by, (state, _) => isExpert
            ? Outcome.Of(ReviewDeskViews.Of(Version, state, sheet!))
            : SharedRefusals.NotFound);
    }

    /// <inheritdoc/>
    public Task<Outcome<ReviewDeskView>> Accept(AcceptReview command, By by) =>
        Change(command, by, (state, isExpert, now) => ReviewDeskRules.Accept(state, isExpert, now));

    /// <inheritdoc/>
    public async Task<Outcome<ReviewDeskView>> Decline(DeclineReview command, By by)
    {
        var reason = await IsExpert(by) ? await Seal("reason/decline", command.Reason.Trim()) : "";
        return await Change(
            new Blinded("decline", "", await Blind(command.Reason)),
            by,
            (state, isExpert, now) => ReviewDeskRules.Decline(state, command, reason, isExpert, now));
    }

    /// <inheritdoc/>
    public async Task<Outcome<ReviewDeskView>> Sign(SignCommitment command, By by)
    {
        var text = (await Sheet())?.Commitment;
        var sm3 = text is null ? "" : services.Contents.NameOf(StoredJson.Bytes(text));
        return await Change(
            command, by, (state, isExpert, now) => ReviewDeskRules.Sign(state, command, sm3, isExpert, now));
    }

    /// <inheritdoc/>
    public async Task<Outcome<ReviewDeskView>> Recuse(DeclareConflict command, By by)
    {
        var reason = await IsExpert(by) ? await Seal($"reason/{command.Project}", command.Reason.Trim()) : "";
        return await Change(
            new Blinded("recuse", command.Project, await Blind(command.Reason)),
            by,
            (state, isExpert, now) => ReviewDeskRules.Recuse(state, command, reason, isExpert, now));
    }

    /// <inheritdoc/>
    public async Task<Outcome<Done>> ReturnSheet(ReturnScoreSheet command, By by) => await Decide(
        command, by, (state, caller, now) => ReviewDeskRules.Return(state, command, caller, now), (_, _) => Done.It);

    /// <inheritdoc/>
    public async Task<Outcome<Done>> OnDue(string what, Guid id)
    {
        Func<ReviewDeskState, Caller, DateTimeOffset, Decision<ReviewDeskEvent>>? decide =
            ReviewOrders.VerbOf(what) switch
            {
                ReviewOrders.Open when Message.Read<OpenDesk>(what, ReviewOrders.Open) is var order =>
                    (state, caller, now) => ReviewDeskRules.Open(state, order, caller, now),
                ReviewOrders.Close when State.Opened is null || ReviewDeskRules.IsClosable(State) =>
                    ReviewDeskRules.CloseOpen,
                ReviewOrders.Fence when State.Fenced is null => ReviewDeskRules.Fence,
                ReviewOrders.Nudge when ReviewDeskRules.IsUnfinished(State) => (state, caller, now) =>
                    ReviewDeskRules.Tell(
                        state, new ExpertNudged(now, Message.Read<NudgeDesk>(what, ReviewOrders.Nudge).No), caller),
                ReviewDeskRows.InviteDue when State.Told is null && ReviewDeskRules.IsUnfinished(State) =>
                    (state, caller, now) => ReviewDeskRules.Tell(state, new InvitationSent(now), caller),
                _ => null,
            };
        return decide is null
            ? Outcome.Of(Done.It, Version)
            : await Decide(new Ordered(what), By.System(id), decide, (_, _) => Done.It);
    }

    /// <summary>The expert is named nowhere outside: the desk stands for them.</summary>
    protected override By Recorded(By by) =>
        _person is not null && by.Person == _person ? by with { Person = Key, Identity = "", Session = "" } : by;

    private async Task<Outcome<ReviewDeskView>> Change<TCommand>(
        TCommand command, By by, Func<ReviewDeskState, bool, DateTimeOffset, Decision<ReviewDeskEvent>> decide)
    {
        var (isExpert, sheet) = (await IsExpert(by), await Sheet());
        return await Decide(
            command,
            by,
            (state, _, now) => decide(state, isExpert, now),
            (state, _) => ReviewDeskViews.Of(Version, state, sheet!));
    }

    /// <summary>Whether this is who sits here; nobody does once the key of the round is destroyed.</summary>
    private async ValueTask<bool> IsExpert(By by)
    {
        if (_person is null && State.Opened is { } opened)
        {
            _person = (await services.Secrets.OpenAsync(opened.Person, Place(ReviewDeskRows.PersonField))).Text;
        }

        return _person is not null && by.Person == _person;
    }

    private async ValueTask<SheetDefinition?> Sheet() => State.Opened is { Terms: var terms }
        ? (await services.Definitions.FindAsync(terms.Definition)).Definition.Sheets
            .First(sheet => sheet.Id == terms.Sheet)
        : null;

    private ValueTask<string> Seal(string field, string text) => services.Secrets.SealAsync(
        SecretOwner.Round(State.Opened!.Terms.Activity), Place(field), text);

    private ValueTask<string> Blind(string text) => services.Secrets.BlindIndexAsync("review", text);

    private SecretPlace Place(string field) => new(ReviewOrders.Desk, Key, field);

    /// <summary>A command whose words must not be guessed from its digest.</summary>
    private sealed record Blinded(string What, string Project, string Words);

    /// <summary>The command of a due row.</summary>
    private sealed record Ordered(string What);
}
