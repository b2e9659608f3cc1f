using QRCoder;

namespace SunGov.Api.Documents.Layout;

/// <summary>A QR code as bars.</summary>
internal static class QrSquare
{
    /// <summary>The bars of the code within a square, without its quiet zone.</summary>
    public static IEnumerable<BarInk> Of(string text, double x, double y, double edge)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        const int quiet = 4;
        var modules = code.ModuleMatrix.Count - (2 * quiet);
        var step = edge / modules;
        var bars = new List<BarInk>();
        for (var row = 0; row < modules; row++)
        {
            for (var column = 0; column < modules; column++)
            {
                var from = column;
                while (column < modules && code.ModuleMatrix[row + quiet][column + quiet])
                {
                    column++;
                }

                if (column > from)
                {
                    bars.Add(new BarInk(x + (from * step), y + (row * step), (column - from) * step, step));
                }
            }
        }

        return bars;
    }
}
