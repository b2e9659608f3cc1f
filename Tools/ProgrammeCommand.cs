using System.Text.Json;
using SunGov.GrainInterfaces.Programmes;
using SunGov.Grains.Identity;
using SunGov.Grains.Programmes;
using SunGov.Silo.Identity;
using SunGov.Silo.Storage;

namespace SunGov.Tools;

/// <summary>`programme check FILE`: what is wrong with a definition, before anybody publishes it.</summary>
internal static class ProgrammeCommand
{
    public const string Usage = """
        ./sungov programme check FILE...    print what is wrong with definitions, each finding with its place and what
                                            would be right; exit code 1 when anything is, warnings included
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not ["check", _, ..])
        {
            Console.Error.WriteLine(Usage);
            return CommandTable.Misused;
        }

        var (roles, found) = (RoleCatalogue.Parse(IdentityServices.ShippedRoles()), 0);
        foreach (var file in args[1..])
        {
            var findings = await FindingsAsync(file, roles);
            found += findings.Length;
            foreach (var finding in findings)
            {
                Console.WriteLine(
                    $"{file}: {(finding.Warning ? "warning" : "fault")} {finding.Code} at {finding.Place}"
                    + string.Concat(finding.Args.OrderBy(arg => arg.Key, StringComparer.Ordinal)
                        .Select(arg => $"; {arg.Key}: {arg.Value}")));
            }
        }

        Console.WriteLine(found == 0 ? "nothing is wrong" : $"{found} findings");
        return found == 0 ? 0 : 1;
    }

    private static async Task<Finding[]> FindingsAsync(string file, RoleCatalogue roles)
    {
        try
        {
            using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(file));
            var root = json.RootElement.Clone();
            var programme = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("programme", out var id)
                && id.ValueKind == JsonValueKind.String
                ? id.GetString()!
                : "";
            return [.. DefinitionFile.Findings(root, programme, roles, ProjectStorage.ShippedCodes())];
        }
        catch (JsonException fault)
        {
            return [.. DraftRules.Findings([ProgrammeRefusals.DefinitionUnreadable("$", fault.Message)], [])];
        }
    }
}
