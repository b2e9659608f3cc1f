using System.Collections.Immutable;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Shared;

/// <summary>
/// The caller as rules see them: ids, the acting identity, and what it may do. Made inside the silo from a
/// <see cref="By"/>, never sent.
/// </summary>
/// <param name="By">The ids as received.</param>
/// <param name="Name">The person's name, for trails.</param>
/// <param name="Role">Role code of the acting identity; empty for visitors.</param>
/// <param name="RoleName">Role as shown.</param>
/// <param name="Organisation">Organisation of the acting identity; empty for visitors.</param>
/// <param name="OrganisationName">Its name.</param>
/// <param name="Grants">What the identity may, one scope per function, e.g. <c>project.read</c>.</param>
/// <param name="For">For whom the caller stands in (R-USR-09); null when acting for themselves.</param>
public sealed record Caller(
    By By,
    string Name,
    string Role,
    string RoleName,
    string Organisation,
    string OrganisationName,
    ImmutableDictionary<string, Scope> Grants,
    Behalf? For = null)
{
    /// <summary>Whose rights and tasks these are: the person stood in for, else the caller.</summary>
    public string Subject => For?.Person ?? By.Person;

    /// <summary>The scope of a function; the empty scope when it is not granted at all.</summary>
    public Scope Scope(string function) => Grants.TryGetValue(function, out var scope) ? scope : Shared.Scope.None;

    /// <summary>May the caller use this function on a thing with these facts?</summary>
    public bool May(string function, IFacts facts) => By.IsPlatform || Scope(function).Matches(facts);

    /// <summary>May the caller use this function on anything at all?</summary>
    public bool MayAny(string function) => By.IsPlatform || !Scope(function).IsNone;

    /// <summary>The holder fact of the acting identity: <c>role@organisation</c>.</summary>
    public string Holder => $"{Role}@{Organisation}";
}

/// <summary>The person stood in for.</summary>
/// <param name="Person">Their id.</param>
/// <param name="Name">Their name.</param>
/// <param name="Identity">Their identity whose tasks were handed over.</param>
public sealed record Behalf(string Person, string Name, string Identity);

/// <summary>
/// Looks up callers: an in-process bounded cache over PostgreSQL, fresh within 2 s (design section 6).
/// </summary>
public interface IGrants
{
    /// <summary>
    /// The caller behind these ids, or null where person or identity do not exist, do not belong together, or the
    /// identity has ended. Visitors and the platform are callers too.
    /// </summary>
    ValueTask<Caller?> FindAsync(By by);

    /// <summary>
    /// All active identities of a person as callers, for the task list; behind them those the person stands in for.
    /// </summary>
    ValueTask<ImmutableArray<Caller>> AllOfAsync(By by);
}
