using System.Collections.Immutable;
using SunGov.GrainInterfaces.Identity;
using SunGov.GrainInterfaces.Notifications;
using SunGov.Grains.Notifications;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Identity;

/// <summary>What a person's acts tell other people. Pure.</summary>
public static class PersonSendings
{
    /// <summary>The sendings of these events, in order.</summary>
    /// <param name="state">State after the events.</param>
    public static ImmutableArray<Sending> Of(PersonState state, ImmutableArray<PersonEvent> events) =>
        [.. events.OfType<TasksDelegated>().SelectMany(happened => Of(state, happened))];

    private static IEnumerable<Sending> Of(PersonState state, TasksDelegated happened)
    {
        var given = happened.Delegation;
        yield return PersonDue.TakeOver(given.To, new TakeOver(happened.By, given.Id, given.Until));
        yield return MessageDue.Deliver(new NewMessage(
            Guid.Empty,
            given.To,
            null,
            "tasks-delegated",
            ImmutableDictionary.Create<string, string>(StringComparer.Ordinal)
                .Add("title", state.Name)
                .Add("from", given.From.ToString("O", System.Globalization.CultureInfo.InvariantCulture))
                .Add("until", given.Until.ToString("O", System.Globalization.CultureInfo.InvariantCulture)),
            null));
    }
}
