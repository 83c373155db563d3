namespace Autocura.Benchmarks.Harness;

/// <summary>The parts of a document that commands write: each what stands between its two marks.</summary>
internal static class MeasuredTables
{
    /// <param name="document">Its path.</param>
    /// <param name="part">Which of its parts, as its marks name it.</param>
    /// <param name="write">Writes the tables.</param>
    public static void Replace(string document, string part, Action<TextWriter> write)
    {
        var (opening, closing) = ($"<!-- {part}: begin -->", $"<!-- {part}: end -->");
        var text = File.ReadAllText(document);
        var (begin, end) = (text.IndexOf(opening, StringComparison.Ordinal), text.IndexOf(closing, StringComparison.Ordinal));
        if (begin < 0 || end < begin) throw new InvalidDataException($"{document} has no place for tables, between {opening} and {closing}.");
        using var tables = new StringWriter { NewLine = "\n" };
        write(tables);
        File.WriteAllText(document, $"{text[..(begin + opening.Length)]}\n{tables}{text[end..]}");
    }
}
