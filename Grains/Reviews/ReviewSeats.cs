using System.Collections.Immutable;
using System.Text;
using SunGov.GrainInterfaces.Reviews;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Reviews;

/// <summary>What is known of an expert in a round; a stored format, always sealed under the key of the round.</summary>
/// <param name="Recused">Projects of the round they must not see.</param>
public sealed record SealedExpert(
    string Expert, string Person, string Name, string Entity, string Title, ImmutableArray<string> Recused);

/// <summary>A draw as it can be replayed; a stored format, sealed.</summary>
public sealed record SealedPool(int Sheets, int Reserves, ImmutableArray<SealedCandidate> Candidates);

/// <summary>A candidate of a sealed draw.</summary>
public sealed record SealedCandidate(string Expert, ImmutableArray<string> Recused);

/// <summary>
/// Puts experts under seal and finds them again, inside the silo: a person at a desk, those in reserve, a draw, the
/// results. Each token opens in its own place only.
/// </summary>
public sealed class ReviewSeats(ISecrets secrets, ICrypto crypto)
{
    /// <summary>Field of what is known of an expert at a desk.</summary>
    public const string ExpertField = "expert";

    /// <summary>Space of the blind index by which people find desks and messages.</summary>
    public const string BoxSpace = "box";

    private const string ReserveField = "reserve";
    private const string PoolField = "pool";
    private const string ResultsField = "results";

    /// <summary>A new desk for an expert.</summary>
    public async Task<SeatedDesk> SeatAsync(
        string activity, SealedExpert expert, string alias, ImmutableArray<string> projects)
    {
        var (desk, owner) = (Convert.ToHexStringLower(crypto.Random(16)), SecretOwner.Round(activity));
        return new SeatedDesk(
            desk,
            alias,
            await secrets.SealAsync(
                owner, new SecretPlace(ReviewOrders.Desk, desk, ReviewDeskRows.PersonField), expert.Person),
            await SealAsync(owner, new SecretPlace(ReviewOrders.Desk, desk, ExpertField), expert),
            await BoxOfAsync(expert.Person),
            projects);
    }

    /// <summary>The blind index of a person.</summary>
    public ValueTask<string> BoxOfAsync(string person) => secrets.BlindIndexAsync(BoxSpace, person);

    /// <summary>Who sits at a desk; null once the key of the round is destroyed.</summary>
    public Task<SealedExpert?> AtAsync(string desk, string token) =>
        OpenAsync<SealedExpert>(token, new SecretPlace(ReviewOrders.Desk, desk, ExpertField));

    /// <summary>Puts an expert into the reserve of a group.</summary>
    public Task<string> ReserveAsync(string activity, string group, SealedExpert expert) =>
        SealAsync(SecretOwner.Round(activity), new SecretPlace(ReviewOrders.Group, group, ReserveField), expert);

    /// <summary>Who is in reserve; null once the key of the round is destroyed.</summary>
    public Task<SealedExpert?> InReserveAsync(string group, string token) =>
        OpenAsync<SealedExpert>(token, new SecretPlace(ReviewOrders.Group, group, ReserveField));

    /// <summary>Those in reserve who are left, each with a desk prepared.</summary>
    public async Task<ImmutableArray<ReadyReserve>> ReadyAsync(
        string activity, string group, ImmutableArray<string> tokens)
    {
        var ready = ImmutableArray.CreateBuilder<ReadyReserve>();
        for (var at = 0; at < tokens.Length; at++)
        {
            var place = new SecretPlace(ReviewOrders.Group, group, ReserveField);
            if (tokens[at].Length > 0 && await OpenAsync<SealedExpert>(tokens[at], place) is { } expert)
            {
                ready.Add(new ReadyReserve(at, [.. expert.Recused], await SeatAsync(activity, expert, "", [])));
            }
        }

        return ready.ToImmutable();
    }

    /// <summary>Seals what a draw was made from.</summary>
    public Task<string> SealPoolAsync(string activity, string group, SealedPool pool) =>
        SealAsync(SecretOwner.Round(activity), new SecretPlace(ReviewOrders.Group, group, PoolField), pool);

    /// <summary>What a draw was made from; null once the key of the round is destroyed.</summary>
    public Task<SealedPool?> PoolAsync(string group, string token) =>
        OpenAsync<SealedPool>(token, new SecretPlace(ReviewOrders.Group, group, PoolField));

    /// <summary>A sheet as submitted; null once the key of the round is destroyed.</summary>
    public Task<ScoreSheetContent?> SheetAsync(string desk, SheetSubmitted sheet) => OpenAsync<ScoreSheetContent>(
        sheet.Content, new SecretPlace(ReviewOrders.Desk, desk, $"sheet/{sheet.Project}"));

    /// <summary>Seals the counted scores.</summary>
    public async Task<string> SealResultsAsync(string activity, ImmutableArray<SheetResult> results) =>
        await SealAsync(SecretOwner.Round(activity), Results(activity), new SealedResults(results));

    /// <summary>The counted scores; null once the key of the round is destroyed.</summary>
    public async Task<ImmutableArray<SheetResult>?> ResultsAsync(string activity, string token) =>
        (await OpenAsync<SealedResults>(token, Results(activity)))?.Sheets;

    private static SecretPlace Results(string activity) => new(ReviewOrders.Activity, activity, ResultsField);

    private async Task<string> SealAsync<T>(SecretOwner owner, SecretPlace place, T value) =>
        await secrets.SealAsync(owner, place, Encoding.UTF8.GetString(StoredJson.Bytes(value)));

    private async Task<T?> OpenAsync<T>(string token, SecretPlace place)
        where T : class
    {
        var opened = await secrets.OpenAsync(token, place);
        return opened.State switch
        {
            OpenedState.Plain => StoredJson.State<T>(opened.Value.Span),
            OpenedState.Destroyed => null,
            _ => throw new BrokenRecordException(place.Kind, place.Key, 0, $"its sealed {place.Field} was changed"),
        };
    }

    private sealed record SealedResults(ImmutableArray<SheetResult> Sheets);
}
