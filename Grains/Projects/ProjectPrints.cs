using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using SunGov.GrainInterfaces.Documents;
using SunGov.GrainInterfaces.Projects;
using SunGov.Grains.Documents;
using SunGov.Grains.Programmes;
using SunGov.Grains.Shared;

namespace SunGov.Grains.Projects;

/// <summary>A form as submitted, and when.</summary>
public sealed record SubmittedForm(FrozenForm Frozen, DateTimeOffset At);

/// <summary>
/// A form that is to be printed: what this caller sees of it, and whether that is what was submitted.
/// </summary>
/// <param name="Sections">The sections as they are shown, with their hashes.</param>
/// <param name="Sm3">Hash of their list, the same as freezing would give.</param>
/// <param name="Draft">True where it is not what was submitted last.</param>
public sealed record ShownForm(FormView View, ImmutableArray<FrozenSection> Sections, string Sm3, bool Draft);

/// <summary>Forms of a project for paper, and what a print made earlier is now; pure.</summary>
public static class ProjectPrints
{
    /// <summary>The form as a caller sees it, hashed as freezing hashes.</summary>
    /// <param name="view">The form as this caller sees it.</param>
    /// <param name="frozen">The form as submitted last; null for never.</param>
    /// <param name="nameOf">SM3 of bytes, hex.</param>
    public static ShownForm Shown(FormView view, FrozenForm? frozen, Func<byte[], string> nameOf)
    {
        ImmutableArray<FrozenSection> sections =
        [
            .. view.Sections.Select(section => new FrozenSection(
                section.Id,
                section.Version,
                section.SavedAt is null && Of(frozen, section.Id) is { } kept && kept.Version == section.Version
                    ? kept.Sm3
                    : nameOf(JsonSerializer.SerializeToUtf8Bytes(section.Content, StoredJson.Options)))),
        ];
        var sm3 = nameOf(StoredJson.Bytes(sections));
        return new ShownForm(view, sections, sm3, sm3 != frozen?.Sm3);
    }

    /// <summary>The print.</summary>
    /// <param name="code">Its version code.</param>
    /// <param name="submitted">When the form was submitted so; null for a draft.</param>
    public static PrintView Of(
        ProjectState state, FormDefinition form, ShownForm shown, string code, DateTimeOffset? submitted)
    {
        var start = state.Start!;
        var contents = shown.View.Sections.ToDictionary(section => section.Id, section => section.Content);
        var at = submitted ?? shown.View.Sections.Max(section => section.SavedAt) ?? start.At;
        return new PrintView(
            code,
            shown.Sm3,
            shown.Draft,
            at,
            start.Definition.Name.Zh,
            start.Call.Name,
            NameOf(form, shown.View.Id),
            state.Title,
            state.Number,
            [
                new PrintLine("项目名称", state.Title),
                new PrintLine("项目编号", state.Number ?? "（尚未编号）"),
                new PrintLine("申报通知", start.Call.Name),
                new PrintLine("承担单位", start.Entity.Name),
                new PrintLine("项目负责人", start.By.Name),
                new PrintLine("推荐单位", start.RecommendingUnit?.Name ?? "（无）"),
                new PrintLine(
                    submitted is null ? "保存日期" : "提交日期",
                    CivilTime.DayOf(at).ToString("yyyy 年 M 月 d 日", CultureInfo.InvariantCulture)),
            ],
            FormPrint.Sections(
                form, contents, shown.View.Sections.ToDictionary(section => section.Id, section => section.Hidden)),
            [
                .. FormPrint.Files(form, contents).Join(
                    state.Files, named => named.File, file => file.File,
                    (named, file) => new PrintFile(named.Field, file.Name, file.Size, file.Sm3)),
            ]);
    }

    /// <summary>All forms ever submitted or frozen by an action, in order, from the journal.</summary>
    public static ImmutableArray<SubmittedForm> Submitted(ImmutableArray<Entry> entries)
    {
        var events = entries.SelectMany(entry => StoredJson.Events<ProjectEvent>(entry.Body)).ToList();
        var completed = events.OfType<SubmissionCompleted>().Select(done => done.Attempt).ToHashSet();
        return [.. events.SelectMany(happened => Frozen(happened, completed.Contains))];
    }

    private static IEnumerable<SubmittedForm> Frozen(ProjectEvent happened, Func<int, bool> counts) => happened switch
    {
        SubmissionBegun begun when counts(begun.Attempt) =>
            begun.Frozen.Select(form => new SubmittedForm(form, begun.At)),
        FormsFrozen frozen => frozen.Forms.Select(form => new SubmittedForm(form, frozen.At)),
        _ => [],
    };

    /// <summary>What a print with this code is now.</summary>
    /// <param name="instance">Which occurrence of the form.</param>
    /// <param name="codeOf">Version code of submitted content by its hash.</param>
    public static PrintCheck Check(
        ProjectState state,
        FormDefinition form,
        string instance,
        string code,
        ImmutableArray<SubmittedForm> submitted,
        Func<string, string> codeOf)
    {
        var mine = submitted.LastOrDefault(known => known.Frozen.Form == instance && codeOf(known.Frozen.Sm3) == code);
        var last = state.Frozen.FirstOrDefault(known => known.Form == instance);
        return new PrintCheck(
            code,
            mine is null ? "draft" : mine.Frozen.Sm3 == last?.Sm3 ? "genuine" : "superseded",
            state.Start!.Definition.Name,
            form.Name,
            state.Number,
            mine?.At);
    }

    /// <summary>What a package of the project holds: all that its closed list names, and all since.</summary>
    /// <param name="withholds">True for who must not see what the definition marks internal.</param>
    public static PackageContents Package(
        ProjectState state, CompiledProgramme programme, ImmutableArray<Entry> entries, bool withholds) => new(
        state.Start!.Id,
        entries.Length,
        state.Title,
        state.Number,
        state.Start.Definition.Name.Zh,
        state.Start.Definition.Sm3,
        [
            .. entries.SelectMany(entry => StoredJson.Events<ProjectEvent>(entry.Body))
                .SelectMany(happened => Frozen(happened, _ => true))
                .GroupBy(form => form.Frozen.Form)
                .SelectMany(forms => Packed(state, programme.Definition, [.. forms.Select(form => form.Frozen)])),
        ],
        [
            .. state.Documents.Select(document => new PackageDocument(document.Id, document.Name.Zh, document.Sm3)),
        ],
        [.. state.Files.Select(file => new PackageFile(file.Name, file.MediaType, file.Size, file.Sm3))],
        state.Package?.Sm3,
        [
            .. ProjectInternals.Marked(programme).Order()
                .Select(field => new InternalField(field.Stage, field.Field)),
        ],
        withholds);

    /// <summary>One form each time it was frozen; the last that was accepted counts.</summary>
    private static IEnumerable<PackageForm> Packed(
        ProjectState state, ProgrammeDefinition definition, ImmutableArray<FrozenForm> forms)
    {
        var counts = state.Frozen.FirstOrDefault(known => known.Form == forms[0].Form)?.Sm3;
        var last = forms.ToList().FindLastIndex(form => form.Sm3 == counts);
        return forms.Select((form, at) => new PackageForm(
            form.Form,
            NameOf(definition.Forms.First(known => known.Id == FormInstances.FormOf(form.Form)), form.Form),
            at + 1,
            at == last,
            form.Sm3,
            [.. form.Sections.Select(section => new PackageSection(section.Section, section.Sm3))]));
    }

    /// <summary>A form that is filled again and again says which time it is.</summary>
    private static string NameOf(FormDefinition form, string instance) =>
        FormInstances.NumberOf(instance) is var n and > 1
        ? string.Create(CultureInfo.InvariantCulture, $"{form.Name.Zh}（第 {n} 次）")
        : form.Name.Zh;

    private static FrozenSection? Of(FrozenForm? form, string section) =>
        form?.Sections.FirstOrDefault(known => known.Section == section);
}
