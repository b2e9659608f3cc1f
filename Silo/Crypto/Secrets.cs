using System.Buffers.Text;
using System.Security.Cryptography;
using Npgsql;
using SunGov.Grains.Shared;

namespace SunGov.Silo.Crypto;

/// <summary>
/// Secrets over the table <c>data_key</c> and a master key. A token is <c>s1.keyId.sealed</c>, the last part
/// base64url; key id and place are its associated data.
/// </summary>
public sealed class Secrets : ISecrets
{
    private const string Form = "s1";
    private const string IndexPurpose = "blind-index";
    private const int IdLength = 12;
    private const int MostCached = 20_000;
    private const int RewrapBatch = 500;

    private readonly DataKeys _table;
    private readonly ICrypto _crypto;
    private readonly IMasterKey _master;
    private readonly TimeProvider _clock;
    private readonly DataKeyCache _cache;

    /// <summary>Over the database in which the migrations have made <c>data_key</c>.</summary>
    public Secrets(NpgsqlDataSource database, ICrypto crypto, IMasterKey master, TimeProvider clock)
    {
        _table = new DataKeys(database);
        _crypto = crypto;
        _master = master;
        _clock = clock;
        _cache = new DataKeyCache(clock, ISecrets.ForgetAfter, MostCached);
    }

    /// <summary>
    /// To be called at start: throws, naming the missing ones, when a data key needs a master key that is not kept.
    /// </summary>
    public async Task CheckMasterAsync()
    {
        var missing = (await _table.MastersAsync()).Except(_master.Kept).ToList();
        if (missing.Count > 0)
        {
            throw new CryptographicException($"Data keys are wrapped by the master key {string.Join(", ", missing)}, "
                + "which is not here. Put it back: what is sealed under it cannot be read without.");
        }
    }

    /// <inheritdoc/>
    public async ValueTask<string> SealAsync(SecretOwner owner, SecretPlace place, ReadOnlyMemory<byte> plain)
    {
        var key = await ForOwnerAsync(owner);
        if (key.Key is null)
            throw new InvalidOperationException($"The data key {key.Id} has been destroyed; it seals nothing.");
        var @sealed = _crypto.Seal(key.Key, plain.Span, Associated(key.Id, place));
        return $"{Form}.{key.Id}.{Base64Url.EncodeToString(@sealed)}";
    }

    /// <inheritdoc/>
    public async ValueTask<Opened> OpenAsync(string token, SecretPlace place)
    {
        var broken = new Opened(OpenedState.Broken, default);
        if (token.Split('.') is not [Form, var id, var text] || !Base64Url.IsValid(text))
            return broken;
        if (await ByIdAsync(id) is not { } key)
            return broken;
        if (key.Key is null)
            return new Opened(OpenedState.Destroyed, default);
        var plain = _crypto.Open(key.Key, Base64Url.DecodeFromChars(text), Associated(id, place));
        return plain is null ? broken : new Opened(OpenedState.Plain, plain);
    }

    /// <inheritdoc/>
    public async ValueTask<string> BlindIndexAsync(string space, string value)
    {
        var key = await ForOwnerAsync(SecretOwner.Platform(IndexPurpose));
        return Base64Url.EncodeToString(_crypto.HmacSm3(key.Key, new Framed().Add(space).Add(value).ToArray()));
    }

    /// <inheritdoc/>
    public async Task<bool> DestroyAsync(SecretOwner owner)
    {
        if (owner.Purpose == IndexPurpose)
            throw new ArgumentException("The index key belongs to everybody and is not destroyed.", nameof(owner));
        var id = await _table.DestroyAsync(owner.Purpose, owner.Id, _clock.GetUtcNow());
        _cache.Remove(OwnerName(owner));
        if (id is not null)
            _cache.Add(IdName(id), new DataKey(id, null));
        return id is not null;
    }

    /// <summary>
    /// Wraps every data key under the current master key, after one was added; repeatable, safe beside running
    /// processes that have it. Gives how many were wrapped anew.
    /// </summary>
    public async Task<int> RewrapAsync()
    {
        var count = 0;
        var current = _master.Current;
        while (await _table.WrappedByOthersAsync(current, RewrapBatch) is { Count: > 0 } rows)
        {
            foreach (var row in rows)
            {
                var key = Unwrap(row) ?? throw Forged(row.Id);
                if (await _table.RewrapAsync(row, _master.Wrap(current, key, Associated(row)), current))
                    count++;
                CryptographicOperations.ZeroMemory(key);
            }
        }
        return count;
    }

    /// <summary>Ids of the master keys that wrap living data keys.</summary>
    public async Task<IReadOnlyCollection<string>> MastersAsync() => await _table.MastersAsync();

    private async ValueTask<DataKey> ForOwnerAsync(SecretOwner owner)
    {
        if (_cache.Find(OwnerName(owner)) is { } cached)
            return cached;
        var row = await _table.FindAsync(owner.Purpose, owner.Id) ?? await MakeAsync(owner);
        var key = new DataKey(row.Id, Unwrap(row));
        _cache.Add(OwnerName(owner), key);
        return key;
    }

    private async ValueTask<DataKey?> ByIdAsync(string id)
    {
        if (_cache.Find(IdName(id)) is { } cached)
            return cached;
        if (await _table.FindAsync(id) is not { } row)
            return null;
        var key = new DataKey(id, Unwrap(row));
        _cache.Add(IdName(id), key);
        return key;
    }

    private async Task<DataKeyRow> MakeAsync(SecretOwner owner)
    {
        var key = _crypto.Random(ICrypto.KeyLength);
        var bare = new DataKeyRow(Base64Url.EncodeToString(_crypto.Random(IdLength)), owner.Purpose, owner.Id, null,
            _master.Current);
        var wrapped = _master.Wrap(bare.Master, key, Associated(bare));
        await _table.AddAsync(bare with { Wrapped = wrapped }, _clock.GetUtcNow());
        CryptographicOperations.ZeroMemory(key);
        return await _table.FindAsync(owner.Purpose, owner.Id)
            ?? throw new InvalidOperationException("A data key just made is not in the table.");
    }

    private byte[]? Unwrap(DataKeyRow row) => row.Wrapped is null
        ? null
        : _master.Unwrap(row.Master, row.Wrapped, Associated(row)) ?? throw Forged(row.Id);

    private static CryptographicException Forged(string id) =>
        new($"The data key {id} was changed in the database or is not of this master key.");

    private static byte[] Associated(DataKeyRow row) =>
        new Framed().Add("data-key").Add(row.Id).Add(row.Purpose).Add(row.Owner).ToArray();

    private static byte[] Associated(string id, SecretPlace place) =>
        new Framed().Add(Form).Add(id).Add(place.Kind).Add(place.Key).Add(place.Field).ToArray();

    private static string OwnerName(SecretOwner owner) => $"o{owner.Purpose}\0{owner.Id}";

    private static string IdName(string id) => "i" + id;
}
