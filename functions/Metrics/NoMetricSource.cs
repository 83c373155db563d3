namespace Autocura.Metrics;

/// <summary>Stands where no metric source is configured: everything is unmeasurable, so that nothing is ever taken for recovered.</summary>
public sealed class NoMetricSource : IMetricSource
{
    internal const string Reason = "No metric source is configured: set Metrics:PrometheusUrl.";

    /// <inheritdoc/>
    public Task<MetricAnswer> QueryAsync(string expression, DateTimeOffset? at = null, CancellationToken cancellationToken = default) =>
        Task.FromResult<MetricAnswer>(new MetricAnswer.Unmeasurable(Reason));

    /// <inheritdoc/>
    public Task<MetricAnswer> QueryRangeAsync(RangeQuery query, CancellationToken cancellationToken = default) =>
        Task.FromResult<MetricAnswer>(new MetricAnswer.Unmeasurable(Reason));

    /// <inheritdoc/>
    public Task<AlertStanding> AskAlertAsync(AlertIdentity alert, CancellationToken cancellationToken = default) =>
        Task.FromResult<AlertStanding>(new AlertStanding.Unmeasurable(Reason));
}
