namespace Autocura.Alerts;

/// <summary>
/// What one intake holds: a message, or a part of a large one, so that no history grows without bound. The alerts that could be read
/// and those that could not travel together: a message is answered only when both are stored.
/// </summary>
public sealed record AlertBatch
{
    /// <summary>The most entries, read or rejected, in one batch.</summary>
    public const int MaxEntries = 100;

    /// <summary>The most text in one batch. Every durable store takes an input of this size, escaped as JSON may have to escape it.</summary>
    public const int MaxCharacters = 150_000;

    public required string Receiver { get; init; }

    public string GroupKey { get; init; } = "";

    public string ExternalUrl { get; init; } = "";

    public int TruncatedAlerts { get; init; }

    public IReadOnlyList<Alert> Alerts { get; init; } = [];

    public IReadOnlyList<RejectedAlert> Rejected { get; init; } = [];

    /// <summary>The most batches that are begun because the next alert is about another cluster: labels come from outside.</summary>
    private const int MostForClusters = 32;

    /// <summary>
    /// The message in batches, in its own order, rejected entries last. Each cluster's alerts have batches of their own, so that one cluster which
    /// does not answer holds up no other's. A message without any entry needs none.
    /// </summary>
    public static IReadOnlyList<AlertBatch> Of(AlertGroup group)
    {
        var batches = new List<AlertBatch>();
        var (alerts, rejected, size) = (new List<Alert>(), new List<RejectedAlert>(), 0);
        string? cluster = null;
        foreach (var entry in group.Alerts.GroupBy(ClusterOf).SelectMany(same => same).Cast<object>().Concat(group.Rejected))
        {
            var isElsewhere = entry is Alert next && cluster is not null && ClusterOf(next) != cluster && batches.Count < MostForClusters;
            cluster = entry is Alert one ? ClusterOf(one) : cluster;
            var needs = entry is Alert alert ? SizeOf(alert) : ((RejectedAlert)entry).Reason.Length + ((RejectedAlert)entry).Raw.Length;
            if (isElsewhere || alerts.Count + rejected.Count == MaxEntries || (size > 0 && size + needs > MaxCharacters))
            {
                batches.Add(Batch());
                (alerts, rejected, size) = ([], [], 0);
            }

            size += needs;
            if (entry is Alert read) alerts.Add(read);
            else rejected.Add((RejectedAlert)entry);
        }

        return size == 0 ? batches : [.. batches, Batch()];

        AlertBatch Batch() => new()
        {
            Receiver = group.Receiver,
            GroupKey = group.GroupKey,
            ExternalUrl = group.ExternalUrl,
            TruncatedAlerts = group.TruncatedAlerts,
            Alerts = alerts,
            Rejected = rejected,
        };
    }

    private static string ClusterOf(Alert alert) => alert.Label("cluster") ?? "";

    private static int SizeOf(Alert alert) => alert.Labels.Concat(alert.Annotations).Sum(text => text.Key.Length + text.Value.Length) + alert.Fingerprint.Length;
}
