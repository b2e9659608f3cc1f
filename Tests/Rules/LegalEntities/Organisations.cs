using System.Collections.Immutable;
using SunGov.GrainInterfaces.LegalEntities;
using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.LegalEntities;
using SunGov.Grains.Shared;

namespace SunGov.Tests.Rules.LegalEntities;

/// <summary>Organisations and callers for tests of rules.</summary>
internal static class Organisations
{
    public static readonly LegalEntityState Department =
        LegalEntityState.None with { Name = "广东省科学技术厅", Kind = "department", Region = "440000", Path = "kjt" };

    public static readonly LegalEntityState Bureau =
        LegalEntityState.None with { Name = "广州市科学技术局", Kind = "bureau", Region = "440100", Path = "gzkjj" };

    public static readonly LegalEntityState University = LegalEntityState.None with
    {
        Name = "岭南大学",
        Kind = "university",
        Region = "440100",
        Path = "lnu",
        Contact = "020-00000000",
        RecommendingUnit = new Named("gzkjj", "广州市科学技术局"),
    };

    public static readonly RegisterLegalEntity Institute = new(
        "岭南半导体研究所", WithCheck("12440100MB2C12345"), "institute", "440100", null, "kjt", "gzkjj", "周工 020-12345678");

    public static ImmutableDictionary<string, LegalEntityState> Known { get; } =
        ImmutableDictionary<string, LegalEntityState>.Empty
            .Add("kjt", Department).Add("gzkjj", Bureau).Add("lnu", University)
            .Add("lnu-eng", University with { Name = "工学院", Kind = "division", Path = "lnu/lnu-eng" });

    public static string WithCheck(string seventeen) => seventeen + CreditCode.Check(seventeen);

    public static Caller Who(params ReadOnlySpan<(string Function, Scope Scope)> grants)
    {
        var map = ImmutableDictionary.CreateBuilder<string, Scope>();
        foreach (var (function, scope) in grants)
        {
            map[function] = scope;
        }

        return new Caller(
            new By("someone", "i1", "s", Guid.NewGuid()), "某人", "entity-office", "", "lnu", "", map.ToImmutable());
    }

    public static Scope Under(string path) => new([[new Condition("path", Comparison.Under, path)]]);
}
