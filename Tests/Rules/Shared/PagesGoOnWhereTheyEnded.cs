using FsCheck;
using FsCheck.Fluent;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Tests.Rules.Shared;

/// <summary>Cursor paging: opaque, bound to its order, refused when forged.</summary>
public sealed class PagesGoOnWhereTheyEnded
{
    private static readonly SortColumn Name = SortColumn.OfName("name", "t.name");
    private static readonly SortColumn Changed = new("changed", "t.changed", "timestamptz");

    [Fact]
    public void A_cursor_comes_back_as_it_was_sent() =>
        Prop.ForAll<string?, NonNull<string>>((value, key) =>
            (value?.Contains('\0') ?? false) || key.Get.Contains('\0')
            || Cursor.Decode(new Cursor("-name", value, key.Get).Encode()) == new Cursor("-name", value, key.Get))
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("x")]
    [InlineData("not base64 at all")]
    [InlineData("e30")]
    [InlineData("WzEsMiwzXQ")]
    public void A_forged_cursor_is_refused(string cursor) =>
        Assert.Equal("cursor-foreign",
            Ask(new PageRequest(cursor))?.Code);

    [Fact]
    public void A_cursor_of_another_order_is_refused() =>
        Assert.Equal(
            "cursor-foreign", Ask(new PageRequest(new Cursor("-name", "a", "k").Encode(), Sort: "name"))?.Code);

    [Fact]
    public void A_cursor_with_a_value_that_is_no_instant_is_refused() =>
        Assert.Equal(
            "cursor-foreign",
            Ask(new PageRequest(new Cursor("changed", "soon", "k").Encode(), Sort: "changed"))?.Code);

    [Theory]
    [InlineData("text", "甲")]
    [InlineData("int", "2026")]
    [InlineData("bigint", "-5000000000")]
    [InlineData("timestamptz", "2026-03-01 08:00:00.123456+00")]
    public void A_list_goes_on_behind_a_value_of_every_type_it_can_be_sorted_by(string type, string value)
    {
        var column = new SortColumn("by", "t.by", type);
        var page = new PageRequest(new Cursor("by", value, "k").Encode(), Sort: "by");
        Assert.Null(ListOrder.Of(page, "by", "t.key", [column]).Refusal);
        Assert.True(column.Fits(null));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(201)]
    public void A_page_has_1_to_200_rows(int limit) =>
        Assert.Equal("page-limit", Ask(new PageRequest(Limit: limit))?.Code);

    [Fact]
    public void An_unknown_order_is_refused() =>
        Assert.Equal("sort-unknown", Ask(new PageRequest(Sort: "name; drop table person"))?.Code);

    private static Refusal? Ask(PageRequest page) => ListOrder.Of(page, "name", "t.key", [Name, Changed]).Refusal;
}
