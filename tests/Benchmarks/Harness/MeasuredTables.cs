namespace Autocura.Benchmarks.Harness;

/// <summary>The part of a document that a command writes: what stands between its two marks.</summary>
internal static class MeasuredTables
{
    private const string Begin = "<!-- measured: begin -->";
    private const string End = "<!-- measured: end -->";

    public static void Replace(string document, Action<TextWriter> write)
    {
        var text = File.ReadAllText(document);
        var (begin, end) = (text.IndexOf(Begin, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        if (begin < 0 || end < begin) throw new InvalidDataException($"{document} has no place for tables, between {Begin} and {End}.");
        using var tables = new StringWriter { NewLine = "\n" };
        write(tables);
        File.WriteAllText(document, $"{text[..(begin + Begin.Length)]}\n{tables}{text[end..]}");
    }
}
