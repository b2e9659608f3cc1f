using System.Globalization;
using System.Text.Json;
using SunGov.Grains.Programmes;

namespace SunGov.Grains.Documents;

/// <summary>
/// Values of fields as they stand on paper. Nothing is dropped: what has another shape stands as JSON.
/// </summary>
public static class PrintText
{
    private const decimal FenPerYuan = 100m;
    private const decimal FenPerWan = 1_000_000m;

    /// <summary>What stands where nothing was filled in.</summary>
    public const string Empty = "—";

    /// <summary>An amount in 万元, exact: two decimals, or as many as the fen need.</summary>
    public static string Wan(decimal fen) => (fen / FenPerWan).ToString("#,##0.00####", CultureInfo.InvariantCulture);

    /// <summary>An amount in 万元 and in yuan.</summary>
    public static string WanAndYuan(decimal fen) =>
        $"{Wan(fen)} 万元（{(fen / FenPerYuan).ToString("#,##0.00", CultureInfo.InvariantCulture)} 元）";

    /// <summary>The value of a field that is no table.</summary>
    /// <param name="field">The field or column.</param>
    /// <param name="value">Its content.</param>
    /// <param name="column">True in a table, where the heading says the unit.</param>
    public static string Of(FieldDefinition field, JsonElement value, bool column = false) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => Empty,
        JsonValueKind.String when value.GetString() is { } text => text.Length == 0 ? Empty
            : field.Kind == FieldKind.Choice ? OptionOf(field, text) : text,
        JsonValueKind.Number when field.Kind == FieldKind.Money && value.TryGetDecimal(out var fen) =>
            column ? Wan(fen) : WanAndYuan(fen),
        JsonValueKind.True when field.Kind == FieldKind.Statement => $"【已承诺】{field.Text?.Zh}",
        JsonValueKind.False when field.Kind == FieldKind.Statement => $"【未承诺】{field.Text?.Zh}",
        JsonValueKind.True => "是",
        JsonValueKind.False => "否",
        JsonValueKind.Object when field.Kind is FieldKind.LegalEntity or FieldKind.Person
            && NameOf(value) is { } name => name,
        JsonValueKind.Object when field.Kind == FieldKind.TreeChoice && NameOf(value) is { } chosen =>
            $"{chosen}（{(value.TryGetProperty("code", out var code) ? code.ToString() : "")}）",
        JsonValueKind.Object when field.Sensitive => FormSeals.MaskOf(value),
        JsonValueKind.Array when field.Kind == FieldKind.File => Files(value),
        _ => value.GetRawText(),
    };

    /// <summary>Bytes as people read them.</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024m:0.0} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024m / 1024m:0.0} MB"),
    };

    private static string OptionOf(FieldDefinition field, string value) =>
        field.Options.FirstOrDefault(option => option.Value == value)?.Name.Zh ?? value;

    private static string? NameOf(JsonElement value) =>
        value.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;

    private static string Files(JsonElement files) =>
        files.GetArrayLength() == 0
            ? Empty
            : string.Join("；", files.EnumerateArray().Select(file =>
                file.ValueKind == JsonValueKind.Object ? NameOf(file) ?? file.GetRawText() : file.GetRawText()));
}
