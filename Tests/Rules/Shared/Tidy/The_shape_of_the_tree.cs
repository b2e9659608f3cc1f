using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace SunGov.Tests.Rules.Shared.Tidy;

/// <summary>A newcomer who knows one room knows all (design section 2).</summary>
public sealed class The_shape_of_the_tree
{
    private static readonly string[] Rooms =
        ["Api", "Compat", "GrainInterfaces", "Grains", "Silo", "Tests", "Tools"];

    private static readonly string[] Capabilities =
    [
        "Identity", "LegalEntities", "Experts", "Programmes", "Calls", "Projects", "Reviews", "Quotas", "Integrity",
        "Duplicates", "Funds", "Documents", "Archives", "Supervision", "Statistics", "Notifications", "Integration",
        "Shared",
    ];

    private static readonly string[] Forbidden =
        ["Commands", "Handlers", "Events", "Dtos", "Helpers", "Utils", "Common", "Misc"];

    private static readonly string[] Speeds = ["Rules", "Grains", "Storage", "Api", "Faults", "Journeys"];

    private const string TestsOfTheEngine = "Tests/Grains/Engine";
    private const int ReadmeLines = 150;

    [Fact]
    public void Has_seven_projects_and_no_eighth() =>
        Assert.Equal(
            Rooms.Select(room => $"{room}/SunGov.{room}.csproj"),
            SourceTree.Files.Where(file => file.Ends(".csproj")).Select(file => file.Path).Order());

    [Theory]
    [InlineData("Compat", "")]
    [InlineData("GrainInterfaces", "Compat")]
    [InlineData("Grains", "GrainInterfaces")]
    [InlineData("Api", "GrainInterfaces")]
    [InlineData("Silo", "Api Grains")]
    [InlineData("Tools", "Silo")]
    [InlineData("Tests", "Tools")]
    public void Lets_a_project_know_only_what_stands_below_it(string room, string known)
    {
        var project = XDocument.Load(Path.Combine(SourceTree.Root, room, $"SunGov.{room}.csproj"));
        Assert.Equal(
            known.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            project.Descendants("ProjectReference")
                .Where(reference => !IsCarterStandIn(reference))
                .Select(reference => reference.Attribute("Include")!.Value.Split('/', '\\')[1])
                .Order());
    }

    /// <summary>Where a source has Orleans but not Carter, the API takes Carter's stand-in and nothing else.</summary>
    private static bool IsCarterStandIn(XElement reference) =>
        reference.Attribute("Condition")?.Value.Contains("SunGovCarter", StringComparison.Ordinal) is true;

    [Fact]
    public void Has_no_folder_that_sorts_code_by_its_kind() =>
        Found.Nothing(
            SourceTree.Folders(SourceTree.Root)
                .Where(folder => Forbidden.Contains(Path.GetFileName(folder), StringComparer.OrdinalIgnoreCase))
                .Select(SourceTree.Relative));

    [Fact]
    public void Names_folders_after_the_capabilities()
    {
        string[] split =
        [
            "GrainInterfaces", "Grains", "Api", "Web/src/features", .. Speeds.Select(speed => $"Tests/{speed}"),
        ];
        var strangers = split
            .Select(room => Path.Combine(SourceTree.Root, room))
            .Where(Directory.Exists)
            .SelectMany(Directory.GetDirectories)
            .Select(SourceTree.Relative)
            .Where(folder => !Capabilities.Contains(Path.GetFileName(folder)))
            .Where(folder => Path.GetFileName(folder) is not ("bin" or "obj") && folder != TestsOfTheEngine);
        Found.Nothing(strangers);
    }

    [Fact]
    public void Sorts_tests_by_speed() =>
        Found.Nothing(
            SourceTree.CSharp
                .Where(file => file.IsUnder("Tests") && !file.IsUnder([.. Speeds.Select(s => $"Tests/{s}")]))
                .Select(file => file.Path));

    [Fact]
    public void Puts_every_file_into_the_namespace_of_its_folder()
    {
        var strays =
            from file in SourceTree.CSharp
            where !file.IsUnder("Compat")
            let said = Regex.Match(file.Code, @"^namespace ([\w.]+);", RegexOptions.Multiline)
            where said.Success
            let meant = "SunGov." + file.Folder.Replace('/', '.')
            where meant != said.Groups[1].Value
                && !meant.StartsWith(said.Groups[1].Value + ".", StringComparison.Ordinal)
            select $"{file.Path} is in {said.Groups[1].Value}";
        Found.Nothing(strays);
    }

    [Fact]
    public void Has_a_README_that_is_read_in_one_sitting() =>
        Assert.InRange(File.ReadLines(Path.Combine(SourceTree.Root, "README.md")).Count(), 20, ReadmeLines);
}
