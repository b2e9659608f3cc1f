using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Npgsql;
using SunGov.Grains.Shared;

namespace SunGov.Tests.Storage.Shared;

/// <summary>A seal holds over what jsonb gives back, however the value was written (docs/journal.md).</summary>
public sealed class The_canonical_form_of_JSON : IAsyncLifetime
{
    private Database _database = null!;

    public async Task InitializeAsync() => _database = await Database.CreateAsync();

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"b":1,"a":2,"ab":3,"":4,"中":5,"aaaa":6}""")]
    [InlineData("""[1e5,1.50,-0,0.00,1E-7,-1.5e+3,123456789012345678901234567890.10,0.1e1,100,1.5e1]""")]
    [InlineData("""["\u4e2d\ud83d\ude00 😀","\"\\\/\b\f\n\r\t\u0001\u007f","\u2028",""]""")]
    [InlineData("""{"x":{"z":[{"q":1,"p":{"n":null,"m":[true,false]}}],"y":[]},"w":"{\"not\":1}"}""")]
    public async Task Is_the_same_before_and_after_the_database(string json)
    {
        var back = await ThroughJsonbAsync(json);

        Assert.Equal(CanonicalJson.Of(Encoding.UTF8.GetBytes(json)), CanonicalJson.Of(back));
    }

    [Fact]
    public void Is_the_same_for_members_in_any_order() =>
        Prop.ForAll<NonNull<string>[], int>((names, seed) =>
        {
            var members = names.Select(name => name.Get).Where(IsText).Distinct()
                .Select((name, i) => (name, i)).ToList();
            var shuffled = members.ToArray();
            new Random(seed).Shuffle(shuffled);
            return CanonicalJson.Same(Write(members), Write(shuffled));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("""{"a":1}""", """{"a":"1"}""")]
    [InlineData("""{"a":1}""", """{"b":1}""")]
    [InlineData("""{"a":[1,2]}""", """{"a":[2,1]}""")]
    [InlineData("""{"a":[12]}""", """{"a":[1,2]}""")]
    [InlineData("""{"a":{"b":1},"c":2}""", """{"a":{"b":1,"c":2}}""")]
    [InlineData("""{"a":null}""", "{}")]
    [InlineData("10", "1")]
    [InlineData("0.1", "0.01")]
    [InlineData("-1", "1")]
    [InlineData("true", "false")]
    public void Differs_where_the_values_differ(string left, string right) =>
        Assert.False(CanonicalJson.Same(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right)));

    private static bool IsText(string name) =>
        !name.Contains('\0') && !name.Any(char.IsSurrogate);

    private static byte[] Write(IEnumerable<(string Name, int Value)> members)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in members)
            {
                writer.WriteNumber(name, value);
            }

            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    private async Task<byte[]> ThroughJsonbAsync(string json)
    {
        await using var connection = new NpgsqlConnection(_database.App + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select $1::jsonb", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = json, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Jsonb });
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return reader.GetFieldValue<byte[]>(0);
    }
}
