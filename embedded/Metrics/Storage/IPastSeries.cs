namespace Autocura.Embedded.Metrics.Storage;

/// <summary>Series of a time before anything was scraped. They end where what is scraped begins.</summary>
internal interface IPastSeries
{
    /// <summary>Milliseconds since 1970; there is nothing after it.</summary>
    long End { get; }

    IEnumerable<LabelSet> Matching(Selection selection);

    /// <summary>The points of a series from one time to another, both included; none when there is no such series.</summary>
    Point[] Window(LabelSet labels, long from, long to);
}
