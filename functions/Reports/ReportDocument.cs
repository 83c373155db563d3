namespace Autocura.Reports;

/// <summary>A text for people, free of any markup: what it looks like is the writers' business.</summary>
public sealed record ReportDocument(string Title, IReadOnlyList<ReportSection> Sections);

/// <summary>A report, or why there is none; it may come right where the cluster did not answer.</summary>
public sealed record ReportAnswer(ReportDocument? Report, string Problem = "", bool MayComeRight = false);

/// <summary>Sentences, then a list, then a table, each of which may be missing.</summary>
public sealed record ReportSection(string Heading)
{
    public IReadOnlyList<string> Sentences { get; init; } = [];

    public IReadOnlyList<string> Points { get; init; } = [];

    public ReportTable? Table { get; init; }
}

/// <summary>Rows of as many cells as there are columns.</summary>
public sealed record ReportTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);
