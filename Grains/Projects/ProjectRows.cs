using System.Collections.Immutable;
using System.Text;
using NpgsqlTypes;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>The plain columns of a project's row, and what the journal knows of projects.</summary>
public static class ProjectRows
{
    private const NpgsqlDbType Texts = NpgsqlDbType.Array | NpgsqlDbType.Text;

    /// <summary>The kind.</summary>
    public static Kind<ProjectState, ProjectEvent> Kind { get; } = new(
        "project", ProjectState.Initial, ProjectState.Evolve, Of, Due, ProjectSendings.Of)
    {
        Live = true,
        Facts = ProjectFacts.Columns,
    };

    /// <summary>What a due row of a submission under way is called.</summary>
    public const string SubmissionDue = "submission";

    /// <summary>What a due row of a stage's deadline is called.</summary>
    public const string OverdueDue = "overdue";

    /// <summary>What a due row of a period that ends by itself is called.</summary>
    public const string ElapsedDue = "elapsed";

    /// <summary>What a due row of a stage that the platform ends by itself is called.</summary>
    public const string InstantDue = "instant";

    private static ImmutableArray<Column> Of(ProjectState state)
    {
        var (start, facts, now) = (state.Start!, new ProjectFacts(state), state.Now);
        return
        [
            .. ProjectFacts.Columns.Order(StringComparer.Ordinal).Select(name => name is "participants" or "holders"
                ? new Column(name, Texts, facts.Texts(name).ToArray())
                : new Column(name, NpgsqlDbType.Text, facts.Text(name))),
            new("readers", Texts, state.Readers.ToArray()),
            new("number", NpgsqlDbType.Text, state.Number),
            new("title", NpgsqlDbType.Text, state.Title),
            new("leader_name", NpgsqlDbType.Text, start.By.Name),
            new("leader_identity", NpgsqlDbType.Text, start.By.Identity),
            new("entity_name", NpgsqlDbType.Text, start.Entity.Name),
            new("recommending_unit_name", NpgsqlDbType.Text, start.RecommendingUnit?.Name),
            new("call_title", NpgsqlDbType.Text, start.Call.Name),
            new("stage_zh", NpgsqlDbType.Text, Last(state)?.Name.Zh),
            new("stage_en", NpgsqlDbType.Text, Last(state)?.Name.En),
            new("holder_names", NpgsqlDbType.Text,
                string.Join("、", state.Tasks.Select(task => task.HolderName).Distinct())),
            new("tasks", NpgsqlDbType.Jsonb, Encoding.UTF8.GetString(StoredJson.Bytes(Tasks(state)))),
            new("since", NpgsqlDbType.TimestampTz, now?.Entered.At),
            new("returned", NpgsqlDbType.Boolean, now?.Entered.Note is not null),
            new("due_at", NpgsqlDbType.TimestampTz, now?.Entered is { DueOfCall: false } entered ? entered.Due : null),
            new("due_of_call", NpgsqlDbType.Boolean, now?.Entered.DueOfCall is true),
            new("submitted_at", NpgsqlDbType.TimestampTz, state.Submitted),
            new("changed_at", NpgsqlDbType.TimestampTz, Changed(state)),
            new("requested_fen", NpgsqlDbType.Bigint, state.RequestedFen),
            new("publications", NpgsqlDbType.Jsonb, ProjectPublications.Json(ProjectPublications.Of(state))),
            new("objections", Texts, state.Objections.Select(objection => objection.Raised.Id).ToArray()),
            new("open_objections", NpgsqlDbType.Integer, state.OpenObjections.Count()),
            new("search", Texts, SearchTokens.Of(
                state.Title, state.Number, start.By.Name, start.Entity.Name).ToArray()),
        ];
    }

    /// <summary>Open tasks, each with those who did another of its kind: it is not on their list.</summary>
    private static ImmutableArray<StageTask> Tasks(ProjectState state) => state.Now is not { Done.IsEmpty: false } now
        ? state.Tasks
        :
        [
            .. state.Tasks.Select(task =>
            {
                var people = now.Done
                    .Where(done => now.Entered.Tasks.Any(known => known.Id == done.Task && known.Task == task.Task))
                    .SelectMany(done => new[] { done.By.Person, done.By.OnBehalf?.Id }).OfType<string>().Distinct()
                    .ToImmutableArray();
                return people.IsEmpty ? task : task with { Closed = people };
            }),
        ];

    private static StageEntered? Last(ProjectState state) => state.Stages is [.., var last] ? last.Entered : null;

    private static DateTimeOffset Changed(ProjectState state) => state.Stages is [.., var last]
        ? last.Left ?? last.Entered.At
        : state.Start!.At;

    private static ImmutableArray<DueWish> Due(ProjectState state)
    {
        var wishes = ImmutableArray.CreateBuilder<DueWish>();
        if (state.Submission is { Open: true, Begun: var begun })
        {
            wishes.Add(new DueWish(begun.At + ProjectSubmission.Patience, $"{SubmissionDue}:{begun.Attempt}"));
        }

        if (ProjectInstants.IsPending(state))
        {
            wishes.Add(new DueWish(state.Now!.Entered.At, $"{InstantDue}:{state.Now.Entered.No}"));
        }
        else if (state.Suspension is null
            && state.Now is { Overdue: false, Entered: { Due: { } due, DueOfCall: false } entered })
        {
            if (entered.Elapses is not true)
            {
                wishes.Add(new DueWish(due, $"{OverdueDue}:{entered.No}"));
            }
            else if (!state.OpenObjections.Any())
            {
                wishes.Add(new DueWish(due, $"{ElapsedDue}:{entered.No}"));
            }
        }

        return wishes.ToImmutable();
    }
}
