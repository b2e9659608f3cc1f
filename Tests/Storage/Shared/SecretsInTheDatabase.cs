using System.Security.Cryptography;
using Npgsql;
using SunGov.Grains.Shared;
using SunGov.Silo.Crypto;
using SunGov.Silo.Storage;

namespace SunGov.Tests.Storage.Shared;

/// <summary>R-NFR-08, R-REV-19: sealed values, their data keys, rotation of the master key, destruction.</summary>
public sealed class SecretsInTheDatabase : IAsyncLifetime
{
    private static readonly SecretPlace Bank = new("person", "p1", "bank");
    private static readonly SecretOwner Person = SecretOwner.Person("p1");

    private readonly string _folder = Directory.CreateTempSubdirectory("sungov-secrets").FullName;
    private Database _database = null!;
    private NpgsqlDataSource _source = null!;
    private FileMasterKey _master = null!;
    private Secrets _secrets = null!;

    public async Task InitializeAsync()
    {
        _database = await Database.CreateAsync();
        await Migrations.RunAsync(_database.Owner, _database.App);
        _source = NpgsqlDataSource.Create(_database.App);
        _master = FileMasterKey.OpenOrCreate(OpenSslCrypto.Instance, _folder);
        _secrets = Process();
    }

    public async Task DisposeAsync()
    {
        await _source.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_sealed_value_opens_in_its_place_in_every_process()
    {
        var token = await _secrets.SealAsync(Person, Bank, "6222 0000 1111 2222");
        Assert.Equal("6222 0000 1111 2222", (await _secrets.OpenAsync(token, Bank)).Text);
        Assert.Equal("6222 0000 1111 2222", (await Process().OpenAsync(token, Bank)).Text);
    }

    [Fact]
    public async Task A_token_opens_in_no_other_place()
    {
        var token = await _secrets.SealAsync(Person, Bank, "6222");
        SecretPlace[] others = [Bank with { Kind = "expert" }, Bank with { Key = "p2" }, Bank with { Field = "x" }];
        foreach (var place in others)
            Assert.Equal(OpenedState.Broken, (await _secrets.OpenAsync(token, place)).State);
    }

    [Theory]
    [InlineData("")]
    [InlineData("6222")]
    [InlineData("s1.unknown.AAAA")]
    [InlineData("s2.a.b")]
    [InlineData("s1..")]
    public async Task What_is_no_token_of_ours_is_broken(string token) =>
        Assert.Equal(OpenedState.Broken, (await _secrets.OpenAsync(token, Bank)).State);

    [Fact]
    public async Task A_changed_token_is_broken()
    {
        var token = await _secrets.SealAsync(Person, Bank, "6222");
        var middle = token.Length - 20;
        var changed = token[..middle] + (token[middle] == 'A' ? 'B' : 'A') + token[(middle + 1)..];
        Assert.Equal(OpenedState.Broken, (await _secrets.OpenAsync(changed, Bank)).State);
    }

    [Fact]
    public async Task The_database_holds_neither_value_nor_key()
    {
        await _secrets.SealAsync(Person, Bank, "6222");
        var wrapped = (byte[])(await ScalarAsync("select wrapped from data_key where owner = 'p1'"))!;
        Assert.True(wrapped.Length > ICrypto.KeyLength);
        Assert.Equal(1L, await ScalarAsync("select count(*) from data_key"));
    }

    [Fact]
    public async Task Many_processes_that_need_a_key_at_once_agree_on_one()
    {
        var owner = SecretOwner.Round("r1");
        var tokens = await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
            await Process().SealAsync(owner, Bank, $"sheet {i}")));
        Assert.Equal(1L, await ScalarAsync("select count(*) from data_key where purpose = 'round'"));
        for (var i = 0; i < tokens.Length; i++)
            Assert.Equal($"sheet {i}", (await _secrets.OpenAsync(tokens[i], Bank)).Text);
    }

    [Fact]
    public async Task After_destruction_the_content_is_gone_and_says_so()
    {
        var token = await _secrets.SealAsync(Person, Bank, "6222");
        var other = await _secrets.SealAsync(SecretOwner.Person("p2"), Bank, "6333");
        Assert.True(await _secrets.DestroyAsync(Person));
        Assert.Equal(OpenedState.Destroyed, (await _secrets.OpenAsync(token, Bank)).State);
        Assert.Equal(OpenedState.Destroyed, (await Process().OpenAsync(token, Bank)).State);
        Assert.Equal("6333", (await _secrets.OpenAsync(other, Bank)).Text);
        Assert.False(await _secrets.DestroyAsync(Person));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await _secrets.SealAsync(Person, Bank, "7"));
        Assert.Equal(1L, await ScalarAsync(
            "select count(*) from data_key where owner = 'p1' and wrapped is null and destroyed_at is not null"));
    }

    [Fact]
    public async Task Another_process_forgets_a_destroyed_key_within_the_stated_time()
    {
        var clock = new SteppedClock();
        var elsewhere = new Secrets(_source, OpenSslCrypto.Instance, _master, clock);
        var token = await elsewhere.SealAsync(Person, Bank, "6222");
        await elsewhere.OpenAsync(token, Bank);
        await _secrets.DestroyAsync(Person);
        clock.Step(ISecrets.ForgetAfter);
        Assert.Equal(OpenedState.Destroyed, (await elsewhere.OpenAsync(token, Bank)).State);
    }

    [Fact]
    public async Task Rotation_wraps_every_living_key_anew_and_loses_nothing()
    {
        var older = _master.Current;
        var tokens = new List<string>();
        for (var i = 0; i < 30; i++)
            tokens.Add(await _secrets.SealAsync(SecretOwner.Person($"p{i}"), Bank, $"value {i}"));
        await _secrets.DestroyAsync(SecretOwner.Person("p0"));
        var index = await _secrets.BlindIndexAsync("resident-id", "4401");

        _master.Add();
        Assert.Equal(30, await _secrets.RewrapAsync());
        Assert.Equal(0, await _secrets.RewrapAsync());
        _master.Forget(older);

        var fresh = Process();
        await fresh.CheckMasterAsync();
        Assert.Equal(OpenedState.Destroyed, (await fresh.OpenAsync(tokens[0], Bank)).State);
        for (var i = 1; i < 30; i++)
            Assert.Equal($"value {i}", (await fresh.OpenAsync(tokens[i], Bank)).Text);
        Assert.Equal(index, await fresh.BlindIndexAsync("resident-id", "4401"));
    }

    [Fact]
    public async Task A_missing_master_key_is_named_at_start()
    {
        await _secrets.SealAsync(Person, Bank, "6222");
        var missing = _master.Current;
        File.Delete(Path.Combine(_folder, "master.key"));
        var other = new Secrets(_source, OpenSslCrypto.Instance,
            FileMasterKey.OpenOrCreate(OpenSslCrypto.Instance, _folder), TimeProvider.System);
        var refused = await Assert.ThrowsAsync<CryptographicException>(other.CheckMasterAsync);
        Assert.Contains(missing, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrapped_key_moved_to_another_owner_is_refused()
    {
        await _secrets.SealAsync(Person, Bank, "6222");
        await _secrets.SealAsync(SecretOwner.Person("p2"), Bank, "6333");
        await ExecuteAsync("update data_key set wrapped = (select wrapped from data_key where owner = 'p1') "
            + "where owner = 'p2'");
        await Assert.ThrowsAsync<CryptographicException>(async () =>
            await Process().SealAsync(SecretOwner.Person("p2"), Bank, "7"));
    }

    [Fact]
    public async Task The_application_cannot_remove_the_trace_of_a_destroyed_key()
    {
        await _secrets.SealAsync(Person, Bank, "6222");
        await _secrets.DestroyAsync(Person);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync("delete from data_key"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task Equal_values_of_one_space_have_equal_indexes()
    {
        var index = await _secrets.BlindIndexAsync("resident-id", "4401");
        Assert.Equal(index, await Process().BlindIndexAsync("resident-id", "4401"));
        Assert.NotEqual(index, await _secrets.BlindIndexAsync("resident-id", "4402"));
        Assert.NotEqual(index, await _secrets.BlindIndexAsync("mobile", "4401"));
        Assert.NotEqual(index, await _secrets.BlindIndexAsync("resident-id4", "401"));
        await Assert.ThrowsAsync<ArgumentException>(() => _secrets.DestroyAsync(SecretOwner.Platform("blind-index")));
    }

    private Secrets Process() => new(_source, OpenSslCrypto.Instance, _master, TimeProvider.System);

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    private sealed class SteppedClock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(_ticks);

        public void Step(TimeSpan by) => _ticks += by.Ticks;
    }
}
