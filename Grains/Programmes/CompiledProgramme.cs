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

    /// <summary>Compiles a definition that <see cref="DefinitionCheck"/> found without fault.</summary>
    public static CompiledProgramme Of(ProgrammeDefinition definition) => new(
        definition,
        definition.Forms.Select(CompiledForm.Of).ToFrozenDictionary(form => form.Definition.Id),
        definition.Stages.Select(CompiledStage.Of)
            .ToFrozenDictionary(stage => stage.Definition.Id),
        Logic(definition.Requested))
    {
        Modes = [.. definition.Modes.Select(mode => (mode, Logic(mode.When)))],
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
    /// <summary>The action, or null.</summary>
    public CompiledAction? Action(string id) => Actions.FirstOrDefault(action => action.Definition.Id == id);

    internal static CompiledStage Of(StageDefinition stage, int index) => new(
        stage,
        index,
        CompiledProgramme.Logic(stage.When),
        [.. stage.Actions.Select((action, place) => CompiledAction.Of(action, place))],
        stage.Tasks.Where(task => task.When is not null)
            .ToFrozenDictionary(task => task.Id, task => CompiledProgramme.Logic(task.When)!));
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

    internal static CompiledAction Of(ActionDefinition action, int index) => new(
        action,
        index,
        CompiledProgramme.Logic(action.When),
        action.Asks.IsEmpty
            ? null
            : CompiledSection.Of(new SectionDefinition
            {
                Id = "input", Name = action.Name, Fields = action.Asks, Rules = action.Rules,
            }),
        [.. action.Routes.Select(route => (CompiledProgramme.Logic(route.When)!, route.Target))]);
}

/// <summary>A form with its sections and rules compiled.</summary>
public sealed record CompiledForm(
    FormDefinition Definition, ImmutableArray<CompiledSection> Sections, ImmutableArray<CompiledRule> Rules)
{
    /// <summary>The section, or null.</summary>
    public CompiledSection? Section(string id) => Sections.FirstOrDefault(section => section.Definition.Id == id);

    internal static CompiledForm Of(FormDefinition form) => new(
        form,
        [.. form.Sections.Select(CompiledSection.Of)],
        [.. form.Rules.Select(CompiledRule.Of)]);
}

/// <summary>A section as JSON Schema 2020-12, UI schema and rules.</summary>
public sealed record CompiledSection(
    SectionDefinition Definition, JsonElement Schema, JsonElement Ui, ImmutableArray<CompiledRule> Rules)
{
    internal static CompiledSection Of(SectionDefinition section) => new(
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
