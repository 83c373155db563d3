namespace Autocura.Benchmarks.Numbers;

/// <summary>
/// The results in a document: what stands between two marks, a heading <c>### name: ...</c> for each section. A section that is put takes the place of its older self; the
/// others stay as they are.
/// </summary>
internal sealed class ResultsPage(string document, IReadOnlyList<string> order)
{
    private const string Opening = "<!-- numbers: begin -->";
    private const string Closing = "<!-- numbers: end -->";
    private const string Heading = "\n### ";

    /// <param name="name">The section's name.</param>
    /// <param name="text">Its heading and tables.</param>
    public void Put(string name, string text)
    {
        var whole = File.ReadAllText(document);
        var (begin, end) = (whole.IndexOf(Opening, StringComparison.Ordinal), whole.IndexOf(Closing, StringComparison.Ordinal));
        if (begin < 0 || end < begin) throw new InvalidDataException($"{document} has no place for results, between {Opening} and {Closing}.");
        var sections = Sections(whole[(begin + Opening.Length)..end]);
        sections[name] = text.Trim('\n');
        var results = order.Where(sections.ContainsKey).Select(one => sections[one]);
        File.WriteAllText(document, $"{whole[..(begin + Opening.Length)]}\n\n{string.Join("\n\n", results)}\n\n{whole[end..]}");
    }

    private static Dictionary<string, string> Sections(string text) => text.Split(Heading).Skip(1)
        .ToDictionary(section => section[..section.IndexOf(':', StringComparison.Ordinal)], section => $"{Heading}{section}".Trim('\n'));
}
