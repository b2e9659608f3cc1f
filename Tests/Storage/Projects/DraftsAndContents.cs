using System.Text;
using SunGov.Grains.Projects;
using SunGov.Grains.Shared;
using SunGov.Silo.Storage;
using SunGov.Tests.Storage.Shared;

namespace SunGov.Tests.Storage.Projects;

/// <summary>R-APP-03: nothing typed is lost, nothing is overwritten silently.</summary>
public sealed class DraftsAndContents : IAsyncLifetime
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 2, 0, 0, TimeSpan.Zero);

    private JournalRig _rig = null!;

    public async Task InitializeAsync() => _rig = await JournalRig.StartAsync();

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task A_section_is_saved_over_the_version_its_author_saw_and_no_other()
    {
        var sections = new Sections(_rig.Source);
        var first = await sections.SaveAsync("x", "f", 0, Section(1, "一"));
        var second = await sections.SaveAsync("x", "f", 1, Section(2, "二"));
        var stale = await sections.SaveAsync("x", "f", 1, Section(2, "另一个"));
        var never = await sections.SaveAsync("x", "f", 7, Section(8, "无") with { Section = "other" });

        Assert.Equal((1, 2), (first.Version, second.Version));
        Assert.Equal((2, "二"), (stale.Version, Encoding.UTF8.GetString(stale.Content)));
        Assert.Equal(0, never.Version);
        Assert.Single(await sections.AllAsync("x", "f"));
    }

    [Fact]
    public async Task The_last_twenty_versions_are_kept()
    {
        var sections = new Sections(_rig.Source);
        for (var version = 0; version < 25; version++)
        {
            await sections.SaveAsync("y", "f", version, Section(version + 1, $"第{version + 1}稿"));
        }

        Assert.Null(await sections.VersionAsync("y", "f", "basic", 5));
        Assert.Equal(
            "第6稿", Encoding.UTF8.GetString((await sections.VersionAsync("y", "f", "basic", 6))!.Content));
        Assert.Equal(25, (await sections.AllAsync("y", "f")).Single().Version);
    }

    [Fact]
    public async Task Of_many_who_save_at_once_one_wins_and_the_others_see_whose_it_is()
    {
        var sections = new Sections(_rig.Source);
        var mine = Enumerable.Range(0, 20).Select(i => Section(1, $"{i}")).ToList();
        var saved = await Task.WhenAll(mine.Select(section => sections.SaveAsync("z", "f", 0, section)));
        Assert.Single(saved.Select(section => section.Command).Distinct());
        Assert.Single(mine.Zip(saved), pair => pair.First.Command == pair.Second.Command);
    }

    [Fact]
    public async Task Contents_are_kept_once_under_their_hash_and_a_changed_one_is_an_error()
    {
        var contents = new Contents(_rig.Source, JournalRig.Crypto);
        var bytes = Encoding.UTF8.GetBytes("""{"title":"低温共烧陶瓷基板"}""");
        await contents.PutAsync(bytes, bytes, [1, 2, 3]);
        await contents.PutAsync(bytes);
        var name = contents.NameOf(bytes);

        Assert.Equal(bytes, await contents.GetAsync(name));
        Assert.Null(await contents.GetAsync(new string('0', 64)));
        await _rig.TamperAsync($"update content set bytes = '\\x00' where sm3 = '{name}'");
        await Assert.ThrowsAsync<BrokenRecordException>(() => contents.GetAsync(name));
    }

    private static StoredSection Section(int version, string content) =>
        new("basic", version, Encoding.UTF8.GetBytes(content), At, "李明", Guid.NewGuid());
}
