using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SunGov.Tests.Journeys.Projects;

/// <summary>Filling in a form as people do: by the names of its fields.</summary>
internal static class Filling
{
    /// <summary>Types into a field.</summary>
    public static Task WriteAsync(this ILocator form, string field, string text) =>
        form.GetByLabel(field).FillAsync(text);

    /// <summary>Picks a day.</summary>
    public static async Task DayAsync(this ILocator form, string field, string day)
    {
        var input = form.GetByLabel(field);
        await input.FillAsync(day);
        await input.PressAsync("Enter");
    }

    /// <summary>Chooses from the list of a field; <paramref name="typed"/> is typed into it first.</summary>
    public static async Task ChooseAsync(this ILocator form, string field, string option, string? typed = null)
    {
        var box = form.GetByRole(AriaRole.Combobox, new() { Name = field, Exact = true });
        await box.ClickAsync();
        if (typed is not null)
        {
            await box.FillAsync(typed);
        }

        await form.Page.Locator(".ant-select-dropdown:visible .ant-select-item-option")
            .Filter(new() { HasText = option }).First.ClickAsync();
    }

    /// <summary>Chooses from a field whose options are a tree, by words typed into it.</summary>
    public static async Task ChooseTreeAsync(this ILocator form, string field, string typed, string option)
    {
        var box = form.GetByRole(AriaRole.Combobox, new() { Name = field, Exact = true });
        await box.ClickAsync();
        await box.FillAsync(typed);
        await form.Page.Locator(".ant-select-tree-title").Filter(new() { HasText = option }).First.ClickAsync();
        await form.Page.Keyboard.PressAsync("Escape");
    }

    /// <summary>Adds a row to a table.</summary>
    public static Task AddRowAsync(this ILocator form, string table) =>
        form.GetByRole(AriaRole.Group, new() { Name = table, Exact = true })
            .GetByRole(AriaRole.Button, new() { Name = "增加一行" }).ClickAsync();

    /// <summary>Waits until what is typed is saved, and goes to the next section.</summary>
    public static async Task NextAsync(this Visitor visitor, string section)
    {
        await visitor.Tab.GetByRole(AriaRole.Button, new() { Name = "下一部分" }).ClickAsync();
        await Expect(visitor.Tab.GetByRole(AriaRole.Heading, new() { Name = section, Exact = true, Level = 2 }))
            .ToBeVisibleAsync();
    }

    /// <summary>Waits until the section says that it is saved.</summary>
    public static Task SavedAsync(this IPage tab) => Expect(tab.Locator(".saved")).ToContainTextAsync("已保存");

    /// <summary>What is being filled in.</summary>
    public static ILocator Section(this IPage tab) => tab.Locator("article.section");
}
