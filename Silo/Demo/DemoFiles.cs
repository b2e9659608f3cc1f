using System.Text.Json;

namespace SunGov.Silo.Demo;

/// <summary>The programme definitions that are shipped beside the program.</summary>
/// <param name="Folder">The folder <c>Programmes</c>.</param>
public sealed record DemoFiles(string Folder)
{
    /// <summary>Definitions by programme id.</summary>
    public IEnumerable<(string Id, JsonElement Json)> Definitions()
    {
        foreach (var file in Directory.EnumerateFiles(Folder, "*.json").Order(StringComparer.Ordinal))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            if (document.RootElement.TryGetProperty("programme", out var id))
            {
                yield return (id.GetString()!, document.RootElement.Clone());
            }
        }
    }
}
