using System.Collections.Immutable;
using System.Text.Json;
using SunGov.GrainInterfaces.Calls;
using SunGov.GrainInterfaces.LegalEntities;
using SunGov.GrainInterfaces.Programmes;
using SunGov.GrainInterfaces.Projects;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Identity;
using SunGov.Grains.Programmes;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>
/// A project that exists nowhere, moved by the rules of real ones (R-BUS-16). Pure: it has no storage it could write
/// to; places against quotas are always free, numbers count from 1, signatures are named and not made.
/// </summary>
public sealed class ProjectTrial
{
    private const string Id = "trial";
    private const int Patience = 30;
    private const int MostByItself = 50;
    private static readonly Caller Platform = new(
        By.System(Guid.Empty), "", "", "", "", "", ImmutableDictionary<string, Scope>.Empty);

    private readonly CompiledProgramme _programme;
    private readonly RoleCatalogue _roles;
    private readonly TryDefinition _command;
    private readonly Func<byte[], string> _nameOf;
    private readonly TrialFacts _facts;
    private readonly DateTimeOffset _closes;
    private readonly Dictionary<string, byte[]> _kept = [];
    private readonly ImmutableArray<TrialStep>.Builder _steps = ImmutableArray.CreateBuilder<TrialStep>();
    private ProjectState _state = ProjectState.Initial;
    private DateTimeOffset _now;
    private int _serial;

    private ProjectTrial(
        CompiledProgramme programme, RoleCatalogue roles, TryDefinition command, Func<byte[], string> nameOf,
        DateTimeOffset now)
    {
        (_programme, _roles, _command, _nameOf) = (programme, roles, command, nameOf);
        _facts = command.Facts ?? new TrialFacts();
        _now = _facts.At ?? now;
        _closes = _facts.CallCloses ?? _now.AddDays(Patience);
    }

    /// <summary>What stands after the acts; or why a project of this definition cannot begin at all.</summary>
    /// <param name="nameOf">The hash under which a content would be kept.</param>
    public static Outcome<TrialView> Run(
        CompiledProgramme programme, RoleCatalogue roles, TryDefinition command, Func<byte[], string> nameOf,
        DateTimeOffset now)
    {
        var trial = new ProjectTrial(programme, roles, command, nameOf, now);
        if (trial.Begin() is { } refusal)
        {
            return refusal;
        }

        trial.ActByRules();
        foreach (var act in command.Acts.IsDefault ? [] : command.Acts)
        {
            trial.Take(act);
        }

        return Outcome.Of(trial.View());
    }

    private Named Entity => _facts.Entity ?? new Named("trial-entity", "申报单位");

    private Caller Leader => CallerOf("leader");

    private Refusal? Begin()
    {
        var definition = _programme.Definition;
        var unit = _facts.RecommendingUnit ?? new Named("trial-unit", "推荐单位");
        var authority = _facts.CompetentAuthority ?? new Named("trial-authority", "主管部门");
        var call = new CallView(
            "trial-call", 1, "open", definition.Programme, definition.Name, 1, Id, "试运行", Year, "", [], _now, _closes,
            _facts.EntityCap, "", [], [], []);
        var entity = new LegalEntityView(
            Entity.Id, 1, Entity.Name, null, _facts.EntityKind ?? "", _facts.Region ?? "", Entity.Id, null,
            authority.Id.Length == 0 ? null : authority, unit.Id.Length == 0 ? null : unit, "", []);
        var started = ProjectRules.Start(
            _state,
            Id,
            new StartProject(call.Id, _facts.Title ?? "试运行项目", entity.Id),
            Leader,
            new StartFacts(
                call, entity, new Named(definition.Owner, definition.Owner), _programme,
                new PinnedDefinition(definition.Programme, 1, Id, definition.Name, definition.Class)),
            _now);
        Apply(started);
        return started.Refusal;
    }

    private int Year => _facts.Year ?? CivilTime.DayOf(_now).Year;

    private void Take(TrialAct act)
    {
        _now = act.At is { } at && at > _now ? at : _now;
        var (by, decision) = act.Action switch
        {
            "elapse" when act.Task is null => ("platform", Elapse()),
            "withdraw" when act.Task is null => ("leader", ProjectRules.Withdraw(
                _state, new WithdrawProject(act.Opinion ?? ""), Leader, _programme, _closes, _now)),
            _ => Act(act),
        };
        Apply(decision);
        if (_state.Status == ProjectStatus.Submitting)
        {
            Apply(ProjectSubmission.Complete(_state, _programme, _closes, _now));
        }

        ActByRules();
        var stage = _state.Stages[^1].Entered;
        _steps.Add(new TrialStep(
            act.Action, by, _now, decision.Refusal, stage.Stage, stage.Name, ProjectFacts.StatusOf(_state)));
    }

    /// <summary>What the platform does by itself follows at once (R-CHK-05); a circle of it is left after a while.
    /// </summary>
    private void ActByRules()
    {
        for (var done = 0; done < MostByItself && ProjectInstants.IsPending(_state); done++)
        {
            var stage = _programme.Stages[_state.Now!.Entered.Stage];
            var command = ProjectInstants.Command(_state, stage);
            var facts = Prepared(
                new ActFacts(_programme, _closes, _facts.EntityCap, [], null), stage.Action(command.Action)!, command,
                Platform);
            Apply(ProjectInstants.Act(_state, _state.Now.Entered.No, command, Platform, facts, _now));
        }
    }

    private Decision<ProjectEvent> Elapse()
    {
        if (_state.Now is { Entered: { Elapses: true, Due: { } due } } && due > _now)
        {
            _now = due;
        }

        return ProjectMoves.Elapse(_state, _programme, _state.Now?.Entered.No ?? 0, _closes, _now);
    }

    private (string By, Decision<ProjectEvent> Decision) Act(TrialAct act)
    {
        var task = _state.Tasks.FirstOrDefault(open => open.Id == act.Task)
            ?? _state.Tasks.FirstOrDefault(open => open.Task == act.Task)
            ?? (act.Task is null
                ? _state.Tasks.FirstOrDefault(open => _programme.Stages[_state.Now!.Entered.Stage]
                    .Action(act.Action)?.IsFor(open.Task) is true)
                : null);
        var holder = act.As ?? (task is null ? "leader" : NameOf(task.Holder));
        var (caller, command) = (CallerOf(holder), new ActOnTask(
            task?.Id ?? act.Task ?? "", act.Action, act.Opinion, act.Input));
        AddFiles();
        var facts = new ActFacts(_programme, _closes, _facts.EntityCap, [], null);
        if (ProjectActions.MayAct(_state, caller, _programme, command.Task, act.Action, _closes, _now) is null)
        {
            facts = Prepared(
                facts, _programme.Stages[_state.Now!.Entered.Stage].Action(act.Action)!, command, caller);
        }

        return (holder, ProjectActions.Act(_state, command, caller, facts, _now));
    }

    /// <summary>What the grain makes before an action, made in memory.</summary>
    private ActFacts Prepared(ActFacts facts, CompiledAction action, ActOnTask command, Caller caller)
    {
        var definition = action.Definition;
        facts = facts with { Forms = [.. definition.Complete.Select(form => AsIs(_programme.Forms[form]))] };
        if (ProjectActions.Refused(_state, command, action, facts, _now))
        {
            return facts;
        }

        var kept = definition.Archive is { } archive
            ? ProjectPackage.Kept(archive, archive.Number is { } format ? Number(format) : null, _now)
            : null;
        return facts with
        {
            Number = definition.Numbers && _state.Number is null
                ? Number(_programme.Definition.Number!, Year)
                : null,
            Serial = definition.Serial is { } serial ? Number(serial.Format) : null,
            Signature = definition.Signs
                ? ProjectSignatures.Prepare(_state, command.Task, Actor.Of(caller), _now)
                : null,
            Documents =
            [
                .. _programme.Definition.Documents.Where(known => definition.Issues.Contains(known.Id)).Select(
                    document => new PreparedDocument(
                        document, document.Number is { } format ? Number(format) : null, Id,
                        ProjectDocuments.Until(_state, document, definition.Renews, _now))),
            ],
            Package = definition.Archives ? new PreparedPackage(Id, 0, _steps.Count + 1, true, kept) : null,
        };
    }

    private string Number(string format, int? year = null) =>
        NumberFormat.Number(NumberFormat.Series(format, year ?? CivilTime.DayOf(_now).Year), ++_serial);

    private FormAsIs AsIs(CompiledForm form)
    {
        var instance = FormInstances.Last(_state, form.Definition.Id);
        var prefills = PrefillsOf(form);
        var read = SectionViews.Contents(form, Stored(instance), prefills);
        var sections = form.Definition.Sections.Select(section =>
        {
            var bytes = JsonSerializer.SerializeToUtf8Bytes(read[section.Id], StoredJson.Options);
            return new FrozenSection(section.Id, 1, Keep(bytes));
        }).ToImmutableArray();
        return new FormAsIs(
            form.Definition.Id, read, new FrozenForm(instance, Keep(StoredJson.Bytes(sections)), sections))
        {
            Prefills = prefills,
        };
    }

    private string Keep(byte[] bytes)
    {
        var name = _nameOf(bytes);
        _kept[name] = bytes;
        return name;
    }

    private Prefills PrefillsOf(CompiledForm form) => ProjectPrefills.Of(
        _state,
        form,
        ProjectPrefills.Needed(_state, form).ToDictionary(
            source => FormInstances.FormOf(source.Form),
            IReadOnlyDictionary<string, JsonElement> (source) => source.Sections.ToDictionary(
                section => section.Section, section => SectionViews.Json(_kept[section.Sm3]))));

    /// <summary>The sections that the trial was given, as if saved.</summary>
    private ImmutableArray<StoredSection> Stored(string instance) =>
    [
        .. (ContentsOf(instance) ?? ImmutableDictionary<string, JsonElement>.Empty)
            .Where(section => section.Value.ValueKind == JsonValueKind.Object)
            .Select(section => new StoredSection(
                section.Key, 1, JsonSerializer.SerializeToUtf8Bytes(section.Value, StoredJson.Options), _now, "",
                Guid.Empty)),
    ];

    private ImmutableDictionary<string, JsonElement>? ContentsOf(string instance) =>
        _command.Contents?.GetValueOrDefault(instance)
        ?? _command.Contents?.GetValueOrDefault(FormInstances.FormOf(instance));

    /// <summary>Files that the contents name count as having arrived.</summary>
    private void AddFiles()
    {
        foreach (var (id, sections) in _command.Contents
            ?? ImmutableDictionary<string, ImmutableDictionary<string, JsonElement>>.Empty)
        {
            if (_programme.Forms.GetValueOrDefault(FormInstances.FormOf(id)) is not { } form)
            {
                continue;
            }

            foreach (var file in form.Sections.Where(section => sections.ContainsKey(section.Definition.Id))
                .SelectMany(section => FormFiles.In(section.Definition, sections[section.Definition.Id]))
                .Where(file => _state.Files.All(known => known.File != file)).Distinct().ToList())
            {
                _state = ProjectState.Evolve(
                    _state, new FileAdded(_now, _state.Start!.By, file, file, "application/pdf", 1, Id));
            }
        }
    }

    private static string NameOf(string holder) =>
        holder.StartsWith("person:", StringComparison.Ordinal) ? "leader" : holder;

    /// <summary>Somebody who holds this role there, with the rights that it gives everybody.</summary>
    private Caller CallerOf(string holder)
    {
        var leader = _facts.Leader ?? new Named("trial-leader", "申报人");
        var (role, organisation) = holder == "leader" ? ("applicant", Entity.Id)
            : holder.Split('#')[0].Split('@') is [var named, var at] ? (named, at)
            : (holder, "");
        var (person, name) = holder == "leader" ? (leader.Id, leader.Name) : ($"trial {holder}", holder);
        var known = _roles.Find(role);
        return new Caller(
            new By(person, $"trial {holder}", "trial", Guid.Empty),
            name,
            role,
            known?.Name.Zh ?? role,
            organisation,
            organisation,
            known?.GrantsOf(person, organisation, organisation) ?? ImmutableDictionary<string, Scope>.Empty);
    }

    private void Apply(Decision<ProjectEvent> decision) =>
        _state = decision.Events.Aggregate(_state, ProjectState.Evolve);

    private TrialView View()
    {
        var (facts, version) = (new ViewFacts(_programme, _closes, _now), _steps.Count + 1);
        var filled = _state.Now?.Entered.Form;
        return new TrialView(
            ProjectViews.Of(version, _state, Platform, facts),
            [
                .. _state.Tasks.Select(task => new TrialTask(
                    task.Id, task.Name, NameOf(task.Holder), task.HolderName,
                    [
                        .. ProjectViews.Of(version, _state, CallerOf(NameOf(task.Holder)), facts).Allowed
                            .Where(allowed => allowed.Task is null || allowed.Task == task.Id),
                    ])),
            ],
            _steps.ToImmutable(),
            filled is not null && FormInstances.Find(_programme, _state, filled) is { } form
                ? SectionViews.Of(
                    _state, filled, form, Stored(filled), [],
                    _state.Tasks is [var first, ..] ? CallerOf(NameOf(first.Holder)) : Leader, PrefillsOf(form),
                    new(
                        FormConditions.Left(form, SectionViews.Contents(form, Stored(filled), PrefillsOf(form))),
                        ImmutableDictionary<string, JsonElement>.Empty))
                : null,
            _now,
            _state.Now?.Entered is { Elapses: true } period ? period.Due : null);
    }
}
