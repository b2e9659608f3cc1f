using System.Globalization;
using System.Text.Json;
using SunGov.Grains.Programmes;

namespace SunGov.Grains.Projects;

/// <summary>What conditions of a definition can ask about a project; pure.</summary>
public static class ProjectConditions
{
    /// <summary>The facts as JsonLogic sees them (docs/programmes.md).</summary>
    public static LogicData Facts(ProjectState state, DateTimeOffset now) =>
        LogicData.Of(new FactsOfProject(state, now));

    /// <summary>The same facts as JSON, for rules judged while typing.</summary>
    public static JsonElement Json(ProjectState state, DateTimeOffset now) =>
        JsonSerializer.SerializeToElement(Facts(state, now).Value);

    /// <summary>Whether a condition holds; one that runs out of steps does not.</summary>
    public static bool Holds(JsonLogic? when, ProjectState state, DateTimeOffset now) =>
        when is null || when.Evaluate(Facts(state, now)).IsTrue;

    /// <summary>
    /// The value at a path: <c>facts/name</c>, <c>decided/stage/field</c>, <c>documents/id</c>, or a fact of the
    /// project itself; null where there is none (yet).
    /// </summary>
    public static JsonElement? At(ProjectState state, string path) => path.Split('/') switch
    {
        ["facts", var name] => state.Values.TryGetValue(name, out var value) ? value : null,
        ["decided", var stage, var field] =>
            state.Decided.TryGetValue(stage, out var fields) && fields.TryGetValue(field, out var value)
                ? value
                : null,
        ["documents", var document] => ProjectDocuments.UntilOf(state, document) is { } until
            ? JsonSerializer.SerializeToElement(until)
            : null,
        [var fact] => Own(state, fact) is { } value ? JsonSerializer.SerializeToElement(value) : null,
        _ => null,
    };

    private static object? Own(ProjectState state, string fact)
    {
        var start = state.Start!;
        return fact switch
        {
            "title" => state.Title,
            "number" => state.Number,
            "leader" => start.By.Name,
            "leaderPerson" => new { id = start.By.Person, name = start.By.Name },
            "entity" => new { id = start.Entity.Id, name = start.Entity.Name },
            "recommendingUnit" => start.RecommendingUnit is { } unit ? new { id = unit.Id, name = unit.Name } : null,
            "region" => start.Region,
            "year" => start.Year.ToString(CultureInfo.InvariantCulture),
            "requestedFen" => state.RequestedFen,
            _ => null,
        };
    }
}
