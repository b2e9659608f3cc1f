using SunGov.Grains.Identity;
using SunGov.Grains.LegalEntities;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Identity;

/// <summary>
/// People and organisations from memory, as long as <see cref="GrantNews"/> hears of changes; else from storage. Rows
/// come through the journal, so a forged row gives nobody a right: its seal is checked.
/// </summary>
public sealed class PeopleDirectory : IDirectory, IDisposable
{
    private const int Most = 40_000;
    private readonly TwoGenerations<PersonState> _people = new(Most);
    private readonly TwoGenerations<LegalEntityState> _organisations = new(Most);
    private readonly IJournal _journal;
    private readonly GrantNews _news;

    /// <summary>Over a journal, as fresh as the news.</summary>
    public PeopleDirectory(IJournal journal, GrantNews news)
    {
        (_journal, _news) = (journal, news);
        news.Changed += Forget;
    }

    /// <inheritdoc/>
    public ValueTask<PersonState?> PersonAsync(string id) => FindAsync(_people, PersonState.KindName, id);

    /// <inheritdoc/>
    public ValueTask<LegalEntityState?> OrganisationAsync(string id) =>
        FindAsync(_organisations, LegalEntityState.KindName, id);

    /// <inheritdoc/>
    public void Forget(string kind, string key) => Forget(key);

    /// <inheritdoc/>
    public void Dispose() => _news.Changed -= Forget;

    /// <summary>Forgets a key, of whatever kind it is; null for everything.</summary>
    private void Forget(string? key)
    {
        _people.Forget(key);
        _organisations.Forget(key);
    }

    private ValueTask<T?> FindAsync<T>(TwoGenerations<T> cache, string kind, string id)
        where T : class =>
        _news.Fresh && cache.Find(id) is { } known
            ? new ValueTask<T?>(known)
            : new ValueTask<T?>(LoadAsync(cache, kind, id));

    private async Task<T?> LoadAsync<T>(TwoGenerations<T> cache, string kind, string id)
        where T : class
    {
        var changes = cache.Changes;
        if (await _journal.LoadAsync(kind, id) is not { } row)
        {
            return null;
        }

        var state = StoredJson.State<T>(row.Data);
        if (_news.Fresh)
        {
            cache.Keep(id, state, changes);
        }

        return state;
    }
}
