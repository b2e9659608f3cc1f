using System.Collections.Immutable;
using SunGov.GrainInterfaces.Notifications;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;

namespace SunGov.Tests.Api.Notifications;

/// <summary>The message centre (R-NOT-01): once per receiver, read by the receiver only.</summary>
[Collection(SunGovHost.Name)]
public sealed class MessagesReachTheirPerson(SunGovHost host)
{
    private const string Holder = "applicant@" + Town.University;

    [Fact]
    public async Task A_message_to_a_person_arrives_once_and_is_read()
    {
        using var client = await host.LogInAsync(Town.Leader);
        var message = New(client.Person, null);
        await DeliverAsync(message);
        await DeliverAsync(message);
        var listed = Mine(await client.GetAsync("me/messages?unread=true&limit=200"), message);
        var row = Assert.Single(listed);
        Assert.Equal("signed", row.GetProperty("template").GetString());
        var id = row.GetProperty("id").GetString();
        Assert.Equal(200, (await client.PostAsync("me/messages/read", new { messages = new[] { id } })).Status);
        Assert.Empty(Mine(await client.GetAsync("me/messages?unread=true&limit=200"), message));
        Assert.Single(Mine(await client.GetAsync("me/messages?limit=200"), message));
    }

    [Fact]
    public async Task A_message_to_a_role_reaches_all_who_hold_it_at_that_organisation_and_nobody_else()
    {
        var message = New(null, Holder);
        await DeliverAsync(message);
        foreach (var (login, count) in ((string, int)[])[(Town.Leader, 1), (Town.OtherLeader, 1), ("admin", 0)])
        {
            using var client = await host.LogInAsync(login);
            Assert.Equal(count, Mine(await client.GetAsync("me/messages?limit=200"), message).Count());
        }
    }

    [Fact]
    public async Task Messages_delivered_together_each_reach_their_own_receivers()
    {
        using var leader = await host.LogInAsync(Town.Leader);
        using var other = await host.LogInAsync(Town.OtherLeader);
        var (mine, theirs, ours, nobodys) = (
            New(leader.Person, null), New(other.Person, null), New(null, Holder), New("nobody", null));
        var all = await Centre.DeliverAll([mine, theirs, ours, nobodys, mine], By.System(mine.Id));
        Assert.True(all.Succeeded);
        var (atLeader, atOther) = (
            await leader.GetAsync("me/messages?limit=200"), await other.GetAsync("me/messages?limit=200"));
        Assert.Equal([1, 0, 1], ((NewMessage[])[mine, theirs, ours]).Select(sent => Mine(atLeader, sent).Count()));
        Assert.Equal([0, 1, 1], ((NewMessage[])[mine, theirs, ours]).Select(sent => Mine(atOther, sent).Count()));
    }

    [Fact]
    public async Task Nobody_can_mark_the_messages_of_another()
    {
        using var owner = await host.LogInAsync(Town.Leader);
        using var other = await host.LogInAsync(Town.OtherLeader);
        var message = New(owner.Person, null);
        await DeliverAsync(message);
        var id = Mine(await owner.GetAsync("me/messages?limit=200"), message).Single().GetProperty("id").GetString();
        await other.PostAsync("me/messages/read", new { messages = new[] { id } });
        Assert.Single(Mine(await owner.GetAsync("me/messages?unread=true&limit=200"), message));
    }

    [Fact]
    public async Task A_message_of_a_task_reaches_also_whoever_does_the_tasks_of_its_receiver_meanwhile()
    {
        using var owner = await host.LogInAsync(Town.Leader);
        using var other = await host.LogInAsync(Town.OtherLeader);
        var project = (await owner.PostAsync(
            "projects", new { call = Town.Call, title = "委托期间的项目", entity = Town.University })).Text("id");
        var (identity, today) = (owner.Identity, CivilTime.DayOf(TimeProvider.System.GetUtcNow()));
        owner.Identity = owner.Person;
        var given = await owner.PostAsync("me/delegations", new
        {
            identity, to = other.Person, toIdentity = other.Identity, from = today, until = today.AddDays(2),
            reason = "休假",
        });
        Assert.True(given.Status == 200, given.Body.ToString());
        var (ofTask, plain) = (New(owner.Person, null), New(owner.Person, null));
        await DeliverAsync(ofTask with { Project = project, OfTask = true });
        await DeliverAsync(plain with { Project = project });
        var theirs = await other.GetAsync("me/messages?limit=200");
        Assert.Single(Mine(theirs, ofTask));
        Assert.Empty(Mine(theirs, plain));
        var delegation = given.Body[0].GetProperty("id").GetString();
        var ended = await owner.SendAsync(HttpMethod.Delete, $"me/delegations/{delegation}", command: Guid.NewGuid());
        Assert.True(ended.Status == 200, ended.Body.ToString());
        var later = New(owner.Person, null);
        await DeliverAsync(later with { Project = project, OfTask = true });
        Assert.Empty(Mine(await other.GetAsync("me/messages?limit=200"), later));
    }

    [Fact]
    public async Task Only_the_platform_delivers()
    {
        var person = await host.AsAsync(Town.Leader);
        var by = new By(person.Person, person.Identity, "", Guid.NewGuid());
        var outcome = await Centre.DeliverAll([New(person.Person, null)], by);
        Assert.Equal(RefusalKind.Forbidden, outcome.Refusal?.Kind);
    }

    private IMessages Centre => host.Grains.GetGrain<IMessages>("messages");

    private static NewMessage New(string? person, string? holder) => new(
        Guid.NewGuid(), person, holder, "signed", ImmutableDictionary<string, string>.Empty.Add("title", "试验"), null);

    private static IEnumerable<System.Text.Json.JsonElement> Mine(Answer answer, NewMessage message) =>
        answer.Body.GetProperty("items").EnumerateArray().Where(row => row.GetProperty("id").GetString()!
            .StartsWith(message.Id.ToString(), StringComparison.Ordinal));

    private async Task DeliverAsync(NewMessage message) =>
        Assert.True((await Centre.DeliverAll([message], By.System(message.Id))).Succeeded);
}
