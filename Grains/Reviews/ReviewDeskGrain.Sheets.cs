using System.Text;
using SunGov.GrainInterfaces.Reviews;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Reviews;

/// <summary>Sheets: drafts saved in place, submissions frozen in the journal; both sealed.</summary>
public sealed partial class ReviewDeskGrain
{
    private const int MostBytes = 64 * 1024;

    /// <inheritdoc/>
    public async Task<Outcome<ScoreSheetView>> ReadSheet(string project, By by)
    {
        var (isExpert, sheet) = (await IsExpert(by), await Sheet());
        var may = ReviewDeskRules.MaySee(State, project, isExpert) is null;
        var draft = may ? await services.Sheets.FindAsync(Key, project) : null;
        var content = may ? await Content(project, draft) : null;
        return await Show(by, (state, _) => ReviewDeskRules.MaySee(state, project, isExpert) is { } refusal
            ? refusal
            : Outcome.Of(ReviewDeskViews.Of(Key, state, project, sheet!, draft, content, isExpert)));
    }

    /// <inheritdoc/>
    public async Task<Outcome<ScoreSheetView>> SaveSheet(SaveScoreSheet command, By by)
    {
        var (isExpert, sheet) = (await IsExpert(by), await Sheet());
        var bytes = StoredJson.Bytes(command.Content);
        var refusal = ReviewDeskRules.MayWrite(State, command.Project, isExpert)
            ?? (bytes.Length > MostBytes ? ReviewRefusals.SheetTooLarge : null);
        if (refusal is not null)
        {
            Ground.Accesses.Refused(Recorded(by), Kind.Name, Key, refusal);
            return refusal;
        }

        var token = await Seal($"draft/{command.Project}", Encoding.UTF8.GetString(bytes));
        var saved = await services.Sheets.SaveAsync(
            Key,
            command.IfSheetVersion,
            new StoredSheet(command.Project, command.IfSheetVersion + 1, token, Now, by.Command));
        return saved.Command == by.Command
            ? Outcome.Of(
                ReviewDeskViews.Of(Key, State, command.Project, sheet!, saved, command.Content, isExpert),
                saved.Version)
            : ReviewRefusals.SheetStale(saved.Version);
    }

    /// <inheritdoc/>
    public async Task<Outcome<ScoreSheetView>> SubmitSheet(SubmitScoreSheet command, By by)
    {
        var (isExpert, sheet) = (await IsExpert(by), await Sheet());
        var content = Encoding.UTF8.GetString(StoredJson.Bytes(command.Content));
        var token = ReviewDeskRules.MayWrite(State, command.Project, isExpert) is null
            ? await Seal($"sheet/{command.Project}", content)
            : "";
        return await Decide(
            new Blinded("submit", command.Project, await Blind(content)),
            by,
            (state, _, now) => ReviewDeskRules.Submit(state, command, sheet!, token, isExpert, now),
            (state, _) => ReviewDeskViews.Of(Key, state, command.Project, sheet!, null, command.Content, isExpert));
    }

    /// <summary>What was submitted, or the draft; null where there is neither.</summary>
    private async Task<ScoreSheetContent?> Content(string project, StoredSheet? draft)
    {
        var submitted = (await SubmittedSheets.ReadAsync(Ground.Journal, Key)).GetValueOrDefault(project);
        var state = State.Sheet(project)!;
        var later = draft is not null && state.IsOpen && (submitted is null || draft.SavedAt > submitted.At);
        if (!later && submitted is null)
        {
            return null;
        }

        var opened = later
            ? await services.Secrets.OpenAsync(draft!.Sealed, Place($"draft/{project}"))
            : await services.Secrets.OpenAsync(submitted!.Content, Place($"sheet/{project}"));
        return opened.Text is { } text ? StoredJson.State<ScoreSheetContent>(Encoding.UTF8.GetBytes(text)) : null;
    }
}
