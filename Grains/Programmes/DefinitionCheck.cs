using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Programmes;

/// <summary>
/// Everything that must hold of a definition before it can be published; pure. Findings name the place by ids
/// (<c>stages/intake/actions/accept/target</c>).
/// </summary>
public sealed class DefinitionCheck
{
    private static readonly ImmutableArray<string> Classes =
        ["department", "cross-department", "delegated", "self-initiated"];

    private static readonly ImmutableArray<string> Places =
        ["entity", "recommending-unit", "competent-authority", "owner"];

    private readonly ImmutableArray<Refusal>.Builder _findings = ImmutableArray.CreateBuilder<Refusal>();

    private DefinitionCheck()
    {
    }

    /// <summary>What is wrong; empty when nothing is.</summary>
    public static ImmutableArray<Refusal> Findings(ProgrammeDefinition definition)
    {
        var check = new DefinitionCheck();
        check.Whole(definition);
        check.HoldersOf(definition);
        check.FormsOf(definition);
        check.Limits(definition);
        check._findings.AddRange(StageCheck.Findings(definition));
        check._findings.AddRange(SheetCheck.Findings(definition));
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
            .Where(field => field.Kind == FieldKind.Text).Select(field => $"{form.Id}/{section.Id}/{field.Id}")));
        if (definition.Title is { } title)
        {
            Known("title", title, titles);
        }
    }

    private void HoldersOf(ProgrammeDefinition definition)
    {
        AddIds(_findings, "holders", definition.Holders.Keys);
        foreach (var (id, holder) in definition.Holders)
        {
            var place = $"holders/{id}";
            if (holder.Person is { } person)
            {
                Known($"{place}/person", person, ["leader"]);
                NotUsed(place, "role", holder.Role is not null);
                NotUsed(place, "at", holder.At is not null);
            }
            else if (string.IsNullOrEmpty(holder.Role))
            {
                _findings.Add(ProgrammeRefusals.PartMissing(place, "role"));
            }
            else
            {
                Known($"{place}/at", holder.At ?? "", Places);
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
                section => section.Fields.Select(field => $"{section.Id}/{field.Id}")));
            foreach (var section in form.Sections)
            {
                Fields($"{place}/sections/{section.Id}/fields", section.Fields, isColumn: false);
                Rules($"{place}/sections/{section.Id}/rules", section.Rules,
                    section.Fields.Select(field => field.Id));
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

    private void Fields(string place, ImmutableArray<FieldDefinition> fields, bool isColumn)
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
            NotUsed(here, "minimum or maximum", !isNumber && (field.Minimum ?? field.Maximum) is not null);
            NotUsed(here, "sum", field.Sum && !(isColumn && isNumber));
            NotUsed(here, "accept or maxBytes",
                field.Kind != FieldKind.File && (!field.Accept.IsEmpty || field.MaxBytes is not null));
            NotUsed(here, field.Kind.ToString(), isColumn && (isTable || field.Kind == FieldKind.File));
            AddIds(_findings, $"{here}/options", field.Options.Select(option => option.Value));
            if (field.Prefill is { } fact)
            {
                Known($"{here}/prefill", fact, ["title", "leader", "entity", "year"]);
            }

            PatternOf(here, field.Pattern);
            Fields($"{here}/columns", field.Columns, isColumn: true);
        }
    }

    private void PatternOf(string place, string? pattern)
    {
        try
        {
            _ = pattern is null ? null : new Regex($"^(?:{pattern})$", RegexOptions.NonBacktracking);
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            _findings.Add(ProgrammeRefusals.PatternFaulty($"{place}/pattern", fault.Message));
        }
    }

    private void Limits(ProgrammeDefinition definition)
    {
        AddIds(_findings, "quotas", definition.Quotas.Select(quota => quota.Id));
        // Two limits of one class at one holder would ask for the same place twice.
        AddIds(
            _findings,
            "quotas",
            definition.Quotas.Select(quota => $"{quota.Per}-{quota.Within}-{quota.Class}"),
            _ => true);
        foreach (var quota in definition.Quotas)
        {
            var place = $"quotas/{quota.Id}";
            Known($"{place}/per", quota.Per, ["leader", "entity"]);
            Known($"{place}/within", quota.Within, ["platform", "programme", "call"]);
            AddIds(_findings, $"{place}/class", [quota.Class]);
            if (quota.LimitOf is { } source)
            {
                Known($"{place}/limitOf", source, ["call-entity-cap"]);
                NotUsed(place, "limit", quota.Limit is not null);
            }
            else if (quota.Limit is not > 0)
            {
                _findings.Add(ProgrammeRefusals.PartMissing(place, "limit"));
            }
        }
    }

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
