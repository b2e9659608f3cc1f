using System.Collections.Immutable;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.Grains.Programmes;

/// <summary>What must hold of limits that are counted; pure.</summary>
internal static class QuotaCheck
{
    private static readonly ImmutableArray<string> Sources =
        ["call-entity-cap", "call-block-places", "call-block-fen"];

    /// <summary>What is wrong; empty when nothing is.</summary>
    public static IEnumerable<Refusal> Findings(ProgrammeDefinition definition)
    {
        var findings = ImmutableArray.CreateBuilder<Refusal>();
        DefinitionCheck.AddIds(findings, "quotas", definition.Quotas.Select(quota => quota.Id));
        // Two limits of one class at one holder would ask for the same place twice.
        DefinitionCheck.AddIds(
            findings,
            "quotas",
            definition.Quotas.Select(quota => $"{quota.Per}-{quota.Within}-{quota.Class}"),
            _ => true);
        foreach (var quota in definition.Quotas)
        {
            var place = $"quotas/{quota.Id}";
            Known(findings, $"{place}/per", quota.Per, ["leader", "entity", "recommending-unit"]);
            Known(findings, $"{place}/within", quota.Within, ["platform", "programme", "call"]);
            DefinitionCheck.AddIds(findings, $"{place}/class", [quota.Class]);
            Limit(findings, place, quota);
            Amount(findings, place, quota, definition);
        }

        return findings;
    }

    private static void Limit(ImmutableArray<Refusal>.Builder findings, string place, QuotaDefinition quota)
    {
        if (quota.LimitOf is not { } source)
        {
            if (quota.Limit is not > 0)
            {
                findings.Add(ProgrammeRefusals.PartMissing(place, "limit"));
            }

            return;
        }

        Known(findings, $"{place}/limitOf", source, Sources);
        NotUsed(findings, place, "limit", quota.Limit is not null);
        if (source.StartsWith("call-block-", StringComparison.Ordinal))
        {
            Known(findings, $"{place}/per", quota.Per, ["recommending-unit"]);
            Known(findings, $"{place}/within", quota.Within, ["call"]);
        }
    }

    /// <summary>Sums are counted against the call's block of funds, places against anything else.</summary>
    private static void Amount(
        ImmutableArray<Refusal>.Builder findings, string place, QuotaDefinition quota, ProgrammeDefinition definition)
    {
        NotUsed(findings, place, "amount", quota.Amount is not null && quota.LimitOf != "call-block-fen");
        if (quota.LimitOf == "call-block-fen" && quota.Amount is null)
        {
            findings.Add(ProgrammeRefusals.PartMissing(place, "amount"));
        }

        if (quota.Amount is { } path && !IsSum(definition, path))
        {
            findings.Add(ProgrammeRefusals.ReferenceUnknown(
                $"{place}/amount", path, ["requestedFen", "facts/…", "decided/…/…"]));
        }
    }

    private static bool IsSum(ProgrammeDefinition definition, string path) => path.Split('/') switch
    {
        ["requestedFen"] => true,
        ["facts", var name] => definition.Facts.GetValueOrDefault(name) is { IsDefaultOrEmpty: false } sources
            && sources[0].Split('/') is [var form, var section, var field]
            && definition.Forms.Where(known => known.Id == form).SelectMany(known => known.Sections)
                .Where(known => known.Id == section).SelectMany(known => known.Fields)
                .Any(known => known.Id == field && known.Kind == FieldKind.Money),
        ["decided", var stage, var field] => definition.Stages.Where(known => known.Id == stage)
            .SelectMany(known => known.Actions).SelectMany(action => action.Asks)
            .Any(known => known.Id == field && known.Kind == FieldKind.Money),
        _ => false,
    };

    private static void Known(
        ImmutableArray<Refusal>.Builder findings, string place, string name, IEnumerable<string> known)
    {
        if (!known.Contains(name))
        {
            findings.Add(ProgrammeRefusals.ReferenceUnknown(place, name, known));
        }
    }

    private static void NotUsed(ImmutableArray<Refusal>.Builder findings, string place, string part, bool isThere)
    {
        if (isThere)
        {
            findings.Add(ProgrammeRefusals.PartNotUsed(place, part));
        }
    }
}
