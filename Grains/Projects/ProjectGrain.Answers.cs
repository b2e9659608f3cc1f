using System.Collections.Immutable;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Quotas;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Quotas;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>What a command of a project is answered, now and whenever it is repeated.</summary>
public sealed partial class ProjectGrain
{
    /// <summary>
    /// Brings a submission begun by this command to its end; the refusal of a place is its answer, also when it is
    /// repeated after later submissions.
    /// </summary>
    private async Task<Outcome<ProjectView>> Concluded(Outcome<ProjectView> outcome, By by, ActFacts facts)
    {
        var latest = State.Submission?.Begun.Command == by.Command;
        if (!outcome.Succeeded || State.Submission is null || !(latest || outcome.Repeated))
        {
            return outcome;
        }

        if (latest && State.Submission.Open && (await Settle(facts)).Refusal is { } unsettled)
        {
            return unsettled;
        }

        if (await Ground.Grants.FindAsync(by) is not { } caller)
        {
            return SharedRefusals.IdentityNotHeld;
        }

        var refusal = latest
            ? State.Submission.Refusal
            : ProjectSubmission.RefusalOf(by.Command, await Ground.Journal.EntriesAsync(Kind.Name, Key));
        if (refusal is not null)
        {
            Ground.Accesses.Refused(by, Kind.Name, Key, refusal);
            return QuotaRefusals.For(refusal, caller, await Titles(refusal));
        }

        return outcome with
        {
            Value = ProjectViews.Of(Version, State, caller, Views(facts)),
            Version = latest ? Version : outcome.Version,
        };
    }

    /// <summary>Titles of the projects that fill the holders this project asks, read for an answer that names some.
    /// </summary>
    private async Task<IReadOnlyDictionary<string, string>> Titles(Refusal refusal)
    {
        var titles = new Dictionary<string, string>(StringComparer.Ordinal);
        var holders = refusal.Details.IsEmpty ? [] : State.Submission!.Begun.Reservations.Select(place => place.Holder);
        foreach (var holder in holders.Distinct())
        {
            var places = await GrainFactory.GetGrain<IQuotaHolderGrain>(holder).Read(By.System(Guid.Empty));
            foreach (var entry in places.Value?.Entries ?? [])
            {
                titles[entry.Project] = entry.Title;
            }
        }

        return titles;
    }

    /// <summary>
    /// The answer with what stands elsewhere: the draft's sum, and how full the holders are whose places the project
    /// holds; both for those who may know.
    /// </summary>
    private async Task<Outcome<ProjectView>> Filled(Outcome<ProjectView> outcome, By by)
    {
        if (!outcome.Succeeded || await Ground.Grants.FindAsync(by) is not { } caller)
        {
            return outcome;
        }

        var view = outcome.Value;
        if (ProjectRules.ShowsDraftSum(State, caller)
            && (await definitions.FindAsync(State.Start!.Definition.Sm3)).Definition.Requested is not null)
        {
            view = view with { RequestedFen = await sections.SumAsync(Key) };
        }

        if (!State.Quotas.IsEmpty && QuotaRules.MayRead(
            State.Start!.By.Person, State.Start.EntityPath, State.Start.RecommendingUnit?.Id, caller))
        {
            view = view with { Quotas = await Uses(view.Quotas) };
        }

        return outcome with { Value = view };
    }

    private async Task<ImmutableArray<QuotaUse>> Uses(ImmutableArray<QuotaUse> quotas)
    {
        var uses = quotas.ToBuilder();
        for (var i = 0; i < uses.Count; i++)
        {
            var (holder, counted) = (State.Quotas[i].Holder, State.Quotas[i].Class);
            var places = await GrainFactory.GetGrain<IQuotaHolderGrain>(holder).Read(By.System(Guid.Empty));
            var entries = (places.Value?.Entries ?? []).Where(entry => entry.Class == counted).ToList();
            uses[i] = uses[i] with
            {
                Used = entries.Count,
                UsedFen = uses[i].MostFen is null ? null : entries.Sum(entry => entry.Fen ?? 0),
            };
        }

        return uses.ToImmutable();
    }
}
