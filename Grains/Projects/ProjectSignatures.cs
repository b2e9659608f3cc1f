using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>
/// What a party signs, and what the platform's key signs on behalf of the person who does (R-CON-02). The statement is
/// a format for ever (docs/documents.md).
/// </summary>
public static class ProjectSignatures
{
    private const string Format = "sungov-signature-1";

    /// <summary>What the holder of this open task signs, still without a signature; null when nothing is signed here.
    /// </summary>
    public static FormSigned? Prepare(ProjectState state, string task, Actor by, DateTimeOffset at) =>
        ProjectActions.ToSign(state) is { } form && state.Tasks.FirstOrDefault(open => open.Id == task) is { } party
            ? new FormSigned(at, by, state.Now!.Entered.No, task, party.Name, form.Form, form.Sm3)
            : null;

    /// <summary>The same, given.</summary>
    public static FormSigned Sign(ICrypto crypto, IPlatformKey key, string project, FormSigned prepared)
    {
        var named = prepared with { Key = IPlatformKey.NameOf(crypto, key.PublicKey) };
        return named with { Signature = Convert.ToBase64String(key.Sign(Statement(project, named))) };
    }

    /// <summary>The bytes that are signed: which form of which project, by whom, for which party, when, by which key.
    /// </summary>
    public static byte[] Statement(string project, FormSigned given) => new Framed()
        .Add(Format)
        .Add(project)
        .Add(given.No)
        .Add(given.Task)
        .Add(given.Party.Zh)
        .Add(given.Form)
        .Add(given.Sm3)
        .Add(given.By.Person)
        .Add(given.By.Name)
        .Add(given.By.Identity)
        .Add(given.By.Role)
        .Add(given.By.Organisation)
        .Add(given.By.OrganisationName)
        .Add(given.By.OnBehalf?.Id ?? "")
        .Add(EntryHash.Microseconds(given.At))
        .Add(given.Key ?? "")
        .ToArray();

    /// <summary>Why a signature does not hold under this public key; null when it does, and where earlier releases
    /// made none.</summary>
    public static string? Fault(ICrypto crypto, byte[] publicKey, string project, FormSigned given)
    {
        if (given.Signature is not { } text)
        {
            return null;
        }

        var signature = new byte[text.Length];
        return given.Key != IPlatformKey.NameOf(crypto, publicKey)
                ? $"the signature of {given.By.Name} on {given.Form} was made by another key than the platform's"
            : !Convert.TryFromBase64String(text, signature, out var length)
                || !crypto.VerifySm2(publicKey, Statement(project, given), signature.AsSpan(0, length))
                ? $"the signature of {given.By.Name} on {given.Form} does not hold"
            : null;
    }
}
