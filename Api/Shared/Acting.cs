namespace SunGov.Api.Shared;

/// <summary>Who asks, as the gate found them; handlers take it as a parameter and hand <see cref="By"/> on.</summary>
/// <param name="By">The ids for the grain.</param>
/// <param name="Http">The request, for headers of the answer.</param>
public sealed record Acting(By By, HttpContext Http)
{
    /// <summary>What the gate left for the handler.</summary>
    public static ValueTask<Acting?> BindAsync(HttpContext http) =>
        ValueTask.FromResult<Acting?>(new Acting(http.Features.Get<By>() ?? By.Visitor, http));

    /// <summary>
    /// Key of a thing this command creates: the same author repeating the command meets the same thing.
    /// </summary>
    public string NewKey(ISessionKeys keys) => keys.KeyOf($"{By.Person}/{By.Command:N}")[..32];
}
