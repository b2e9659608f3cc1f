using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SunGov.Tests.Journeys.Projects;

/// <summary>Lists are searched, filtered, sorted and paged in the address, and exported as they are listed.</summary>
[Collection(DemoSite.Name)]
public sealed class ListsKeepTheirPlace(DemoSite site)
{
    [Fact]
    public async Task Words_filter_and_sort_survive_a_reload_and_the_export_equals_the_list()
    {
        await using var officer = await site.AsAsync("head2");
        await officer.GoAsync("/work/projects");
        await officer.Tab.GetByLabel("编号、名称、负责人或单位").FillAsync("大学");
        await officer.Tab.Keyboard.PressAsync("Enter");
        await Expect(officer.Tab).ToHaveURLAsync(new Regex("search="));
        await officer.Tab.GetByRole(AriaRole.Combobox, new() { Name = "状态" }).ClickAsync();
        await officer.Tab.Locator(".ant-select-dropdown:visible .ant-select-item-option")
            .Filter(new() { HasText = "办理中" }).ClickAsync();
        await officer.Tab.GetByRole(AriaRole.Columnheader, new() { Name = "项目名称" }).ClickAsync();
        await Expect(officer.Tab).ToHaveURLAsync(new Regex("sort=title"));
        var listed = await ListedAsync(officer.Tab);
        Assert.All(
            await officer.Tab.Locator("tr.ant-table-row").AllInnerTextsAsync(),
            row => Assert.Matches("(?s)办理中.*大学", row));

        await officer.Tab.ReloadAsync();
        Assert.Equal(listed, await ListedAsync(officer.Tab));
        await Expect(officer.Tab.GetByLabel("编号、名称、负责人或单位")).ToHaveValueAsync("大学");

        var download = await officer.Tab.RunAndWaitForDownloadAsync(
            () => officer.Tab.GetByRole(AriaRole.Button, new() { Name = "导出 Excel" }).ClickAsync());
        Assert.Equal(listed, ExportedTitles(await download.PathAsync()));
    }

    [Fact]
    public async Task The_second_page_survives_a_reload()
    {
        await using var officer = await site.AsAsync("head2");
        await officer.GoAsync("/work/entities");
        await officer.Tab.GetByRole(AriaRole.Button, new() { Name = "下一页" }).ClickAsync();
        await Expect(officer.Tab).ToHaveURLAsync(new Regex("after="));
        await Visitor.SettleAsync(officer.Tab);
        var row = officer.Tab.Locator("tr.ant-table-row").First;
        var name = await row.Locator("a").First.TextContentAsync();
        await officer.Tab.ReloadAsync();
        await Expect(row.Locator("a").First).ToHaveTextAsync(name!);
        await officer.Tab.GetByRole(AriaRole.Button, new() { Name = "回到第一页" }).ClickAsync();
        await Expect(row.Locator("a").First).Not.ToHaveTextAsync(name!);
    }

    /// <summary>The titles, once the table says that it is sorted by them and shows only what was asked for.</summary>
    private static async Task<IReadOnlyList<string>> ListedAsync(IPage tab)
    {
        await Expect(tab.GetByRole(AriaRole.Columnheader, new() { Name = "项目名称" }))
            .ToHaveAttributeAsync("aria-sort", "ascending");
        await Visitor.SettleAsync(tab);
        var rows = tab.Locator("tr.ant-table-row");
        await Expect(rows.Nth(2)).ToBeVisibleAsync();
        await Expect(rows.Filter(new() { HasNotText = "办理中" })).ToHaveCountAsync(0);
        await Expect(rows.Filter(new() { HasNotText = "大学" })).ToHaveCountAsync(0);
        return await TitlesAsync(tab);
    }

    private static async Task<IReadOnlyList<string>> TitlesAsync(IPage tab) =>
        await tab.Locator("tr.ant-table-row td:nth-child(2) a").AllTextContentsAsync();

    private static List<string> ExportedTitles(string file)
    {
        using var stream = File.OpenRead(file);
        using var book = SpreadsheetDocument.Open(stream, false);
        var rows = book.WorkbookPart!.WorksheetParts.First().Worksheet.Descendants<Row>()
            .Select(row => row.Elements<Cell>().Select(cell => cell.InnerText).ToList())
            .ToList();
        var column = rows[0].IndexOf("项目名称");
        return [.. rows.Skip(1).Select(row => row[column])];
    }
}
