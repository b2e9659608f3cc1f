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
    private const string Leaving = "退出专家库";

    /// <summary>The sendings of these events, in order.</summary>
    /// <param name="state">State after the events.</param>
    public static ImmutableArray<Sending> Of(ExpertState state, ImmutableArray<ExpertEvent> events) =>
        [.. events.SelectMany(happened => Of(state, happened))];

    private static IEnumerable<Sending> Of(ExpertState state, ExpertEvent happened) => happened switch
    {
        ExpertApplied e =>
            (e.Endorsers ?? []).Select(role => To(null, $"{role}@{state.Entity.Id}", state, "expert-applied")),
        ExpertConfirmed e =>
        [
            .. e.Role is { } role
                ? [PersonDue.Give(state.Person.Id, new AddIdentity(role, state.Unit.Id))]
                : ImmutableArray<Sending>.Empty,
            To(state.Person.Id, null, state, "expert-confirmed"),
        ],
        ExpertReturned => [To(state.Person.Id, null, state, "expert-returned")],
        ExpertPaused => [To(state.Person.Id, null, state, "expert-paused")],
        ExpertLeft { Role: { } role } =>
            [PersonDue.End(state.Person.Id, new EndHeld(role, state.Unit.Id, Leaving))],
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
