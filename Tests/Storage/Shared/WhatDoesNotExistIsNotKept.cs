using Microsoft.Extensions.DependencyInjection;
using SunGov.GrainInterfaces.Calls;
using SunGov.GrainInterfaces.Identity;
using SunGov.GrainInterfaces.LegalEntities;
using SunGov.GrainInterfaces.Programmes;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Quotas;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;
using SunGov.Silo.Storage;
using SunGov.Tests.Storage.Projects;

namespace SunGov.Tests.Storage.Shared;

/// <summary>Keys come from callers: asking for what does not exist must not fill the memory.</summary>
public sealed class WhatDoesNotExistIsNotKept : IAsyncLifetime
{
    private const int Asked = 5;

    private readonly By _visitor = By.System(Guid.Empty);
    private ProjectsHost _host = null!;
    private CountedActivations _activations = null!;

    public async Task InitializeAsync()
    {
        _host = await ProjectsHost.StartAsync(services => services.AddSingleton<IJournal>(
            provider => _activations = new CountedActivations(provider.GetRequiredService<Journal>())));
        _ = _host.Host.Journal;
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    public static TheoryData<string> Questions => [.. All.Keys];

    private static Dictionary<string, Func<ProjectsHost, string, By, Task>> All { get; } = new()
    {
        ["read a project"] = (host, key, by) => Project(host, key).Read(by),
        ["read a form"] = (host, key, by) => Project(host, key).ReadForm("application", by),
        ["read an old section"] = (host, key, by) => Project(host, key).ReadSectionVersion("f", "s", 1, by),
        ["read the versions of a section"] = (host, key, by) => Project(host, key).ReadSectionVersions("f", "s", by),
        ["read what was submitted before"] = (host, key, by) => Project(host, key).ReadFormBefore("application", by),
        ["read a trail"] = (host, key, by) => Project(host, key).ReadTrail(by),
        ["save a section"] = (host, key, by) => Project(host, key).SaveSection(
            new SaveSection("f", "s", default, 0), by),
        ["act on a task"] = (host, key, by) => Project(host, key).Act(new ActOnTask("t", "a", null, null), by),
        ["withdraw a project"] = (host, key, by) => Project(host, key).Withdraw(new WithdrawProject("x"), by),
        ["upload a file"] = (host, key, by) => Project(host, key).OpenUpload(
            new OpenUpload("f", "s", "x", "n", "m", 1), by),
        ["confirm a file"] = (host, key, by) => Project(host, key).ConfirmUpload(new ConfirmUpload("f"), by),
        ["download a file"] = (host, key, by) => Project(host, key).OpenDownload("f", by),
        ["something due"] = (host, key, by) => Project(host, key).OnDue("overdue:1", by.Command),
        ["read a call"] = (host, key, by) => host.Grains.GetGrain<ICallGrain>(key).Read(by),
        ["publish a call"] = (host, key, by) => host.Grains.GetGrain<ICallGrain>(key).Publish(new PublishCall(), by),
        ["read a person"] = (host, key, by) => host.Grains.GetGrain<IPersonGrain>(key).Read(by),
        ["end an identity"] = (host, key, by) =>
            host.Grains.GetGrain<IPersonGrain>(key).EndIdentity(new EndIdentity("i", "x"), by),
        ["read an organisation"] = (host, key, by) => host.Grains.GetGrain<ILegalEntityGrain>(key).Read(by),
        ["read a programme"] = (host, key, by) => host.Grains.GetGrain<IProgrammeGrain>(key).Read(by),
        ["read a definition"] = (host, key, by) => host.Grains.GetGrain<IProgrammeGrain>(key).ReadVersion(1, by),
        ["read a draft of a definition"] = (host, key, by) =>
            host.Grains.GetGrain<IProgrammeGrain>(key).ReadDraft(by),
        ["save a draft of a definition"] = (host, key, by) =>
            host.Grains.GetGrain<IProgrammeGrain>(key).SaveDraft(new SaveDraft(default, 0), by),
        ["compare definitions"] = (host, key, by) => host.Grains.GetGrain<IProgrammeGrain>(key).Compare(1, null, by),
        ["read a migration"] = (host, key, by) =>
            host.Grains.GetGrain<IProgrammeMigrationGrain>(key).Read("key-rnd", by),
        ["read a quota"] = (host, key, by) => host.Grains.GetGrain<IQuotaHolderGrain>(key).Read(by),
        ["release a place"] = (host, key, by) =>
            host.Grains.GetGrain<IQuotaHolderGrain>(key).Release(new ReleaseQuota("x", 1, "r"), by),
    };

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task Each_question_about_an_unknown_key_leaves_nothing_behind(string question)
    {
        var key = "unknown-" + question.Replace(' ', '-');
        for (var i = 0; i < Asked; i++)
        {
            await All[question](_host, key, _visitor with { Command = Guid.NewGuid() });
        }

        Assert.Equal(Asked, _activations.Of(key));
    }

    [Fact]
    public async Task What_exists_is_read_once()
    {
        var province = await Province.MakeAsync(_host, 1, "l1");
        var project = await province.HandedIn("l1");
        for (var i = 0; i < Asked; i++)
        {
            Province.Must(await province.Project(project).Read(province.As("l1")));
        }

        Assert.Equal(1, _activations.Of(project));
    }

    private static IProjectGrain Project(ProjectsHost host, string key) => host.Grains.GetGrain<IProjectGrain>(key);
}

/// <summary>A journal that counts how often a thing was loaded: once per activation.</summary>
internal sealed class CountedActivations(IJournal inner) : IJournal
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, int> _loaded = new();

    public int Of(string key) => _loaded.GetValueOrDefault(key);

    public Task<Snapshot?> LoadAsync(string kind, string key)
    {
        _loaded.AddOrUpdate(key, 1, (_, count) => count + 1);
        return inner.LoadAsync(kind, key);
    }

    public Task<Written> WriteAsync(Write write) => inner.WriteAsync(write);

    public Task<Recorded?> FindAsync(string kind, string key, Guid command) => inner.FindAsync(kind, key, command);

    public Task<System.Collections.Immutable.ImmutableArray<Entry>> EntriesAsync(string kind, string key) =>
        inner.EntriesAsync(kind, key);

    public Task<string> ClaimAsync(Claim claim, string owner) => inner.ClaimAsync(claim, owner);

    public Task<string?> OwnerAsync(Claim claim) => inner.OwnerAsync(claim);
}
