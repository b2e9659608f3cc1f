using System.Text.RegularExpressions;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Programmes;

/// <summary>Marks and kinds of a field that need a look of their own; pure.</summary>
internal static class FieldCheck
{
    private const int MostDecimals = 10;
    private const int MostEntries = 100;

    /// <summary>What is filled again and again starts empty, and not too often.</summary>
    public static void AddRepeats(ICollection<Refusal> findings, string place, SectionDefinition section)
    {
        if (section.Repeats is not { } repeats)
        {
            return;
        }

        NotUsed(findings, place, "prefill or fixedAfter",
            section.Fields.Any(field => (field.Prefill ?? field.FixedAfter) is not null));
        if (repeats.Min < 0 || repeats.Max < Math.Max(1, repeats.Min) || repeats.Max > MostEntries)
        {
            Unknown(findings, $"{place}/repeats", $"{repeats.Min}-{repeats.Max}", [$"0-{MostEntries}"]);
        }
    }

    /// <summary>Adds what is wrong with decimals, codes, sensitive and fixed marks.</summary>
    public static void Add(
        ICollection<Refusal> findings,
        string here,
        FieldDefinition field,
        ProgrammeDefinition definition,
        CodeTables? codes,
        bool isAsked,
        bool isColumn)
    {
        AddPattern(findings, here, field.Pattern);
        NotUsed(findings, here, "decimals", field.Decimals is not null && field.Kind != FieldKind.Number);
        if (field.Decimals is < 0 or > MostDecimals)
        {
            Unknown(findings, $"{here}/decimals", $"{field.Decimals}", [$"0-{MostDecimals}"]);
        }

        NotUsed(findings, here, "codes", field.Codes is not null && field.Kind != FieldKind.TreeChoice);
        NotUsed(findings, here, "leaves", field.Leaves && field.Kind != FieldKind.TreeChoice);
        if (field is { Kind: FieldKind.TreeChoice, Codes: null })
        {
            findings.Add(ProgrammeRefusals.PartMissing(here, "codes"));
        }
        else if (field.Codes is { } table && codes is not null && codes.Find(table) is null)
        {
            Unknown(findings, $"{here}/codes", table, codes.Names);
        }

        NotUsed(findings, here, "sensitive", field.Sensitive
            && (isAsked || field.Kind is not (FieldKind.Text or FieldKind.LongText) || field.Prefill is not null));
        NotUsed(findings, here, "fixedAfter", field.FixedAfter is not null && (isAsked || isColumn));
        NotUsed(findings, here, "visibleWhen or requiredWhen",
            isAsked && (field.VisibleWhen ?? field.RequiredWhen) is not null && field.Id == FormConditions.Form);
        if (field.FixedAfter is { } stage && definition.Stages.All(known => known.Id != stage))
        {
            Unknown(findings, $"{here}/fixedAfter", stage, definition.Stages.Select(known => known.Id));
        }
    }

    private static void AddPattern(ICollection<Refusal> findings, string place, string? pattern)
    {
        try
        {
            _ = pattern is null
                ? null
                : new Regex(BrowserPattern.Of($"^(?:{pattern})$"), RegexOptions.NonBacktracking);
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            findings.Add(ProgrammeRefusals.PatternFaulty($"{place}/pattern", fault.Message));
        }
    }

    private static void NotUsed(ICollection<Refusal> findings, string place, string part, bool isThere)
    {
        if (isThere)
        {
            findings.Add(ProgrammeRefusals.PartNotUsed(place, part));
        }
    }

    private static void Unknown(
        ICollection<Refusal> findings, string place, string name, IEnumerable<string> known) =>
        findings.Add(ProgrammeRefusals.ReferenceUnknown(place, name, known));
}
