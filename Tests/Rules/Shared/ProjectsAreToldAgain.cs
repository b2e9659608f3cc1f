using System.Text;
using System.Text.Json;
using SunGov.Tools.Load;

namespace SunGov.Tests.Rules.Shared;

/// <summary>What `load` varies when it tells a project again, and what it leaves as it is.</summary>
public sealed class ProjectsAreToldAgain
{
    private static readonly DateTimeOffset Closing = new(2027, 3, 1, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("""{"id":"u1"}""", """{"id":"i7"}""")]
    [InlineData("""{"holder":"entity-office@u1"}""", """{"holder":"entity-office@i7"}""")]
    [InlineData("""{"path":"u0/u1"}""", """{"path":"u0/i7"}""")]
    [InlineData("""{"id":"u10","text":"u1 und u1"}""", """{"id":"u10","text":"u1 und u1"}""")]
    [InlineData("""{"text":"关于“旧题”的批复（甲大学）"}""", """{"text":"关于“新\"题\"”的批复（乙所）"}""")]
    [InlineData("""{"旧题":1,"甲大学":[null,true]}""", """{"旧题":1,"甲大学":[null,true]}""")]
    [InlineData("""{ "a" : "u1" , "b":2}""", """{ "a" : "i7" , "b":2}""")]
    public void Names_and_ids_change_where_they_stand_for_somebody(string told, string again) =>
        Assert.Equal(again, Fill(told));

    [Fact]
    public void Sums_are_scaled_alike_so_that_totals_stay_totals()
    {
        const string Told = """{"lines":[240000000,120000000],"total":360000000,"months":18,"year":2026}""";
        var again = JsonDocument.Parse(Fill(Told, tenths: 7)).RootElement;
        Assert.Equal(
            again.GetProperty("total").GetInt64(),
            again.GetProperty("lines").EnumerateArray().Sum(line => line.GetInt64()));
        Assert.Equal(252_000_000, again.GetProperty("total").GetInt64());
        Assert.Equal((18, 2026), (again.GetProperty("months").GetInt32(), again.GetProperty("year").GetInt32()));
    }

    [Fact]
    public void A_sum_that_has_no_tenth_is_noticed() =>
        Assert.False(Mould.Of("""{"total":1000001}"""u8, Known, Closing).Divides);

    [Fact]
    public void Instants_go_back_and_the_closing_becomes_that_of_the_other_call()
    {
        const string Told =
            """{"at":"2027-01-10T08:00:00.1234567+00:00","due":"2027-03-01T09:00:00+00:00","day":"2027-01-10"}""";
        var again = JsonDocument.Parse(Fill(Told)).RootElement;
        Assert.Equal("2027-01-08T08:00:00.1234567+00:00", again.GetProperty("at").GetString());
        Assert.Equal(Closing.AddDays(30), again.GetProperty("due").GetDateTimeOffset());
        Assert.Equal("2027-01-10", again.GetProperty("day").GetString());
    }

    [Theory]
    [InlineData("--projects 1000", 1000, 2, 1)]
    [InlineData("--projects 100000 --programmes 200 --calls 50", 100_000, 200, 50)]
    [InlineData("--projects 10", 10, 1, 1)]
    [InlineData("--calls 0 --projects 10", 10, 1, 0)]
    public void A_plan_says_how_much(string words, int projects, int programmes, int calls) =>
        Assert.Equal(new LoadPlan(projects, programmes, calls), LoadPlan.Read(words.Split(' ')));

    [Theory]
    [InlineData("--projects")]
    [InlineData("--projects 0")]
    [InlineData("--projects x")]
    [InlineData("--programmes 3")]
    [InlineData("--projects 10 --calls 3")]
    [InlineData("--projects 100000 --programmes 2")]
    [InlineData("--projects 10 --people 3")]
    public void A_plan_that_makes_no_sense_is_none(string words) => Assert.Null(LoadPlan.Read(words.Split(' ')));

    private static Places Known
    {
        get
        {
            var places = new Places();
            places.Add("entity", "u1");
            places.AddWithin("title", "旧题");
            places.AddWithin("entity-name", "甲大学");
            return places;
        }
    }

    private static string Fill(string told, int tenths = 10)
    {
        byte[][] texts = [.. new[] { "i7", "新\"题\"", "乙所" }.Select(Places.Escaped)];
        var mould = Mould.Of(Encoding.UTF8.GetBytes(told), Known, Closing);
        return Encoding.UTF8.GetString(
            mould.Fill(new Filling(texts, TimeSpan.FromDays(2), tenths, Closing.AddDays(30))));
    }
}
