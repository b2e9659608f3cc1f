using System.Collections.Immutable;
using SunGov.Grains.Projects;
using SunGov.Grains.Shared;

namespace SunGov.Tools.Load;

/// <summary>Somebody who acts in what is loaded.</summary>
/// <param name="Login">Login, and key of the person.</param>
/// <param name="Identity">The identity they act under.</param>
internal sealed record Player(string Login, string Identity, string Name);

/// <summary>An entry of a told project.</summary>
/// <param name="Body">Its events, with places.</param>
/// <param name="Actor">Place of its author; -1 where the platform or a visitor is.</param>
internal sealed record ToldEntry(Entry Entry, Mould Body, byte[] Digest, string? Answer, int Actor, int Identity);

/// <summary>A content that a told project names.</summary>
/// <param name="Place">Where its hash stands in what follows.</param>
internal sealed record ToldContent(int Place, Mould Bytes);

/// <summary>A kept version of a section of a told project.</summary>
internal sealed record ToldSection(
    string Form, string Section, int Version, Mould Content, DateTimeOffset SavedAt, Guid Command, bool Last);

/// <summary>A number that a told project was given.</summary>
/// <param name="Series">The series it is of.</param>
/// <param name="Place">Where it stands; -1 for nowhere.</param>
internal sealed record ToldNumber(string Series, int Place, DateTimeOffset At);

/// <summary>A project that was told by commands, as the mould of others.</summary>
internal sealed record Told(
    ProjectState State,
    Places Places,
    ImmutableArray<ToldEntry> Entries,
    ImmutableArray<ToldContent> Contents,
    ImmutableArray<ToldSection> Sections,
    ImmutableArray<ToldNumber> Numbers,
    (bool Known, long? Fen) Sum,
    bool Divides)
{
    private const double OldAfterDays = 200;
    private const double RoomForWishes = 1.5;

    /// <summary>Whether it is of a call that is closed by now.</summary>
    public bool IsOld(DateTimeOffset now) => Age(now) > OldAfterDays;

    /// <summary>Whether nothing more will happen to it.</summary>
    public bool IsOver => State.Status is ProjectStatus.Ended or ProjectStatus.Withdrawn or ProjectStatus.Terminated;

    /// <summary>The stage in which it ended, or the status in which it is over otherwise.</summary>
    public string End =>
        State.Status == ProjectStatus.Ended ? ProjectFacts.StageOf(State) : ProjectFacts.StatusOf(State);

    /// <summary>How many days ago it was started.</summary>
    public double Age(DateTimeOffset now) => (now - State.Start!.At).TotalDays;

    /// <summary>How many days earlier a copy may be: it stays in its call, and nothing falls due at once.</summary>
    public int Room(DateTimeOffset now, int most)
    {
        var wishes = ProjectRows.Kind.Due(State).Where(wish => wish.At > now)
            .Select(wish => (wish.At - now).TotalDays - RoomForWishes).DefaultIfEmpty(most);
        return (int)Math.Clamp(wishes.Min(), 0, most);
    }
}
