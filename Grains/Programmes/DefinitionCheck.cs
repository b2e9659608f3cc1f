using System.Collections.Immutable;
using System.Text.Json;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Identity;

namespace SunGov.Grains.Programmes;

/// <summary>
/// Everything that must hold of a definition before it can be published; pure. Findings name the place by ids
/// (<c>stages/intake/actions/accept/target</c>).
/// </summary>
public sealed class DefinitionCheck
{
    private static readonly ImmutableArray<string> Classes =
        ["department", "cross-department", "delegated", "self-initiated"];

    internal static readonly ImmutableArray<string> Facts =
        ["title", "leader", "leaderPerson", "entity", "recommendingUnit", "region", "year", "number", "requestedFen"];

    private static readonly ImmutableArray<string> Places =
        ["entity", "recommending-unit", "competent-authority", "owner"];

    private readonly ImmutableArray<Refusal>.Builder _findings = ImmutableArray.CreateBuilder<Refusal>();

    private readonly ProgrammeDefinition _definition;

    private readonly CodeTables? _codes;

    private DefinitionCheck(ProgrammeDefinition definition, CodeTables? codes) =>
        (_definition, _codes) = (definition, codes);

    /// <summary>What is wrong; empty when nothing is.</summary>
    /// <param name="roles">The roles there are; null where that is not to be checked.</param>
    /// <param name="codes">The code tables there are; null where that is not to be checked.</param>
    public static ImmutableArray<Refusal> Findings(
        ProgrammeDefinition definition, RoleCatalogue? roles = null, CodeTables? codes = null)
    {
        var check = new DefinitionCheck(definition, codes);
        check.Whole(definition);
        check.HoldersOf(definition, roles);
        check.FormsOf(definition);
        check.FactsOf(definition);
        check.InputsOf(definition);
        check._findings.AddRange(QuotaCheck.Findings(definition));
        check._findings.AddRange(StageCheck.Findings(definition));
        check._findings.AddRange(WayCheck.Findings(definition));
        check._findings.AddRange(SheetCheck.Findings(definition));
        check._findings.AddRange(RuleCheck.Findings(definition));
        return check._findings.ToImmutable();
    }

    internal static bool IsId(string id) =>
        id.Length is > 0 and <= 40 && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    internal static void AddIds(
        ICollection<Refusal> findings, string place, IEnumerable<string> ids, Func<string, bool>? isId = null)
    {
        var seen = new HashSet<string>();
        foreach (var id in ids)
        {
            if (!(isId ?? IsId)(id))
            {
                findings.Add(ProgrammeRefusals.IdMalformed($"{place}/{id}", id));
            }
            else if (!seen.Add(id))
            {
                findings.Add(ProgrammeRefusals.IdRepeated($"{place}/{id}", id));
            }
        }
    }

    internal static void AddLogic(ICollection<Refusal> findings, string place, JsonElement? rule)
    {
        if (rule is { } json && JsonLogic.Compile(json).Fault is { } fault)
        {
            findings.Add(ProgrammeRefusals.LogicFaulty(place, fault));
        }
    }

    private static bool IsFieldId(string id) =>
        id.Length is > 0 and <= 40 && char.IsAsciiLetter(id[0]) && id.All(char.IsAsciiLetterOrDigit);

    private void Whole(ProgrammeDefinition definition)
    {
        if (definition.Format != 1)
        {
            Unknown("format", definition.Format.ToString(System.Globalization.CultureInfo.InvariantCulture), ["1"]);
        }

        AddIds(_findings, "programme", [definition.Programme]);
        Known("class", definition.Class, Classes);
        if (definition.Owner.Length == 0)
        {
            _findings.Add(ProgrammeRefusals.PartMissing("owner", "owner"));
        }

        AddLogic(_findings, "requested", definition.Requested);
        if (definition.Number is { } number && !NumberFormat.IsValid(number))
        {
            Unknown("number", number, ["{year}", "{serial:4}"]);
        }

        if (definition.Number is null && definition.Stages.Any(stage => stage.Actions.Any(action => action.Numbers)))
        {
            _findings.Add(ProgrammeRefusals.PartMissing("number", "number"));
        }

        var titles = definition.Forms.SelectMany(form => form.Sections.SelectMany(section => section.Fields
            .Where(field => field is { Kind: FieldKind.Text, Sensitive: false } && section.Repeats is null)
            .Select(field => $"{form.Id}/{section.Id}/{field.Id}")));
        if (definition.Title is { } title)
        {
            Known("title", title, titles);
        }
    }

    private void HoldersOf(ProgrammeDefinition definition, RoleCatalogue? roles)
    {
        AddIds(_findings, "holders", definition.Holders.Keys);
        foreach (var (id, holder) in definition.Holders)
        {
            var place = $"holders/{id}";
            AddLogic(_findings, $"{place}/when", holder.When);
            Needed(place, "otherwise", holder.Otherwise is null, holder.When is not null);
            NotUsed(place, "otherwise", holder.Otherwise is not null && holder.When is null);
            if (holder.Otherwise is { } other)
            {
                Known($"{place}/otherwise", other, definition.Holders.Where(known => known.Value.When is null)
                    .Select(known => known.Key).Order(StringComparer.Ordinal));
            }

            if (holder.Person is { } person)
            {
                Known($"{place}/person", person, ["leader"]);
                NotUsed(place, "role", holder.Role is not null);
                NotUsed(place, "at or organisation", (holder.At ?? holder.Organisation) is not null);
            }
            else if (string.IsNullOrEmpty(holder.Role))
            {
                _findings.Add(ProgrammeRefusals.PartMissing(place, "role"));
            }
            else if (roles is not null && roles.Find(holder.Role) is null)
            {
                Unknown($"{place}/role", holder.Role, roles.With("project.act"));
            }
            else if (roles is not null && !roles.Find(holder.Role)!.Functions.ContainsKey("project.act"))
            {
                _findings.Add(ProgrammeRefusals.RoleCannotAct(
                    $"{place}/role", holder.Role, roles.With("project.act")));
            }
            else if (holder.Organisation is null)
            {
                Known($"{place}/at", holder.At ?? "", Places);
            }
            else
            {
                NotUsed(place, "at", holder.At is not null);
            }
        }
    }

    private void FormsOf(ProgrammeDefinition definition)
    {
        AddIds(_findings, "forms", definition.Forms.Select(form => form.Id));
        foreach (var form in definition.Forms)
        {
            var place = $"forms/{form.Id}";
            if (form.Sections.IsEmpty)
            {
                _findings.Add(ProgrammeRefusals.PartMissing(place, "sections"));
            }

            AddIds(_findings, $"{place}/sections", form.Sections.Select(section => section.Id));
            AddIds(_findings, $"{place}/rules",
                form.Rules.Concat(form.Sections.SelectMany(section => section.Rules)).Select(rule => rule.Id));
            Rules($"{place}/rules", form.Rules, form.Sections.SelectMany(
                section => section.Whole().Select(field => $"{section.Id}/{field.Id}")));
            var before = ImmutableHashSet<string>.Empty;
            foreach (var section in form.Sections)
            {
                Fields($"{place}/sections/{section.Id}/fields", section.Fields, isColumn: false);
                ConditionCheck.Add(_findings, $"{place}/sections/{section.Id}/fields", section.Fields, before);
                before = before.Add($"{FormConditions.Form}.{section.Id}");
                FieldCheck.AddRepeats(_findings, $"{place}/sections/{section.Id}", section);
                Rules($"{place}/sections/{section.Id}/rules", section.Rules,
                    section.Whole().Select(field => field.Id));
            }
        }
    }

    private void Rules(string place, ImmutableArray<RuleDefinition> rules, IEnumerable<string> fields)
    {
        foreach (var rule in rules)
        {
            AddLogic(_findings, $"{place}/{rule.Id}/holds", rule.Holds);
            if (rule.Field is { } field)
            {
                Known($"{place}/{rule.Id}/field", field, fields);
            }
        }
    }

    private void Fields(
        string place, ImmutableArray<FieldDefinition> fields, bool isColumn, bool isAsked = false)
    {
        AddIds(_findings, place, fields.Select(field => field.Id), IsFieldId);
        foreach (var field in fields)
        {
            var here = $"{place}/{field.Id}";
            var isTable = field.Kind is FieldKind.Table or FieldKind.MemberTable;
            var isText = field.Kind is FieldKind.Text or FieldKind.LongText;
            var isNumber = field.Kind is FieldKind.Number or FieldKind.WholeNumber or FieldKind.Money;
            Needed(here, "options", field.Options.IsEmpty, field.Kind == FieldKind.Choice);
            Needed(here, "columns", field.Columns.IsEmpty, isTable);
            Needed(here, "text", field.Text is null, field.Kind == FieldKind.Statement);
            NotUsed(here, "minLength, maxLength or pattern",
                !isText && (field.MinLength ?? field.MaxLength) is not null | field.Pattern is not null);
            FieldCheck.Add(_findings, here, field, _definition, _codes, isAsked, isColumn);
            NotUsed(here, "minimum or maximum", !isNumber && (field.Minimum ?? field.Maximum) is not null);
            NotUsed(here, "sum", field.Sum && !(isColumn && isNumber));
            NotUsed(here, "accept or maxBytes",
                field.Kind != FieldKind.File && (!field.Accept.IsEmpty || field.MaxBytes is not null));
            NotUsed(here, field.Kind.ToString(),
                field.Kind == FieldKind.Entries || (isColumn && (isTable || field.Kind == FieldKind.File)));
            AddIds(_findings, $"{here}/options", field.Options.Select(option => option.Value));
            NotUsed(here, "locked", field.Locked && field.Prefill is null);
            NotUsed(here, "internal", field.Internal && (isColumn || !isAsked));
            Prefill(here, field, isColumn, isAsked);
            Fields($"{here}/columns", field.Columns, isColumn: true);
        }
    }

    private void Prefill(string here, FieldDefinition field, bool isColumn, bool isAsked)
    {
        if (field.Prefill is not { } path)
        {
            return;
        }

        NotUsed(here, "prefill", isColumn || field.Kind is FieldKind.File or FieldKind.Statement);
        if (isAsked && ReviewSources.Kinds.TryGetValue(path, out var kind) && kind == field.Kind)
        {
            return;
        }

        var source = path.Split('/') switch
        {
            ["facts", var name] => _definition.Facts.TryGetValue(name, out var paths) && !paths.IsEmpty
                ? FieldAt(paths[0])
                : null,
            ["decided", var stage, var asked] => Asked(stage, asked),
            [_, _, _] => FieldAt(path),
            _ => null,
        };
        if (source is not null && FormSeals.Any([source]))
        {
            NotUsed(here, "prefill", true);
        }
        else if (source is null)
        {
            Known($"{here}/prefill", path, [.. Facts, .. Sources(field.Kind), .. OfReview(field.Kind, isAsked)]);
        }
        else if (source.Kind != field.Kind && !(IsText(source) && IsText(field)))
        {
            _findings.Add(ProgrammeRefusals.ReferenceUnknown($"{here}/prefill", path, Sources(field.Kind)));
        }
    }

    private static bool IsText(FieldDefinition field) => field.Kind is FieldKind.Text or FieldKind.LongText;

    private FieldDefinition? FieldAt(string path) => path.Split('/') is [var form, var section, var field]
        ? _definition.Forms.FirstOrDefault(known => known.Id == form)?.Sections
            .FirstOrDefault(known => known.Id == section)?.Whole().FirstOrDefault(known => known.Id == field)
        : null;

    private FieldDefinition? Asked(string stage, string field) => _definition.Stages
        .FirstOrDefault(known => known.Id == stage)?.Actions.SelectMany(action => action.Asks
            .Concat(action.Serial is { } serial
                ? [new FieldDefinition { Id = serial.Field, Kind = FieldKind.Text, Name = action.Name }]
                : []))
        .FirstOrDefault(known => known.Id == field);

    private static IEnumerable<string> OfReview(FieldKind kind, bool isAsked) => isAsked
        ? ReviewSources.Kinds.Where(source => source.Value == kind).Select(source => source.Key)
            .Order(StringComparer.Ordinal)
        : [];

    /// <summary>Fields of this kind that could be carried over.</summary>
    private IEnumerable<string> Sources(FieldKind kind) => _definition.Forms.SelectMany(form => form.Sections
        .SelectMany(section => section.Fields.Where(field => field.Kind == kind)
            .Select(field => $"{form.Id}/{section.Id}/{field.Id}")));

    private void FactsOf(ProgrammeDefinition definition)
    {
        AddIds(_findings, "facts", definition.Facts.Keys, IsFieldId);
        foreach (var (name, paths) in definition.Facts)
        {
            if (paths.IsEmpty)
            {
                _findings.Add(ProgrammeRefusals.PartMissing($"facts/{name}", "form/section/field"));
            }

            NotUsed($"facts/{name}", "sensitive",
                paths.Any(path => FieldAt(path) is { } field && FormSeals.Any([field])));
            foreach (var path in paths.Where(path => FieldAt(path) is null))
            {
                Unknown($"facts/{name}", path, definition.Forms.Select(form => $"{form.Id}/…/…"));
            }
        }

        AddIds(_findings, "documents", definition.Documents.Select(document => document.Id));
        foreach (var document in definition.Documents)
        {
            if (document.Number is { } format && !NumberFormat.IsValid(format))
            {
                Unknown($"documents/{document.Id}/number", format, ["{year}", "{serial:4}"]);
            }

            if (document.Validity is { } validity
                && (validity.Months is > 0 ? 1 : 0) + (validity.Until is null ? 0 : 1) != 1)
            {
                _findings.Add(ProgrammeRefusals.PartMissing(
                    $"documents/{document.Id}/validity", "exactly one of months and until"));
            }
        }
    }

    /// <summary>What actions ask for is made of fields, as forms are; files belong to forms.</summary>
    private void InputsOf(ProgrammeDefinition definition)
    {
        foreach (var stage in definition.Stages)
        {
            foreach (var action in stage.Actions)
            {
                var place = $"stages/{stage.Id}/actions/{action.Id}";
                Fields($"{place}/asks", action.Asks, isColumn: false, isAsked: true);
                ConditionCheck.Add(_findings, $"{place}/asks", action.Asks, ["project"]);
                Rules($"{place}/rules", action.Rules, action.Asks.Select(field => field.Id));
                foreach (var field in action.Asks)
                {
                    NotUsed($"{place}/asks/{field.Id}", "file", field.Kind == FieldKind.File);
                    NotUsed(
                        $"{place}/asks/{field.Id}", "id",
                        field.Id is "sections" or "choice" or "action" or "project");
                    NotUsed($"{place}/asks/{field.Id}", "prefill", IsOfForm(field.Prefill));
                }
            }
        }
    }

    private static bool IsOfForm(string? path) => path?.Split('/') is [not "decided", _, _];

    private void Known(string place, string name, IEnumerable<string> known)
    {
        if (!known.Contains(name))
        {
            Unknown(place, name, known);
        }
    }

    private void Unknown(string place, string name, IEnumerable<string> known) =>
        _findings.Add(ProgrammeRefusals.ReferenceUnknown(place, name, known));

    private void Needed(string place, string part, bool isMissing, bool isNeeded)
    {
        if (isNeeded && isMissing)
        {
            _findings.Add(ProgrammeRefusals.PartMissing(place, part));
        }

        NotUsed(place, part, !isNeeded && !isMissing);
    }

    private void NotUsed(string place, string part, bool isThere)
    {
        if (isThere)
        {
            _findings.Add(ProgrammeRefusals.PartNotUsed(place, part));
        }
    }
}
