using SunGov.GrainInterfaces.Shared;
using SunGov.Grains.Projects;
using SunGov.Grains.Shared;
using SunGov.Tests.Rules.Identity;
using static SunGov.Tests.Rules.Projects.Walks;

namespace SunGov.Tests.Rules.Projects;

/// <summary>R-APP-05: a project takes files, but not without end.</summary>
public sealed class FilesOfAProject
{
    private const long Size = 40L * 1024 * 1024;

    [Theory]
    [InlineData(0, Size, "")]
    [InlineData(101, Size, "")]
    [InlineData(102, Size, "files-full")]
    [InlineData(SectionRules.MostFiles - 1, 1, "")]
    [InlineData(SectionRules.MostFiles, 1, "files-full")]
    public void Are_limited_in_number_and_in_bytes_together(int files, long each, string refusal)
    {
        var state = With(files, each);
        var (next, stored) = (each, new StoredFile("next", "sm3", each, "application/pdf", "附件.pdf"));
        Assert.Equal(refusal, SectionRules.Full(state, next)?.Code ?? "");
        Assert.Equal(
            refusal, SectionRules.Confirm(state, stored, next, Leader, People.Now).Refusal?.Code ?? "");
    }

    [Fact]
    public void Say_how_many_there_may_be()
    {
        var refusal = SectionRules.Confirm(With(SectionRules.MostFiles, 1), null, 1, Leader, People.Now).Refusal!;
        Assert.Equal(RefusalKind.WrongState, refusal.Kind);
        Assert.Equal(("300", "4096"), (refusal.Args["most"], refusal.Args["mostMegabytes"]));
    }

    private static ProjectState With(int files, long each) => Started() with
    {
        Files =
        [
            .. Enumerable.Range(0, files).Select(i => new FileAdded(
                People.Now, Actor.Of(Leader), $"f{i}", "附件.pdf", "application/pdf", each, "sm3")),
        ],
    };
}
