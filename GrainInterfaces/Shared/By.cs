using Orleans;

namespace SunGov.GrainInterfaces.Shared;

/// <summary>
/// Who asks, under which identity, in which session, with which command. Ids only: what the identity may do is looked
/// up inside the silo (design section 6). Nothing here grants a right.
/// </summary>
/// <param name="Person">The person's id; empty for a visitor of the public portal.</param>
/// <param name="Identity">The acting identity of that person; empty where none is needed.</param>
/// <param name="Session">Hash of the session token; empty for the platform's own calls.</param>
/// <param name="Command">The command id, chosen by the command's author. Asking again with it is safe.</param>
/// <param name="IfVersion">The version the author saw (If-Match); null where it does not matter.</param>
[Immutable, Alias("SunGov.By")]
public sealed record By(string Person, string Identity, string Session, Guid Command, long? IfVersion = null)
{
    /// <summary>The person id under which the platform itself acts (due rows, outbox, demo set-up).</summary>
    public const string Platform = "platform";

    /// <summary>A visitor without login.</summary>
    public static By Visitor { get; } = new("", "", "", Guid.Empty);

    /// <summary>The platform acting for itself, e.g. when a due row is delivered.</summary>
    public static By System(Guid command) => new(Platform, Platform, "", command);

    /// <summary>True when the platform acts for itself.</summary>
    public bool IsPlatform => Person == Platform && Session.Length == 0;
}
