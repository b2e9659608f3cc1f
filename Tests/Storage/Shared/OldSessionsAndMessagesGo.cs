using Microsoft.Extensions.Logging.Abstractions;
using SunGov.Silo.Storage;

namespace SunGov.Tests.Storage.Shared;

/// <summary>Working data goes when its time is over; what is still wanted stays.</summary>
public sealed class OldSessionsAndMessagesGo : IAsyncLifetime
{
    private JournalRig _rig = null!;

    public async Task InitializeAsync() => _rig = await JournalRig.StartAsync();

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task Sessions_go_thirty_days_after_their_end_and_messages_when_read_long_ago_or_never()
    {
        await _rig.TamperAsync(
            """
            insert into session (id, person, opened_at, used_at, expires_at, ended_at, from_address)
            select id, 'p', now(), now(), now() - expired * interval '1 day', now() - ended * interval '1 day', ''
            from (values ('open', 0, null), ('ended-lately', 0, 29), ('ended', -1, 31), ('expired', 31, null))
                as s (id, expired, ended);
            insert into message (key, id, person, at, template, args, read_at)
            select key, gen_random_uuid(), 'p', now() - came * interval '1 day', 't', '{}',
                now() - read * interval '1 day'
            from (values ('new', 1, null), ('read', 179, 179), ('read-long-ago', 200, 181), ('unread', 700, null),
                ('never-read', 731, null), ('read-lately', 900, 3)) as m (key, came, read)
            """);
        using var retention = new Retention(
            _rig.Source, RetentionTimes.Default, TimeProvider.System, NullLogger<Retention>.Instance);

        Assert.Equal((2L, 2L), await retention.SweepAsync());

        Assert.Equal("ended-lately,open", await LeftAsync("id", "session"));
        Assert.Equal("new,read,read-lately,unread", await LeftAsync("key", "message"));
        Assert.Equal((0L, 0L), await retention.SweepAsync());
    }

    private Task<object?> LeftAsync(string key, string table) =>
        _rig.TamperAsync($"select string_agg({key}, ',' order by {key}) from {table}");
}
