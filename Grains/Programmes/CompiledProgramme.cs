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
    /// <summary>Compiles a definition that <see cref="DefinitionCheck"/> found without fault.</summary>
    public static CompiledProgramme Of(ProgrammeDefinition definition) => new(
        definition,
        definition.Forms.Select(CompiledForm.Of).ToFrozenDictionary(form => form.Definition.Id),
        definition.Stages
            .Select((stage, index) => new CompiledStage(stage, index, Logic(stage.When)))
            .ToFrozenDictionary(stage => stage.Definition.Id),
        Logic(definition.Requested));

    /// <summary>The stage where projects start.</summary>
    public CompiledStage First => Stages[Definition.Stages[0].Id];

    internal static JsonLogic? Logic(JsonElement? rule) => rule is { } json ? JsonLogic.Compile(json).Rule : null;
}

/// <summary>A stage with its condition compiled.</summary>
/// <param name="Index">Its place in the usual way.</param>
/// <param name="When">Condition; null for always.</param>
public sealed record CompiledStage(StageDefinition Definition, int Index, JsonLogic? When)
{
    /// <summary>The action, or null.</summary>
    public ActionDefinition? Action(string id) => Definition.Actions.FirstOrDefault(action => action.Id == id);
}

/// <summary>A form with its sections and rules compiled.</summary>
public sealed record CompiledForm(
    FormDefinition Definition, ImmutableArray<CompiledSection> Sections, ImmutableArray<CompiledRule> Rules)
{
    /// <summary>The section, or null.</summary>
    public CompiledSection? Section(string id) => Sections.FirstOrDefault(section => section.Definition.Id == id);

    internal static CompiledForm Of(FormDefinition form) => new(
        form,
        [.. form.Sections.Select(section => new CompiledSection(
            section,
            FormSchema.Of(section),
            FormSchema.UiOf(section),
            [.. section.Rules.Select(CompiledRule.Of)]))],
        [.. form.Rules.Select(CompiledRule.Of)]);
}

/// <summary>A section as JSON Schema 2020-12, UI schema and rules.</summary>
public sealed record CompiledSection(
    SectionDefinition Definition, JsonElement Schema, JsonElement Ui, ImmutableArray<CompiledRule> Rules);

/// <summary>A cross-field rule.</summary>
public sealed record CompiledRule(RuleDefinition Definition, JsonLogic Holds)
{
    internal static CompiledRule Of(RuleDefinition rule) => new(
        rule,
        CompiledProgramme.Logic(rule.Holds) ?? throw new ArgumentException($"rule '{rule.Id}' was never checked"));
}
