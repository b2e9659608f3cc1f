using System.Collections.Immutable;
using System.Text.Json;
using SunGov.GrainInterfaces.Calls;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Quotas;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Programmes;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>What acting gathers, and how a submission is brought to its end.</summary>
public sealed partial class ProjectGrain
{
    /// <summary>What the action needs; forms are read and frozen only for a caller who may act.</summary>
    private async Task<ActFacts> ActFactsOf(ActOnTask command, By by, CallView call)
    {
        var programme = await definitions.FindAsync(State.Start!.Definition.Sm3);
        var facts = new ActFacts(programme, call.Closes, call.EntityCap, [], null) { Blocks = call.Blocks };
        if (await Ground.Grants.FindAsync(by) is not { } caller
            || ProjectActions.MayAct(State, caller, programme, command.Task, command.Action, call.Closes, Now)
                is not null)
        {
            return facts;
        }

        var action = programme.Stages[State.Now!.Entered.Stage].Action(command.Action)!;
        foreach (var person in ActionInput.PeopleOf(command.Input))
        {
            var identities = await Ground.Grants.AllOfAsync(new By(person, "", "", Guid.Empty));
            facts = facts with { Colleagues = facts.Colleagues.AddRange(identities) };
        }

        return await Prepared(facts, action, command, caller);
    }

    private async Task<FormAsIs> AsIs(CompiledForm form, bool freeze)
    {
        var instance = FormInstances.Last(State, form.Definition.Id);
        var (stored, prefills) = (await sections.AllAsync(Key, instance), await PrefillsOf(instance));
        var read = SectionViews.Contents(form, stored, prefills);
        var conditioned = FormConditions.Of(form, await Opened(instance, form, read));
        var left = conditioned.ToImmutableDictionary(section => section.Key, section => section.Value.Content);
        var asIs = new FormAsIs(form.Definition.Id, left, new FrozenForm(instance, "", [])) { Prefills = prefills };
        if (!freeze)
        {
            return asIs;
        }

        var bytes = new List<byte[]>();
        var frozen = ImmutableArray.CreateBuilder<FrozenSection>();
        foreach (var section in form.Definition.Sections)
        {
            var saved = stored.FirstOrDefault(known => known.Section == section.Id);
            var hidden = conditioned[section.Id].Hidden;
            bytes.Add(hidden.IsEmpty && saved is not null ? saved.Content : JsonSerializer.SerializeToUtf8Bytes(
                FormConditions.Without(read[section.Id], hidden), StoredJson.Options));
            frozen.Add(new FrozenSection(section.Id, saved?.Version ?? 0, contents.NameOf(bytes[^1])));
        }

        var all = frozen.ToImmutable();
        bytes.Add(StoredJson.Bytes(all));
        await contents.PutAsync(bytes);
        return asIs with { Frozen = new FrozenForm(instance, contents.NameOf(bytes[^1]), all) };
    }

    /// <summary>The number this project gets; asking again gives the same.</summary>
    private Task<string> Number(ProgrammeDefinition definition) =>
        Issued(definition.Number!, State.Start!.Year, $"number project/{Key}");

    /// <summary>A number of the open stage; asking again gives the same.</summary>
    private Task<string> Number(string format, int year, string what) =>
        Issued(format, year, $"{what} {State.Now!.Entered.No} project/{Key}");

    private async Task<string> Issued(string format, int year, string step)
    {
        var series = NumberFormat.Series(format, year);
        var issued = await GrainFactory.GetGrain<INumberSeriesGrain>(series).Next(
            new IssueSerial(Key), By.System(CommandIds.Derive(Ground.Crypto, Guid.Empty, step)));
        return issued.Succeeded
            ? NumberFormat.Number(series, issued.Value.Serial)
            : throw new TimeoutException($"no number for project {Key}: {issued.Refusal.Code}");
    }

    private async Task<ActFacts> ConcludingFacts()
    {
        var call = await Call();
        return new ActFacts(
            await definitions.FindAsync(State.Start!.Definition.Sm3), call.Closes, call.EntityCap, [], null);
    }

    /// <summary>Reserves every place in order, then records how it ended. Safe to repeat from any point.</summary>
    private async Task<Outcome<Done>> Settle(ActFacts facts)
    {
        var begun = State.Submission!.Begun;
        Refusal? refused = null;
        foreach (var place in begun.Reservations)
        {
            refused = await Reserve(begun, place);
            if (refused is { Kind: RefusalKind.Unknown })
            {
                return refused;
            }

            if (refused is not null)
            {
                break;
            }
        }

        return await Decide(
            new EndSubmission(begun.Attempt),
            By.System(CommandIds.Derive(Ground.Crypto, begun.Command, "end")),
            (state, _, now) => refused is null
                ? ProjectSubmission.Complete(state, facts.Programme, facts.CallCloses, now)
                : ProjectSubmission.Refuse(state, refused, now),
            (_, _) => Done.It);
    }

    private async Task<Refusal?> Reserve(SubmissionBegun begun, Reservation place)
    {
        var step = CommandIds.Derive(Ground.Crypto, begun.Command, $"reserve {place.Holder} {place.Class}");
        var reserved = await GrainFactory.GetGrain<IQuotaHolderGrain>(place.Holder).Reserve(
            ProjectSubmission.Call(State, place), By.System(step));
        return reserved.Refusal ?? ProjectSubmission.Unheld(State, place, reserved.Value!);
    }

    /// <summary>The command that ends a submission.</summary>
    private sealed record EndSubmission(int Attempt);
}
