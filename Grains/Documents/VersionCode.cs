using SunGov.Grains.Shared;

namespace SunGov.Grains.Documents;

/// <summary>
/// The code on every page of a print: it stands for one content of one form of one project, submitted or draft. 100
/// bits of an SM3 in letters and digits that are not mistaken for one another, in groups of five.
/// </summary>
public static class VersionCode
{
    private const int Length = 20;

    /// <summary>The code.</summary>
    /// <param name="crypto">SM3.</param>
    /// <param name="owner">The thing the form belongs to, e.g. <c>project:id</c>.</param>
    /// <param name="form">Form id.</param>
    /// <param name="sm3">Hash of the form's content, hex.</param>
    /// <param name="draft">True for what was not submitted so.</param>
    public static string Of(ICrypto crypto, string owner, string form, string sm3, bool draft) => ReadableCode.Of(
        crypto.Sm3(new Framed()
            .Add("sungov-print-1").Add(owner).Add(form).Add(sm3).Add(draft ? "draft" : "submitted").ToArray()),
        Length);

    /// <summary>The code as people type it brought to its one form; null where it is none.</summary>
    public static string? Read(string typed) => ReadableCode.Read(typed, Length);
}
