using FsCheck;
using FsCheck.Fluent;
using SunGov.Grains.LegalEntities;

namespace SunGov.Tests.Rules.LegalEntities;

/// <summary>GB 32100-2015 (R-USR-02).</summary>
public sealed class CreditCodesAreChecked
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static readonly Arbitrary<string> Bodies =
        (from head in Gen.Elements(Alphabet.ToCharArray()).ArrayOf(2)
         from region in Gen.Elements("0123456789".ToCharArray()).ArrayOf(6)
         from subject in Gen.Elements(Alphabet.ToCharArray()).ArrayOf(9)
         select new string([.. head, .. region, .. subject])).ToArbitrary();

    /// <summary>The example of the standard's annex: 91350100M000100Y4 has the check character 3.</summary>
    [Fact]
    public void The_example_of_the_standard_holds() => Assert.True(CreditCode.IsValid("91350100M000100Y43"));

    [Fact]
    public void A_code_with_its_check_character_is_valid() =>
        Prop.ForAll(Bodies, body => CreditCode.IsValid(body + CreditCode.Check(body))).QuickCheckThrowOnFailure();

    [Fact]
    public void One_wrong_character_is_found() =>
        Prop.ForAll(
            Bodies,
            Gen.Choose(0, 16).ToArbitrary(),
            Gen.Elements(Alphabet.ToCharArray()).ToArbitrary(),
            (body, place, other) =>
            {
                var code = (body + CreditCode.Check(body)).ToCharArray();
                var same = code[place] == other;
                code[place] = other;
                return same || !CreditCode.IsValid(new string(code));
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Two_neighbours_swapped_are_found() =>
        Prop.ForAll(Bodies, Gen.Choose(0, 15).ToArbitrary(), (body, place) =>
        {
            var code = (body + CreditCode.Check(body)).ToCharArray();
            var same = code[place] == code[place + 1];
            (code[place], code[place + 1]) = (code[place + 1], code[place]);
            return same || !CreditCode.IsValid(new string(code));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData("91350100M000100Y4")]
    [InlineData("91350100M000100Y44")]
    [InlineData("91350100m000100y43")]
    [InlineData("9135010OM000100Y43")]
    [InlineData("91350100M000100I43")]
    public void What_is_not_a_code_is_refused(string code) => Assert.False(CreditCode.IsValid(code));
}
