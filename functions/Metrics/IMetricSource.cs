namespace Autocura.Metrics;

/// <summary>
/// Where numbers about workloads come from. Absence never throws and never reads as success: every question has an answer for
/// "there is no data" and for "it cannot be known now", and the caller must handle both.
/// </summary>
public interface IMetricSource
{
    /// <summary>Evaluates a PromQL expression at one instant; without <paramref name="at"/>, at the source's own present.</summary>
    Task<MetricAnswer> QueryAsync(string expression, DateTimeOffset? at = null, CancellationToken cancellationToken = default);

    /// <summary>Evaluates a PromQL expression at every step of a window.</summary>
    Task<MetricAnswer> QueryRangeAsync(RangeQuery query, CancellationToken cancellationToken = default);

    /// <summary>
    /// Whether the alert stands now. It is identified by its name and by the labels on which both sides have a say: a label that only one side
    /// carries (external labels, replica labels) does not tell two alerts apart.
    /// </summary>
    Task<AlertStanding> AskAlertAsync(AlertIdentity alert, CancellationToken cancellationToken = default);
}
