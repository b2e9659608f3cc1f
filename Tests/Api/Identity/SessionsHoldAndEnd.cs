using SunGov.Api.Shared;

namespace SunGov.Tests.Api.Identity;

/// <summary>Login, acting identity, logout, lockout (R-USR-01, R-LOG-02, design section 6).</summary>
[Collection(SunGovHost.Name)]
public sealed class SessionsHoldAndEnd(SunGovHost host)
{
    [Fact]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_other_sites()
    {
        using var client = host.Visitor();
        var answer = await client.LogInAsync(Town.Leader, Town.Password);
        var cookie = answer.Headers["Set-Cookie"].Single();
        Assert.StartsWith(Gate.Cookie + "=", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_session_that_ended_holds_no_more_at_once()
    {
        using var client = await host.LogInAsync(Town.OtherLeader);
        Assert.Equal(200, (await client.GetAsync("me/tasks")).Status);
        Assert.Equal(204, (await client.SendAsync(HttpMethod.Delete, "session")).Status);
        var answer = await client.GetAsync("me/tasks");
        Assert.Equal(401, answer.Status);
    }

    [Fact]
    public async Task Somebody_without_identity_header_can_still_log_out_as_themselves()
    {
        using var client = await host.LogInAsync(Town.OtherLeader);
        client.Identity = "";
        var refused = await client.SendAsync(HttpMethod.Delete, "session");
        Assert.Equal((403, "acting-identity-required"), (refused.Status, refused.Code));
        client.Identity = client.Person;
        Assert.Equal(204, (await client.SendAsync(HttpMethod.Delete, "session")).Status);
    }

    [Fact]
    public async Task Another_persons_identity_is_refused()
    {
        var other = await host.AsAsync(Town.OtherLeader);
        using var client = await host.LogInAsync(Town.Leader);
        client.Identity = other.Identity;
        var answer = await client.GetAsync("projects");
        Assert.Equal((403, "identity-not-held"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_get_the_same_answer_and_five_of_them_lock()
    {
        var name = "nobody" + Guid.NewGuid().ToString("n")[..8];
        using var visitor = host.Visitor();
        for (var i = 0; i < 5; i++)
        {
            var wrong = await visitor.LogInAsync(name, "wrong password");
            Assert.True(wrong.Status is 401 or 429, $"{wrong.Status}");
            Assert.Contains(wrong.Code, (string[])["login-failed", "account-locked"]);
        }

        var locked = await visitor.LogInAsync(name, "wrong password");
        Assert.Equal((429, "account-locked"), (locked.Status, locked.Code));
        Assert.NotEmpty(locked.Headers["Retry-After"]);
    }

    [Fact]
    public async Task Too_many_logins_from_one_address_have_to_wait()
    {
        await using var strict = await host.StartAsync(2);
        using var visitor = new ApiClient(new Uri(strict.Urls.First()));
        await visitor.LogInAsync("nobody-a", "x");
        await visitor.LogInAsync("nobody-b", "x");
        var answer = await visitor.LogInAsync("nobody-c", "x");
        Assert.Equal((429, "too-many"), (answer.Status, answer.Code));
        Assert.NotEmpty(answer.Headers["Retry-After"]);
    }

    [Fact]
    public async Task Demo_logins_are_told_in_demo_mode()
    {
        using var visitor = host.Visitor();
        var logins = (await visitor.GetAsync("demo/logins")).Body.GetProperty("items");
        Assert.Equal(
            Town.Roles.Count,
            logins.EnumerateArray().Select(login => login.GetProperty("role").GetString()).Distinct().Count());
    }
}
