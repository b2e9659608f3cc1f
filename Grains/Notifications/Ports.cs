namespace SunGov.Grains.Notifications;

/// <summary>Tells the pages of a person, on this node, that a message has come for them.</summary>
public interface IMessageBell
{
    /// <summary>Never waits, never throws; a lost ring does no harm.</summary>
    void Ring(string person);
}
