namespace Autocura.Alerts;

/// <summary>
/// What one intake holds: a message, or a part of a large one, so that no history grows without bound. The alerts that could be read
/// and those that could not travel together: a message is answered only when both are stored.
/// </summary>
public sealed record AlertBatch
{
    /// <summary>The most alerts, read or rejected, in one batch.</summary>
    public const int MaxAlerts = 100;

    public required string Receiver { get; init; }

    public string GroupKey { get; init; } = "";

    public string ExternalUrl { get; init; } = "";

    public int TruncatedAlerts { get; init; }

    public IReadOnlyList<Alert> Alerts { get; init; } = [];

    public IReadOnlyList<RejectedAlert> Rejected { get; init; } = [];

    /// <summary>The message in batches, in its own order, rejected entries last. A message without any entry needs none.</summary>
    public static IReadOnlyList<AlertBatch> Of(AlertGroup group)
    {
        var alerts = group.Alerts.Chunk(MaxAlerts).Select(chunk => Frame(group) with { Alerts = chunk });
        var rejected = group.Rejected.Chunk(MaxAlerts).Select(chunk => Frame(group) with { Rejected = chunk });
        List<AlertBatch> batches = [.. alerts];
        foreach (var batch in rejected)
        {
            if (batches.Count > 0 && batches[^1].Alerts.Count + batch.Rejected.Count <= MaxAlerts && batches[^1].Rejected.Count == 0)
            {
                batches[^1] = batches[^1] with { Rejected = batch.Rejected };
            }
            else
            {
                batches.Add(batch);
            }
        }

        return batches;
    }

    private static AlertBatch Frame(AlertGroup group) => new()
    {
        Receiver = group.Receiver,
        GroupKey = group.GroupKey,
        ExternalUrl = group.ExternalUrl,
        TruncatedAlerts = group.TruncatedAlerts,
    };
}
