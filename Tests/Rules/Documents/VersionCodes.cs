using SunGov.Grains.Documents;
using SunGov.Silo.Crypto;

namespace SunGov.Tests.Rules.Documents;

/// <summary>A code stands for one content and is read however it is typed.</summary>
public sealed class VersionCodes
{
    private static string Code(string owner, string form, string sm3, bool draft) =>
        VersionCode.Of(OpenSslCrypto.Instance, owner, form, sm3, draft);

    [Fact]
    public void Another_content_form_thing_or_state_has_another_code()
    {
        string[] codes =
        [
            Code("project:p", "application", "aa", false), Code("project:p", "application", "ab", false),
            Code("project:p", "contract", "aa", false), Code("project:q", "application", "aa", false),
            Code("project:p", "application", "aa", true),
        ];
        Assert.Equal(codes.Length, codes.Distinct().Count());
        Assert.Equal(codes[0], Code("project:p", "application", "aa", false));
        Assert.Matches("^([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}$", codes[0]);
    }

    [Theory]
    [InlineData("01ABC-DEFGH-JKMNP-QRSTV", "01ABC-DEFGH-JKMNP-QRSTV")]
    [InlineData("oiabcdefgh jkmnpqrstv", "01ABC-DEFGH-JKMNP-QRSTV")]
    [InlineData("01ABC-DEFGH-JKMNP", null)]
    [InlineData("01ABC-DEFGH-JKMNP-QRSTU", null)]
    [InlineData("", null)]
    public void A_code_is_read_as_people_type_it(string typed, string? code) =>
        Assert.Equal(code, VersionCode.Read(typed));
}
