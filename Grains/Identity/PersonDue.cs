using Orleans;
using SunGov.GrainInterfaces.Identity;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Shared;
using SunGov.Grains.Shared.Due;

namespace SunGov.Grains.Identity;

/// <summary>What ends: the role held at the organisation, and why.</summary>
public sealed record EndHeld(string Role, string Organisation, string Reason);

/// <summary>Gives and ends identities that follow from what happened to another thing.</summary>
public sealed class PersonDue(IGrainFactory grains) : IDueReceiver
{
    private const string GiveVerb = "give";
    private const string EndVerb = "end";
    private const string TakeOverVerb = "take-over";

    /// <inheritdoc/>
    public string Kind => PersonState.KindName;

    /// <summary>The outbox row that gives a person an identity; one held already stays.</summary>
    public static Sending Give(string person, AddIdentity identity) =>
        new(PersonState.KindName, person, Message.Of(GiveVerb, identity));

    /// <summary>The outbox row that ends what holds of a role at an organisation.</summary>
    public static Sending End(string person, EndHeld ended) =>
        new(PersonState.KindName, person, Message.Of(EndVerb, ended));

    /// <summary>The outbox row that tells a stand-in whose tasks they do.</summary>
    public static Sending TakeOver(string person, TakeOver command) =>
        new(PersonState.KindName, person, Message.Of(TakeOverVerb, command));

    /// <inheritdoc/>
    public async Task<Refusal?> ReceiveAsync(DueItem item)
    {
        var (person, by) = (grains.GetGrain<IPersonGrain>(item.Key), By.System(item.Id));
        if (item.What.StartsWith(GiveVerb, StringComparison.Ordinal))
        {
            var given = await person.AddIdentity(Message.Read<AddIdentity>(item.What, GiveVerb), by);
            return given.Refusal is { Code: not "identity-held" } refusal ? refusal : null;
        }

        if (item.What.StartsWith(TakeOverVerb, StringComparison.Ordinal))
        {
            return (await person.TakeOver(Message.Read<TakeOver>(item.What, TakeOverVerb), by)).Refusal;
        }

        var ended = Message.Read<EndHeld>(item.What, EndVerb);
        var view = await person.Read(by);
        var held = view.Value?.Identities.FirstOrDefault(identity => identity.Active
            && identity.Role == ended.Role && identity.Organisation.Id == ended.Organisation);
        return held is null
            ? view.Refusal
            : (await person.EndIdentity(new EndIdentity(held.Id, ended.Reason), by)).Refusal;
    }
}
