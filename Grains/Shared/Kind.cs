using System.Collections.Immutable;
using NpgsqlTypes;

namespace SunGov.Grains.Shared;

/// <summary>
/// What the journal must know of one kind of grain. All functions are pure; <see cref="Evolve"/> throws on an event it
/// does not know. The kind's name is also the name of its state table (<c>key, version, data, seal</c> plus the columns
/// of <see cref="Rows"/>).
/// </summary>
/// <param name="Name">Kind and table name, e.g. <c>project</c>; a stored format for ever.</param>
/// <param name="Initial">State of a thing that has no entry yet.</param>
/// <param name="Evolve">State after an event; the instant of its entry is part of the event where it matters.</param>
/// <param name="Rows">Plain columns of the state's row, besides key, version, data and seal.</param>
/// <param name="Due">What the state wants to happen later at itself; rows no longer wanted are removed.</param>
/// <param name="Outbox">What an accepted command sends to others, at once and in order.</param>
public sealed record Kind<TState, TEvent>(
    string Name,
    TState Initial,
    Func<TState, TEvent, TState> Evolve,
    Func<TState, ImmutableArray<Column>> Rows,
    Func<TState, ImmutableArray<DueWish>> Due,
    Func<TState, ImmutableArray<TEvent>, ImmutableArray<Sending>> Outbox) : IKind
    where TState : class
    where TEvent : class
{
    /// <summary>True for kinds whose changes alter what identities may do; every node is told at once.</summary>
    public bool ChangesGrants { get; init; }

    /// <summary>True for kinds whose changes are announced on the live stream as (kind, key, version).</summary>
    public bool Live { get; init; }

    /// <inheritdoc/>
    public ImmutableHashSet<string> Facts { get; init; } = [];

    /// <inheritdoc/>
    public Folded Fold(IEnumerable<byte[]> bodies)
    {
        var state = bodies.SelectMany(body => StoredJson.Events<TEvent>(body)).Aggregate(Initial, Evolve);
        return new Folded(StoredJson.Bytes(state), Rows(state), Due(state));
    }
}

/// <summary>A plain column of a state row.</summary>
/// <param name="Name">Column name in the table.</param>
/// <param name="Type">Its type.</param>
/// <param name="Value">Its value; null for NULL. Arrays as CLR arrays.</param>
public sealed record Column(string Name, NpgsqlDbType Type, object? Value);

/// <summary>
/// Something a thing wants to be called for later: <c>OnDue(what, id)</c> at or after <paramref name="At"/>.
/// </summary>
/// <param name="At">When.</param>
/// <param name="What">What, unique within the thing, e.g. <c>close</c>.</param>
public sealed record DueWish(DateTimeOffset At, string What);

/// <summary>A call to another thing, made by the outbox until it succeeds.</summary>
/// <param name="Kind">Kind of the receiver: <c>quota</c>, <c>message</c>, ...</param>
/// <param name="Key">Key of the receiver.</param>
/// <param name="What">What to do there, with its arguments as JSON, e.g. <c>release {"project":"…"}</c>.</param>
public sealed record Sending(string Kind, string Key, string What);

/// <summary>
/// A value that must belong to one thing only (login name, credit code, project number): inserted before the command
/// is written, safe to repeat by its owner.
/// </summary>
/// <param name="Space">What kind of value, e.g. <c>login</c>.</param>
/// <param name="Value">The value; a blind index where it is sensitive.</param>
public sealed record Claim(string Space, string Value);
