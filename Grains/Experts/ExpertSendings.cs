using System.Collections.Immutable;
using SunGov.GrainInterfaces.Identity;
using SunGov.GrainInterfaces.Notifications;
using SunGov.Grains.Identity;
using SunGov.Grains.Notifications;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Experts;

/// <summary>
/// What follows elsewhere: messages, and the identity under which experts work, given at confirmation and ended when
/// they leave. Pure.
/// </summary>
public static class ExpertSendings
{
    /// <summary>The role of experts.</summary>
    public const string Role = "expert";

    private const string Leaving = "退出专家库";

    /// <summary>The sendings of these events, in order.</summary>
    /// <param name="state">State after the events.</param>
    public static ImmutableArray<Sending> Of(ExpertState state, ImmutableArray<ExpertEvent> events) =>
        [.. events.SelectMany(happened => Of(state, happened))];

    private static IEnumerable<Sending> Of(ExpertState state, ExpertEvent happened) => happened switch
    {
        ExpertApplied => [To(null, $"entity-office@{state.Entity.Id}", state, "expert-applied")],
        ExpertConfirmed =>
        [
            PersonDue.Give(state.Person.Id, new AddIdentity(Role, state.Unit.Id)),
            To(state.Person.Id, null, state, "expert-confirmed"),
        ],
        ExpertReturned => [To(state.Person.Id, null, state, "expert-returned")],
        ExpertPaused => [To(state.Person.Id, null, state, "expert-paused")],
        ExpertLeft => [PersonDue.End(state.Person.Id, new EndHeld(Role, state.Unit.Id, Leaving))],
        _ => [],
    };

    private static Sending To(string? person, string? holder, ExpertState state, string template)
    {
        var args = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal)
            .Add("title", state.Person.Name);
        return MessageDue.Deliver(new NewMessage(
            Guid.Empty,
            person,
            holder,
            template,
            state.Reason.Length > 0 ? args.Add("opinion", state.Reason) : args,
            null));
    }
}
