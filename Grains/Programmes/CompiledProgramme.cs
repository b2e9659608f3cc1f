using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;

namespace SunGov.Grains.Programmes;

/// <summary>A checked definition as trees that need no further parsing; immutable, shared by all grains.</summary>
/// <param name="Definition">The definition.</param>
/// <param name="Forms">Forms by id.</param>
/// <param name="Stages">Stages by id.</param>
/// <param name="Requested">The rule for the sum asked for; null for none.</param>
public sealed record CompiledProgramme(
    ProgrammeDefinition Definition,
    FrozenDictionary<string, CompiledForm> Forms,
    FrozenDictionary<string, CompiledStage> Stages,
    JsonLogic? Requested)
{
    /// <summary>Working days, for deadlines; the one thing here that is not of the definition.</summary>
    public WorkingCalendar Calendar { get; init; } = WorkingCalendar.None;

    /// <summary>Conditions of holders that have one.</summary>
    public FrozenDictionary<string, JsonLogic> HolderConditions { get; init; } =
        FrozenDictionary<string, JsonLogic>.Empty;

    /// <summary>Compiles a definition that <see cref="DefinitionCheck"/> found without fault.</summary>
    public static CompiledProgramme Of(ProgrammeDefinition definition, CodeTables codes) => new(
        definition,
        definition.Forms.Select(form => CompiledForm.Of(form, codes)).ToFrozenDictionary(form => form.Definition.Id),
        definition.Stages.Select((stage, index) => CompiledStage.Of(stage, index, codes))
            .ToFrozenDictionary(stage => stage.Definition.Id),
        Logic(definition.Requested))
    {
        Modes = [.. definition.Modes.Select(mode => (mode, Logic(mode.When)))],
        HolderConditions = definition.Holders.Where(holder => holder.Value.When is not null)
            .ToFrozenDictionary(holder => holder.Key, holder => Logic(holder.Value.When)!),
    };

    /// <summary>Its modes in order, each with its condition; null for always.</summary>
    public ImmutableArray<(ModeDefinition Mode, JsonLogic? When)> Modes { get; init; } = [];

    /// <summary>The stage where projects start.</summary>
    public CompiledStage First => Stages[Definition.Stages[0].Id];

    internal static JsonLogic? Logic(JsonElement? rule) => rule is { } json ? JsonLogic.Compile(json).Rule : null;
}

/// <summary>A stage with its conditions compiled.</summary>
/// <param name="Index">Its place in the usual way.</param>
/// <param name="When">Condition; null for always.</param>
/// <param name="Actions">Its actions in order.</param>
/// <param name="TaskConditions">Conditions of tasks that have one.</param>
public sealed record CompiledStage(
    StageDefinition Definition,
    int Index,
    JsonLogic? When,
    ImmutableArray<CompiledAction> Actions,
    FrozenDictionary<string, JsonLogic> TaskConditions)
{
    /// <summary>Rules by which the platform ends the stage itself; none where people do.</summary>
    public ImmutableArray<CompiledInstantRule> Instant { get; init; } = [];

    /// <summary>The action, or null.</summary>
    public CompiledAction? Action(string id) => Actions.FirstOrDefault(action => action.Definition.Id == id);

    internal static CompiledStage Of(StageDefinition stage, int index, CodeTables codes) => new(
        stage,
        index,
        CompiledProgramme.Logic(stage.When),
        [.. stage.Actions.Select((action, place) => CompiledAction.Of(action, place, codes))],
        stage.Tasks.Where(task => task.When is not null)
            .ToFrozenDictionary(task => task.Id, task => CompiledProgramme.Logic(task.When)!))
    {
        Instant = [.. (stage.Instant?.Rules ?? []).Select(CompiledInstantRule.Of)],
    };
}

/// <summary>An action with its conditions and what it asks for compiled.</summary>
/// <param name="Index">Its place among the actions; where holders differ, the greatest counts.</param>
/// <param name="When">Condition; null for always.</param>
/// <param name="Asks">What it asks for, as a section; null for nothing.</param>
public sealed record CompiledAction(
    ActionDefinition Definition,
    int Index,
    JsonLogic? When,
    CompiledSection? Asks,
    ImmutableArray<(JsonLogic When, string Target)> Routes)
{
    /// <summary>The stages its taker picks from; none where they pick no stage.</summary>
    public ImmutableArray<string> Stages { get; } = Definition switch
    {
        { Returns: true, Targets.IsEmpty: false } back => [.. back.Targets.Prepend(back.Target).Distinct()],
        { Chooses.Stages: { IsEmpty: false } stages } => stages,
        _ => [],
    };

    /// <summary>Whether the holders of this task of the definition have it.</summary>
    public bool IsFor(string task) => Definition.For.IsEmpty || Definition.For.Contains(task);

    internal static CompiledAction Of(ActionDefinition action, int index, CodeTables codes) => new(
        action,
        index,
        CompiledProgramme.Logic(action.When),
        action.Asks.IsEmpty
            ? null
            : CompiledSection.Of(new SectionDefinition
            {
                Id = "input", Name = action.Name, Fields = action.Asks, Rules = action.Rules,
            }) with { Codes = codes },
        [.. action.Routes.Select(route => (CompiledProgramme.Logic(route.When)!, route.Target))]);
}

/// <summary>A form with its sections and rules compiled.</summary>
public sealed record CompiledForm(
    FormDefinition Definition, ImmutableArray<CompiledSection> Sections, ImmutableArray<CompiledRule> Rules)
{
    /// <summary>Whether any field depends on what else was filled in.</summary>
    public bool IsConditional { get; } =
        Sections.Any(section => section.Fields.Any(field => field.IsConditional));

    /// <summary>Whether any field is sealed.</summary>
    public bool IsSealed { get; } = Definition.Sections.Any(section => FormSeals.Any(section.Whole()));

    /// <summary>The section, or null.</summary>
    public CompiledSection? Section(string id) => Sections.FirstOrDefault(section => section.Definition.Id == id);

    internal static CompiledForm Of(FormDefinition form, CodeTables codes) => new(
        form,
        [.. form.Sections.Select(section => CompiledSection.Of(section) with { Codes = codes })],
        [.. form.Rules.Select(CompiledRule.Of)]);
}

/// <summary>A section as JSON Schema 2020-12, UI schema and rules.</summary>
public sealed record CompiledSection(
    SectionDefinition Definition, JsonElement Schema, JsonElement Ui, ImmutableArray<CompiledRule> Rules)
{
    /// <summary>Its fields with their conditions.</summary>
    public ImmutableArray<CompiledField> Fields { get; } = [.. Definition.Whole().Select(CompiledField.Of)];

    /// <summary>Whether a rule or condition of it looks at the rest of the form.</summary>
    public bool ReadsForm { get; } = LogicReads.OfSection(Definition).Any(
        path => path == FormConditions.Form || path.StartsWith(FormConditions.Form + ".", StringComparison.Ordinal));

    /// <summary>Code tables, for its tree choices.</summary>
    public CodeTables Codes { get; init; } = CodeTables.None;

    /// <summary>Compiles a section of a checked definition.</summary>
    public static CompiledSection Of(SectionDefinition section) => new(
        section,
        FormSchema.Of(section),
        FormSchema.UiOf(section),
        [.. section.Rules.Select(CompiledRule.Of)]);
}

/// <summary>A cross-field rule.</summary>
public sealed record CompiledRule(RuleDefinition Definition, JsonLogic Holds)
{
    internal static CompiledRule Of(RuleDefinition rule) => new(
        rule,
        CompiledProgramme.Logic(rule.Holds) ?? throw new ArgumentException($"rule '{rule.Id}' was never checked"));
}
