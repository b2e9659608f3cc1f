using System.Collections.Immutable;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>The submissions of a project as its journal tells them; pure.</summary>
public static class ProjectSubmissions
{
    /// <summary>
    /// The sections of a form, as submitted the time before the last, that the last submission changed. A submission
    /// that a quota refused is none. Nothing and no instant while the form was submitted once at most.
    /// </summary>
    public static (DateTimeOffset? At, ImmutableArray<FrozenSection> Changed) Before(
        ImmutableArray<Entry> entries, string form)
    {
        var (submitted, begun) = (new List<(DateTimeOffset At, FrozenForm Form)>(), default(SubmissionBegun));
        foreach (var happened in entries.SelectMany(entry => StoredJson.Events<ProjectEvent>(entry.Body)))
        {
            if (happened is SubmissionBegun start)
            {
                begun = start;
            }
            else if (happened is SubmissionCompleted end && begun?.Attempt == end.Attempt
                && begun.Frozen.FirstOrDefault(frozen => frozen.Form == form) is { } frozen)
            {
                submitted.Add((end.Submitted, frozen));
            }
            else if (happened is FormsFrozen handed
                && handed.Forms.FirstOrDefault(known => known.Form == form) is { } again)
            {
                submitted.Add((handed.At, again));
            }
        }

        if (submitted.Count < 2)
        {
            return (null, []);
        }

        var (before, last) = (submitted[^2], submitted[^1].Form.Sections.ToDictionary(s => s.Section, s => s.Sm3));
        return (before.At, [.. before.Form.Sections.Where(s => last.GetValueOrDefault(s.Section) != s.Sm3)]);
    }
}
