using System.Collections.Immutable;
using Orleans;
using SunGov.GrainInterfaces.Shared;

namespace SunGov.GrainInterfaces.Documents;

/// <summary>Finds the document behind a version code. Stateless; key: <c>documents</c>.</summary>
[Alias("SunGov.IDocumentQueries")]
public interface IDocumentQueries : IGrainWithStringKey
{
    /// <summary>What a print with this code is; not found where no such print was ever made.</summary>
    [Alias("Check")]
    Task<Outcome<PrintCheck>> Check(string code, By by);
}

/// <summary>
/// What the public may know of a print: whether it is what was submitted; never its title or content.
/// </summary>
/// <param name="State">
/// genuine (what was submitted last), superseded (submitted, and submitted anew since), draft (never submitted so).
/// </param>
/// <param name="Submitted">When it was submitted; null for a draft.</param>
[Immutable, Alias("SunGov.PrintCheck")]
public sealed record PrintCheck(
    string Code, string State, Words Programme, Words Form, string? Number, DateTimeOffset? Submitted);

/// <summary>A form of a project ready to be printed: texts as they stand on paper, in Chinese.</summary>
/// <param name="Code">
/// Version code, from the SM3 of the frozen contents or of the draft as saved; groups of letters and digits.
/// </param>
/// <param name="Sm3">That SM3, hex.</param>
/// <param name="Draft">True when it is not what was submitted.</param>
/// <param name="At">When it was submitted, or saved last, or the project started.</param>
/// <param name="Cover">Label and value, for the first page.</param>
[Immutable, Alias("SunGov.PrintView")]
public sealed record PrintView(
    string Code,
    string Sm3,
    bool Draft,
    DateTimeOffset At,
    string Programme,
    string Call,
    string Form,
    string Title,
    string? Number,
    ImmutableArray<PrintLine> Cover,
    ImmutableArray<PrintSection> Sections,
    ImmutableArray<PrintFile> Files);

/// <summary>A label and its value.</summary>
[Immutable, Alias("SunGov.PrintLine")]
public sealed record PrintLine(string Label, string Value);

/// <summary>A section with its fields in order.</summary>
[Immutable, Alias("SunGov.PrintSection")]
public sealed record PrintSection(string Name, ImmutableArray<PrintField> Fields);

/// <summary>A field.</summary>
/// <param name="Value">Its value on one line or, where <paramref name="Paragraphs"/>, in paragraphs.</param>
/// <param name="Table">Its rows, for a table.</param>
[Immutable, Alias("SunGov.PrintField")]
public sealed record PrintField(string Name, string Value, bool Paragraphs = false, PrintTable? Table = null);

/// <summary>A table.</summary>
/// <param name="Rows">Cells as they are printed, as many as columns.</param>
/// <param name="Sums">Sums of columns, in full; none where no column is added up.</param>
[Immutable, Alias("SunGov.PrintTable")]
public sealed record PrintTable(
    ImmutableArray<PrintColumn> Columns,
    ImmutableArray<ImmutableArray<string>> Rows,
    ImmutableArray<PrintLine> Sums);

/// <summary>A column.</summary>
/// <param name="Number">True where values are numbers, printed to the right.</param>
[Immutable, Alias("SunGov.PrintColumn")]
public sealed record PrintColumn(string Name, bool Number);

/// <summary>A file that belongs to the form.</summary>
/// <param name="Size">Bytes.</param>
[Immutable, Alias("SunGov.PrintFile")]
public sealed record PrintFile(string Field, string Name, long Size, string Sm3);
