using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Shared;

/// <summary>
/// Logins, refusals and disclosures: append-only, chained per process and day, kept at least six months; not part of
/// any thing's journal (design section 4).
/// </summary>
public interface IAccessLog
{
    /// <summary>
    /// Records a disclosure (unmasking, export, list of experts); committed before the data may leave.
    /// </summary>
    Task DisclosedAsync(By by, string kind, string key, string code);

    /// <summary>Records a login, a failed one or a logout; committed before the answer leaves.</summary>
    Task LoginAsync(By by, string code, string from);

    /// <summary>
    /// Records a refusal in the background; beyond 60 a minute per account they are only counted.
    /// </summary>
    void Refused(By by, string kind, string key, Refusal refusal);
}
