namespace SunGov.Api.Shared;

/// <summary>Who may use a route at all; every route declares one (tested by walking the route table).</summary>
public enum Entry
{
    /// <summary>Anyone, without login; a login is used where there is one.</summary>
    Anyone,

    /// <summary>A logged-in person; reading needs no acting identity, writing any of the person's own.</summary>
    Person,

    /// <summary>A logged-in person under the acting identity of this request.</summary>
    Identity,
}

/// <summary>
/// The access a route declares. The gate checks session and acting identity; whether the identity holds the function,
/// and for which things, is judged by the grain alone (design section 6).
/// </summary>
/// <param name="Entry">Who may use the route at all.</param>
/// <param name="Function">Function the acting identity needs; null where every identity may try.</param>
public sealed record Access(Entry Entry, string? Function)
{
    /// <summary>As the route matrix and the OpenAPI document name it.</summary>
    public string Policy => Function is not null ? $"function {Function}" : Entry switch
    {
        Entry.Anyone => "anyone",
        Entry.Person => "logged in",
        _ => "acting identity",
    };
}

/// <summary>On a writing route that needs no command id, since repeating it is harmless by nature.</summary>
public sealed record WithoutCommand;

/// <summary>On a route that answers for a section or a thing whose version must be sent as If-Match.</summary>
public sealed record NeedsIfMatch;

/// <summary>How modules declare routes: name, sentence and access, in one line each.</summary>
public static class RouteDeclarations
{
    /// <summary>Names the operation and says in one line what it does.</summary>
    public static RouteHandlerBuilder Named(this RouteHandlerBuilder route, string operation, string summary) =>
        route.WithName(operation).WithSummary(summary);

    /// <summary>Anyone may use it, without login.</summary>
    public static RouteHandlerBuilder ForAnyone(this RouteHandlerBuilder route) =>
        route.WithMetadata(new Access(Entry.Anyone, null));

    /// <summary>Every logged-in person may use it, for themselves.</summary>
    public static RouteHandlerBuilder ForPerson(this RouteHandlerBuilder route) =>
        route.WithMetadata(new Access(Entry.Person, null));

    /// <summary>Every acting identity may use it; the grain decides on what.</summary>
    public static RouteHandlerBuilder ForIdentity(this RouteHandlerBuilder route) =>
        route.WithMetadata(new Access(Entry.Identity, null));

    /// <summary>The acting identity needs this function.</summary>
    public static RouteHandlerBuilder Needs(this RouteHandlerBuilder route, string function) =>
        route.WithMetadata(new Access(Entry.Identity, function));

    /// <summary>Repeating it is harmless, so it takes no command id.</summary>
    public static RouteHandlerBuilder WithoutCommand(this RouteHandlerBuilder route) =>
        route.WithMetadata(new WithoutCommand());

    /// <summary>The version the author saw must be sent as If-Match.</summary>
    public static RouteHandlerBuilder NeedsIfMatch(this RouteHandlerBuilder route) =>
        route.WithMetadata(new NeedsIfMatch());
}
