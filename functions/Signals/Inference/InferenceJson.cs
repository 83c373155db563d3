using System.Text.Json;

namespace Autocura.Signals.Inference;

/// <summary>Reads what requests for inference are made of, and says where what is wrong stands.</summary>
internal static class InferenceJson
{
    private const int LongestShown = 60;

    public static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document : throw InferenceException.Malformed("The body is no JSON object.");
        }
        catch (JsonException wrong)
        {
            throw InferenceException.Malformed($"The body is no JSON: {wrong.Message}", wrong);
        }
    }

    public static JsonElement Array(JsonElement of, string member, string at) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Array ? value : throw InferenceException.Malformed($"{at}{member} is missing, or no array.");

    public static string Text(JsonElement of, string member, string at) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : throw InferenceException.Malformed($"{at}{member} is missing, or no string.");

    public static string Shown(JsonElement value) => value.GetRawText() is { Length: > LongestShown } text ? $"{text[..LongestShown]}…" : value.GetRawText();

    /// <summary>The numbers of a tensor of two dimensions, row after row: written flat, or as an array for each row.</summary>
    /// <param name="data">The array.</param>
    /// <param name="rows">How many rows there must be.</param>
    /// <param name="width">Numbers in a row.</param>
    /// <param name="areSingle">Whether they are floats of four bytes.</param>
    public static double[] Numbers(JsonElement data, long rows, int width, bool areSingle)
    {
        var length = data.GetArrayLength();
        var isNested = length > 0 && data[0].ValueKind == JsonValueKind.Array;
        if (length != (isNested ? rows : rows * width)) throw InferenceException.Malformed(isNested ? $"data has {length} rows, and shape says {rows}." : $"data has {length} numbers, and shape [{rows}, {width}] says {rows * width}.");
        var numbers = new double[rows * width];
        var at = 0;
        foreach (var element in data.EnumerateArray())
        {
            if (!isNested) numbers[at] = Number(element, at, areSingle);
            else Row(element, numbers.AsSpan(at, width), at, areSingle);
            at += isNested ? width : 1;
        }

        return numbers;
    }

    private static void Row(JsonElement row, Span<double> numbers, int from, bool areSingle)
    {
        if (row.ValueKind != JsonValueKind.Array || row.GetArrayLength() != numbers.Length) throw InferenceException.Malformed($"Row {from / numbers.Length} of data is {Shown(row)}; it must have {numbers.Length} numbers.");
        var at = 0;
        foreach (var element in row.EnumerateArray())
        {
            numbers[at] = Number(element, from + at, areSingle);
            at++;
        }
    }

    private static double Number(JsonElement element, int at, bool isSingle)
    {
        if (element.ValueKind != JsonValueKind.Number || !element.TryGetDouble(out var number)) throw InferenceException.Malformed($"Element {at} of data is {Shown(element)}; it must be a number.");
        var value = isSingle ? (float)number : number;
        return double.IsFinite(value) ? value : throw InferenceException.Malformed($"Element {at} of data is {Shown(element)}; that is more than its datatype holds.");
    }
}
