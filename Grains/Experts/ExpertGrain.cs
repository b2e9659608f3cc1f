using SunGov.GrainInterfaces.Experts;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Identity;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Experts;

/// <summary>Owns one expert's record.</summary>
public sealed class ExpertGrain(Ground ground, IDirectory directory, Disciplines disciplines, RoleCatalogue roles)
    : DecidedGrain<ExpertState, ExpertEvent>(ground), IExpertGrain
{
    /// <inheritdoc/>
    protected override Kind<ExpertState, ExpertEvent> Kind => ExpertRows.Kind;

    /// <inheritdoc/>
    public async Task<Outcome<ExpertView>> Apply(ApplyAsExpert command, By by)
    {
        command = command with
        {
            Disciplines = command.Disciplines.IsDefault ? [] : command.Disciplines,
            Keywords = command.Keywords.IsDefault ? [] : command.Keywords,
            Recusals = command.Recusals.IsDefault ? [] : command.Recusals,
        };
        var claim = new Claim("expert", by.Person);
        var unit = await Ground.Grants.FindAsync(by) is { Organisation: { Length: > 0 } id }
            ? await directory.OrganisationAsync(id)
            : null;
        var facts = new ExpertFacts(
            disciplines,
            unit,
            unit is null ? null : await directory.LegalEntityAsync(unit),
            await Ground.Journal.OwnerAsync(claim),
            $"{Kind.Name}:{Key}",
            roles.With("expert.endorse"));
        return await Decide(
            command, by, (state, caller, now) => ExpertRules.Apply(state, command, facts, caller, now), View, [claim]);
    }

    /// <inheritdoc/>
    public Task<Outcome<ExpertView>> Change(ChangeExpert command, By by) => Decide(
        command, by, (state, caller, now) => ExpertRules.Change(state, command, disciplines, caller, now), View);

    /// <inheritdoc/>
    public Task<Outcome<ExpertView>> Endorse(JudgeExpert command, By by) => Judge("endorse", command, by);

    /// <inheritdoc/>
    public Task<Outcome<ExpertView>> Return(JudgeExpert command, By by) => Judge("return", command, by);

    /// <inheritdoc/>
    public Task<Outcome<ExpertView>> Confirm(JudgeExpert command, By by) => Judge("confirm", command, by);

    /// <inheritdoc/>
    public Task<Outcome<ExpertView>> Pause(JudgeExpert command, By by) => Judge("pause", command, by);

    /// <inheritdoc/>
    public Task<Outcome<ExpertView>> Leave(JudgeExpert command, By by) => Judge("leave", command, by);

    /// <inheritdoc/>
    public async Task<Outcome<ExpertView>> Read(By by)
    {
        var outcome = await Show(by, (state, caller) =>
            ExpertRules.MayRead(state, caller) ? Outcome.Of(View(state, caller)) : SharedRefusals.NotFound);
        if (outcome.Succeeded && outcome.Value.Person.Id != by.Person && !by.IsPlatform)
        {
            await Ground.Accesses.DisclosedAsync(by, Kind.Name, Key, "expert-read");
        }

        return outcome;
    }

    private Task<Outcome<ExpertView>> Judge(string action, JudgeExpert command, By by) => Decide(
        new Judgement(action, command),
        by,
        (state, caller, now) => ExpertRules.Judge(
            state, action, command, roles.GivenOn("expert-confirmed"), caller, now),
        View);

    private ExpertView View(ExpertState state, Caller caller) =>
        ExpertRows.View(Key, Version, state, disciplines, caller);

    /// <summary>Part of the digest, so that one command id cannot stand for two judgements.</summary>
    private sealed record Judgement(string Action, JudgeExpert Command);
}
