namespace SunGov.Grains.Shared;

/// <summary>
/// Opaque ids of people and organisations. They become parts of paths (<c>a/b</c>) and of holders
/// (<c>role@organisation</c>), so the characters that separate those may not be in them.
/// </summary>
public static class Ids
{
    /// <summary>1 to 64 of a-z, 0-9, '.', '_', '-'.</summary>
    public static bool IsValid(string id) =>
        id.Length is >= 1 and <= 64
        && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-');
}
