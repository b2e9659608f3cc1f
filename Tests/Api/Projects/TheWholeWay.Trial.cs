using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using SunGov.GrainInterfaces.Calls;
using SunGov.GrainInterfaces.LegalEntities;
using SunGov.GrainInterfaces.Programmes;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Tests.Api.Projects;

/// <summary>
/// R-BUS-16: a trial of the definition, given the same acts, shows stage by stage what the real project shows.
/// </summary>
public sealed partial class TheWholeWay
{
    private readonly List<TrialAct> _acts = [];
    private readonly Dictionary<string, ImmutableDictionary<string, JsonElement>> _filled = [];

    private IGrainFactory Grains => _app.Services.GetRequiredService<IGrainFactory>();

    private void Acted(string task, string action, string? opinion, string? input) => _acts.Add(new TrialAct(
        task, action, opinion, input is null ? null : Json(input), At: _clock.GetUtcNow()));

    private void Filled(string form, string section, JsonElement content) => _filled[form] =
        _filled.GetValueOrDefault(form, ImmutableDictionary<string, JsonElement>.Empty).SetItem(section, content);

    /// <summary>Where a period passed, it passes in the trial.</summary>
    private async Task ElapsedAsync(string before)
    {
        if (await StageAsync() != before)
        {
            _acts.Add(new TrialAct(null, "elapse", At: _clock.GetUtcNow()));
        }

        await SameAsTriedOutAsync();
    }

    private async Task SameAsTriedOutAsync()
    {
        var real = Must(await Grains.GetGrain<IProjectGrain>(_project).Read(System()));
        var tried = Must(await Grains.GetGrain<IProgrammeTrials>("trials").Try(
            real.Programme,
            new TryDefinition(null, await FactsAsync(real), [.. _acts], _filled.ToImmutableDictionary()),
            System()));
        Assert.All(tried.Steps, step => Assert.True(step.Refusal is null, $"{step.Action}: {step.Refusal}"));
        Assert.Equal(real.Stages.Select(Standing), tried.Project.Stages.Select(Standing));
        Assert.Equal(
            real.Tasks.Select(task => (task.Id, task.Stage, task.Due, task.Note)),
            tried.Project.Tasks.Select(task => (task.Id, task.Stage, task.Due, task.Note)));
        Assert.Equal(
            (real.Status, real.Title, real.RequestedFen, real.Number is null),
            (tried.Project.Status, tried.Project.Title, tried.Project.RequestedFen, tried.Project.Number is null));
        Assert.Equal(
            real.Decided.Select(decided => (decided.Stage, decided.Field)),
            tried.Project.Decided.Select(decided => (decided.Stage, decided.Field)));
        Assert.Equal(
            real.Signatures.Select(given => (given.Form, given.Party)),
            tried.Project.Signatures.Select(given => (given.Form, given.Party)));
        Assert.Equal(
            real.Documents.Select(document => document.Id), tried.Project.Documents.Select(document => document.Id));
    }

    private async Task<TrialFacts> FactsAsync(ProjectView real)
    {
        var call = Must(await Grains.GetGrain<ICallGrain>(real.Call.Id).Read(System()));
        var entity = Must(await Grains.GetGrain<ILegalEntityGrain>(real.Entity.Id).Read(System()));
        return new TrialFacts(
            "低温共烧陶瓷基板的关键工艺",
            real.Leader,
            real.Entity,
            real.Region,
            entity.RecommendingUnit ?? new Named("", ""),
            entity.CompetentAuthority ?? new Named("", ""),
            call.Year,
            call.Closes,
            call.EntityCap,
            real.Started,
            entity.Kind);
    }

    private static (string, string, string) Standing(StageView stage) => (
        stage.Id, stage.State, string.Join(",", stage.Tasks.Select(task => $"{task.Id} {task.State} {task.Opinion}")));

    private static By System() => By.System(Guid.NewGuid());

    private static T Must<T>(Outcome<T> outcome) => outcome.Succeeded
        ? outcome.Value
        : throw new InvalidOperationException($"{outcome.Refusal} {string.Join(", ", outcome.Refusal.Details)}");
}
