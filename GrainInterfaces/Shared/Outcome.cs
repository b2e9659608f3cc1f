using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Orleans;

namespace SunGov.GrainInterfaces.Shared;

/// <summary>Why a command or a reading was refused; one switch in the API maps it to an HTTP status.</summary>
[Alias("SunGov.RefusalKind")]
public enum RefusalKind
{
    /// <summary>Does not exist, or not for this caller (404).</summary>
    NotFound,

    /// <summary>The caller may read it but not do this (403).</summary>
    Forbidden,

    /// <summary>Not in this state (409).</summary>
    WrongState,

    /// <summary>Changed since the caller read it (412).</summary>
    Stale,

    /// <summary>The content is not valid (422).</summary>
    Invalid,

    /// <summary>Nobody is logged in, or the login failed (401).</summary>
    Unauthenticated,

    /// <summary>Too many attempts (429).</summary>
    TooMany,

    /// <summary>Storage could not say whether it happened; repeat with the same command id (503).</summary>
    Unknown,
}

/// <summary>A refusal is a value: kind, stable code, arguments for the message, and the field it concerns.</summary>
/// <param name="Kind">What kind of refusal.</param>
/// <param name="Code">
/// Stable code in kebab-case, e.g. <c>quota-full</c>; the web's catalogue holds the sentence.
/// </param>
/// <param name="Args">Arguments of the sentence.</param>
/// <param name="Field">Path of the field concerned, e.g. <c>budget/lines/0/amount</c>; null where none is.</param>
/// <param name="Details">The single findings where there are several (one per field or per project).</param>
[Immutable, Alias("SunGov.Refusal")]
public sealed record Refusal(
    RefusalKind Kind,
    string Code,
    ImmutableDictionary<string, string> Args,
    string? Field,
    ImmutableArray<Refusal> Details)
{
    /// <summary>A refusal with arguments given as name, value, name, value.</summary>
    public static Refusal Of(RefusalKind kind, string code, params ReadOnlySpan<string> args)
    {
        var map = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        for (var i = 0; i + 1 < args.Length; i += 2)
        {
            map[args[i]] = args[i + 1];
        }

        return new Refusal(kind, code, map.ToImmutable(), null, []);
    }

    /// <summary>The same refusal, concerning a field.</summary>
    public Refusal At(string field) => this with { Field = field };

    /// <summary>The same refusal with its single findings.</summary>
    public Refusal With(ImmutableArray<Refusal> details) => this with { Details = details };
}

/// <summary>
/// What came of a command or a reading: a value, or a refusal. Exceptions are for broken infrastructure.
/// </summary>
/// <param name="Value">The value, when <see cref="Refusal"/> is null.</param>
/// <param name="Refusal">The refusal, or null.</param>
/// <param name="Version">
/// Version (count of journal entries) of the thing after the command; 0 where it has none.
/// </param>
/// <param name="Repeated">True when the command had been accepted before and this is its recorded answer.</param>
[Immutable, Alias("SunGov.Outcome`1")]
public sealed record Outcome<T>(T? Value, Refusal? Refusal, long Version = 0, bool Repeated = false)
{
    /// <summary>True when <see cref="Value"/> is there.</summary>
    [MemberNotNullWhen(true, nameof(Value)), MemberNotNullWhen(false, nameof(Refusal))]
    [System.Text.Json.Serialization.JsonIgnore]
    public bool Succeeded => Refusal is null;

    /// <summary>A refusal is an outcome.</summary>
    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}

/// <summary>Makes outcomes.</summary>
public static class Outcome
{
    /// <summary>The value, at the version it was read.</summary>
    public static Outcome<T> Of<T>(T value, long version = 0) => new(value, null, version);
}

/// <summary>The value of a command that has nothing to tell.</summary>
[Immutable, Alias("SunGov.Done")]
public sealed record Done
{
    /// <summary>The only value.</summary>
    public static Done It { get; } = new();
}
