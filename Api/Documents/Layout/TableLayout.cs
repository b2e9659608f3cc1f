using System.Collections.Immutable;

namespace SunGov.Api.Documents.Layout;

/// <summary>A column to be laid out.</summary>
/// <param name="Right">True to set values to the right.</param>
/// <param name="Share">Its part of the width; 0 to share by what its cells need.</param>
public sealed record LaidColumn(string Name, bool Right = false, double Share = 0);

/// <summary>
/// Tables: as wide as the text, columns by what they need, rows broken over pages only where one is longer than a
/// page, the heading repeated on each page.
/// </summary>
public sealed class TableLayout
{
    private const double Pad = 4;
    private const double Rule = 0.5;
    private const double HeadGray = 0.93;
    private const double MostShare = 0.5;

    private readonly Sheets _sheets;
    private readonly ImmutableArray<LaidColumn> _columns;
    private readonly double _size;
    private readonly ImmutableArray<double> _widths;
    private readonly bool _headed;

    /// <summary>A table on these pages.</summary>
    /// <param name="sheets">The pages.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="rows">All rows, to weigh the columns.</param>
    /// <param name="size">Size of the text.</param>
    /// <param name="headed">False for a table without a heading.</param>
    public TableLayout(
        Sheets sheets,
        ImmutableArray<LaidColumn> columns,
        ImmutableArray<ImmutableArray<string>> rows,
        double size,
        bool headed = true)
    {
        (_sheets, _columns, _size, _headed) = (sheets, columns, size, headed);
        _widths = Widths(rows);
        if (headed)
        {
            // The heading never stands alone at the foot of a page.
            _sheets.Need(HeightOf(Head) + Sheets.LineHeight(size) + (2 * Pad));
            Row(Head, bold: true, shaded: true);
        }

        foreach (var row in rows)
        {
            Broken(Cells(row));
        }
    }

    private ImmutableArray<ImmutableArray<TextLine>> Head => Cells([.. _columns.Select(column => column.Name)]);

    private ImmutableArray<double> Widths(ImmutableArray<ImmutableArray<string>> rows)
    {
        var wants = _columns.Select((column, at) => column.Share > 0 ? column.Share * Sheets.Room : Math.Clamp(
            rows.Select(row => row[at]).Append(column.Name)
                .Max(text => text.Split('\n').Max(line => LineBreaker.WidthOf(line, _sheets.Metrics)) * _size),
            2.2 * _size, MostShare * Sheets.Room) + (2 * Pad)).ToList();
        return wants.Sum() <= Sheets.Room
            ? [.. wants.Select(want => want * Sheets.Room / wants.Sum())]
            : Shared(wants);
    }

    /// <summary>Columns that need less than an equal part get what they need; the others share the rest.</summary>
    private static ImmutableArray<double> Shared(List<double> wants)
    {
        var (room, small) = (Sheets.Room, new HashSet<int>());
        while (wants.Count - small.Count is var left and > 0
            && Enumerable.Range(0, wants.Count).FirstOrDefault(
                at => !small.Contains(at) && wants[at] <= room / left, -1) is var next and >= 0)
        {
            small.Add(next);
            room -= wants[next];
        }

        var rest = wants.Where((_, at) => !small.Contains(at)).Sum();
        return [.. wants.Select((want, at) => small.Contains(at) ? want : want * room / rest)];
    }

    private ImmutableArray<ImmutableArray<TextLine>> Cells(ImmutableArray<string> row) =>
    [
        .. row.Select((text, at) => LineBreaker.Break(
            text, Math.Max((_widths[at] - (2 * Pad)) / _size, 1), _sheets.Metrics)),
    ];

    private double HeightOf(ImmutableArray<ImmutableArray<TextLine>> cells) =>
        (cells.Max(lines => lines.Length) * Sheets.LineHeight(_size)) + (2 * Pad);

    /// <summary>A row on this page or the next; one that fits on no page is cut between lines.</summary>
    private void Broken(ImmutableArray<ImmutableArray<TextLine>> cells)
    {
        if (_sheets.Y + HeightOf(cells) > Sheets.Bottom && HeightOf(cells) <= Fresh)
        {
            Turn();
        }

        while (HeightOf(cells) is var height && _sheets.Y + height > Sheets.Bottom)
        {
            var fits = (int)((Sheets.Bottom - _sheets.Y - (2 * Pad)) / Sheets.LineHeight(_size));
            if (fits > 0)
            {
                Row([.. cells.Select(lines => lines[..Math.Min(fits, lines.Length)])]);
                cells = [.. cells.Select(lines => lines[Math.Min(fits, lines.Length)..])];
            }

            Turn();
        }

        Row(cells);
    }

    /// <summary>Room of a page below the heading.</summary>
    private double Fresh => Sheets.Bottom - Sheets.Top - (_headed ? HeightOf(Head) : 0);

    private void Turn()
    {
        _sheets.Turn();
        if (_headed)
        {
            Row(Head, bold: true, shaded: true);
        }
    }

    private void Row(ImmutableArray<ImmutableArray<TextLine>> cells, bool bold = false, bool shaded = false)
    {
        var (x, top, height) = (Sheets.Side, _sheets.Y, HeightOf(cells));
        if (shaded)
        {
            _sheets.Draw(new BarInk(x, top, Sheets.Room, height, HeadGray));
        }

        for (var at = 0; at < cells.Length; at++)
        {
            if (!_headed && at == 0)
            {
                _sheets.Draw(new BarInk(x, top, _widths[0], height, HeadGray));
            }

            Cell(cells[at], x, top + Pad, at, bold || (!_headed && at == 0));
            _sheets.Draw(new BarInk(x, top, Rule, height));
            x += _widths[at];
        }

        _sheets.Draw(new BarInk(x, top, Rule, height + Rule));
        _sheets.Draw(new BarInk(Sheets.Side, top, Sheets.Room, Rule));
        _sheets.Draw(new BarInk(Sheets.Side, top + height, Sheets.Room, Rule));
        _sheets.Advance(height);
    }

    private void Cell(ImmutableArray<TextLine> lines, double x, double top, int column, bool bold)
    {
        foreach (var line in lines)
        {
            var free = _widths[column] - (2 * Pad) - (line.Width * _size);
            _sheets.Line(line, x + Pad + (_columns[column].Right ? Math.Max(free, 0) : 0), top, _size, bold);
            top += Sheets.LineHeight(_size);
        }
    }
}
