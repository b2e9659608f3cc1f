using SunGov.Silo.Hosting;
using SunGov.Tools.Load;

namespace SunGov.Tests.Storage.Projects;

/// <summary>`./sungov load` adds to what earlier loads left, also where these told no past.</summary>
public sealed class LoadsFollowEachOther : IAsyncLifetime
{
    private readonly string _folder = Path.Combine("/tmp", "sungov-l" + Guid.NewGuid().ToString("n")[..10]);
    private Database _database = null!;

    public async Task InitializeAsync() => _database = await Database.CreateAsync();

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>
    /// Officer and offices of the first were registered today, so they could not have acted fourteen months ago: others
    /// of their offices do, and a third load finds all of them.
    /// </summary>
    [Fact]
    public async Task Whoever_was_registered_too_late_for_the_story_is_stood_in_for()
    {
        var settings = new HostSettings("", _database.App, _database.Owner, _folder);
        await LoadProvince.MakeAsync(settings, leaders: 1, entities: 2, entityCap: null);
        foreach (var (projects, all) in new[] { (2, 2L), (1, 3L) })
        {
            var done = 0;
            await LoadStory.AddAsync(settings, new LoadPlan(projects, 0, 0), _ => Interlocked.Increment(ref done));
            Assert.NotEqual(0, done);
            Assert.Equal(all, await CountAsync("select count(*) from project where stage <> ''"));
        }

        Assert.Equal(0L, await CountAsync("select count(*) from due where stuck"));
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(_database.Superuser);
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
