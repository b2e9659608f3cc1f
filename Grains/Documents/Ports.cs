namespace SunGov.Grains.Documents;

/// <summary>Which form of which thing a version code was printed for; no part of any journal.</summary>
public interface IPrints
{
    /// <summary>Remembers a code; safe to repeat.</summary>
    Task RememberAsync(string code, string project, string form, DateTimeOffset at);

    /// <summary>What the code was printed for; null where it never was.</summary>
    Task<Printed?> FindAsync(string code);
}

/// <summary>What a code stands for.</summary>
public sealed record Printed(string Project, string Form);
