using Microsoft.Extensions.DependencyInjection;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;
using SunGov.Silo.Storage;
using Xunit.Abstractions;

namespace SunGov.Tests.Storage.Shared;

/// <summary>Design section 4, commands: asked twice it happens once, whatever got lost on the way.</summary>
public sealed class Commands_at_a_grain(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Seeds = 12;

    /// <summary>So many at once that reading them anew never waits long for one of the six readers.</summary>
    private const int Tallies = 200;

    private JournalRig _rig = null!;
    private StorageHost _host = null!;
    private FaultyJournal _journal = null!;
    private Verification _verification = null!;

    public async Task InitializeAsync()
    {
        _rig = await JournalRig.StartAsync();
        _host = await StorageHost.StartAsync(_rig, services => services
            .AddSingleton(provider => new FaultyJournal(provider.GetRequiredService<Journal>()))
            .AddSingleton<IJournal>(provider => provider.GetRequiredService<FaultyJournal>()));
        _journal = _host.Services.GetRequiredService<FaultyJournal>();
        _verification = new Verification(
            _rig.Source,
            JournalRig.Crypto,
            _rig.Seals,
            Kinds.Of(typeof(TallyState).Assembly),
            [],
            TimeProvider.System);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _rig.DisposeAsync();
    }

    [Fact]
    public async Task Give_the_recorded_answer_when_repeated_also_after_a_restart_of_the_grain()
    {
        var tally = _host.Grains.GetGrain<ITally>("t");
        var by = new By("p", "i", "s", Guid.NewGuid());

        var first = await tally.Add(new AddNumber(30), by);
        var again = await tally.Add(new AddNumber(30), by);
        await tally.Forget();
        var later = await _host.Grains.GetGrain<ITally>("t").Add(new AddNumber(30), by);

        Assert.Equal((30, 1, false), (first.Value?.Total, first.Version, first.Repeated));
        Assert.Equal((30, 1, true), (again.Value?.Total, again.Version, again.Repeated));
        Assert.Equal((30, 1, true), (later.Value?.Total, later.Version, later.Repeated));
    }

    [Fact]
    public async Task Are_refused_when_their_id_was_used_for_another_body()
    {
        var tally = _host.Grains.GetGrain<ITally>("t");
        var by = new By("p", "i", "s", Guid.NewGuid());
        await tally.Add(new AddNumber(3), by);

        Assert.Equal("command-reused", (await tally.Add(new AddNumber(4), by)).Refusal?.Code);
    }

    [Fact]
    public async Task Tell_their_recorded_answer_to_their_author_alone()
    {
        var tally = _host.Grains.GetGrain<ITally>("t");
        var by = new By("p", "i", "s", Guid.NewGuid());
        await tally.Add(new AddNumber(30), by);
        var other = by with { Person = "q" };

        Assert.Equal("tally-full", (await tally.Add(new AddNumber(30), other)).Refusal?.Code);
        Assert.Equal("command-reused", (await tally.Add(new AddNumber(1), other)).Refusal?.Code);
    }

    [Fact]
    public async Task That_were_refused_are_not_remembered_and_may_succeed_later()
    {
        var by = new By("p", "i", "s", Guid.NewGuid(), IfVersion: 1);
        var tally = _host.Grains.GetGrain<ITally>("t");

        Assert.Equal("stale", (await tally.Add(new AddNumber(3), by)).Refusal?.Code);
        await tally.Add(new AddNumber(1), by with { Command = Guid.NewGuid(), IfVersion = null });
        Assert.Equal(4, (await tally.Add(new AddNumber(3), by)).Value?.Total);
    }

    [Fact]
    public async Task Count_once_whatever_requests_replies_and_reads_are_lost()
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var fault = await new Simulation(_host, _journal, _verification, seed).RunAsync();
            Assert.True(fault is null, $"seed {seed}: {fault}");
        }
    }

    [Fact, Trait("speed", "long")]
    public async Task Count_once_over_a_million_requests_and_a_thousand_ended_activations()
    {
        var (asked, forgotten) = (0, 0);
        for (var seed = 1; asked < 1_000_000 || forgotten < 1_000; seed++)
        {
            var simulation = new Simulation(_host, _journal, _verification, seed, Tallies);
            var fault = await simulation.AskedAsync();
            Assert.True(fault is null, $"seed {seed}: {fault}");
            asked += simulation.Asked;
            forgotten += simulation.Forgotten;
        }

        var stored = await Simulation.StoredAsync(_verification);
        Assert.True(stored is null, stored);
        output.WriteLine($"{asked} requests, {forgotten} activations ended midway");
    }

    [Theory]
    [InlineData(Mutant.AcknowledgesWithoutWriting)]
    [InlineData(Mutant.ForgetsWhatItWasAsked)]
    [InlineData(Mutant.TakesAnUnknownEndForACommit)]
    [InlineData(Mutant.WritesTwice)]
    [InlineData(Mutant.ClaimsBeforeItWrites)]
    [InlineData(Mutant.LetsManyHaveOneClaim)]
    public async Task Are_simulated_well_enough_to_notice_a_journal_that_is_wrong(Mutant mutant)
    {
        _journal.Mutant = mutant;
        var faults = new List<string>();
        for (var seed = 1; seed <= Seeds && faults.Count == 0; seed++)
        {
            if (await new Simulation(_host, _journal, _verification, seed).RunAsync() is { } fault)
            {
                faults.Add(fault);
            }
        }

        Assert.NotEmpty(faults);
    }
}
