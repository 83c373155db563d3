using Autocura.Telemetry;
using Microsoft.Extensions.Logging;

namespace Autocura.Embedded.Metrics.Storage;

/// <summary>
/// Reads the exporter and appends what it says, as a Prometheus with <c>honor_labels</c> would: target labels are added where the series has
/// none, and <c>up</c> tells whether the scrape succeeded. What a failed scrape last carried goes stale.
/// </summary>
internal sealed class Scraper(SeriesStore store, Func<IEnumerable<MetricFamily>> collect, IReadOnlyDictionary<string, string> target, ILogger logger)
{
    private const string Writer = "scrape";

    private readonly SeriesIdentities identities = new(target);

    public void Scrape(long at)
    {
        var batch = new List<KeyValuePair<LabelSet, double>>();
        var up = 1;
        try
        {
            foreach (var family in collect()) identities.Add(family, batch);
        }
#pragma warning disable CA1031 // whatever the exporter throws, the target is down and says so in `up`
        catch (Exception exception)
#pragma warning restore CA1031
        {
            logger.LogWarning(exception, "The exporter cannot be read; its series are stale and up is 0");
            batch.Clear();
            up = 0;
        }

        batch.Add(new(Own("up"), up));
        batch.Add(new(Own("scrape_samples_scraped"), batch.Count - 1));
        var refused = store.Append(Writer, at, batch);
        if (refused > 0)
        {
            logger.LogError("The store is full: {Refused} series of this scrape are not kept", refused);
        }
    }

    private LabelSet Own(string name) => LabelSet.From([.. target, new(LabelSet.MetricName, name)]);
}
