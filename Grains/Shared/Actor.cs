using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Shared;

/// <summary>Who did something, under which identity, as named at that time (R-BUS-15). A stored format.</summary>
public sealed record Actor(
    string Person, string Name, string Identity, string Role, string RoleName, string Organisation,
    string OrganisationName, Named? OnBehalf = null)
{
    /// <summary>The caller as events record them.</summary>
    public static Actor Of(Caller caller) => new(
        caller.By.Person, caller.Name, caller.By.Identity, caller.Role, caller.RoleName, caller.Organisation,
        caller.OrganisationName, caller.For is { } other ? new Named(other.Person, other.Name) : null);
}
