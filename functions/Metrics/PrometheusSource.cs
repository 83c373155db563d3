using System.Globalization;
using System.Net;

namespace Autocura.Metrics;

/// <summary>
/// Asks a Prometheus-compatible API for numbers, and it or an Alertmanager for the standing of alerts. Wrong or absent answers become reasons.
/// </summary>
internal sealed class PrometheusSource(MetricsOptions options, BoundedHttp http) : IMetricSource, IDisposable
{
    /// <inheritdoc/>
    public Task<MetricAnswer> QueryAsync(string expression, DateTimeOffset? at = null, CancellationToken cancellationToken = default)
    {
        var form = new Dictionary<string, string> { ["query"] = expression };
        if (at is { } instant)
        {
            form["time"] = Seconds(instant);
        }

        return AskAsync("api/v1/query", form, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<MetricAnswer> QueryRangeAsync(RangeQuery query, CancellationToken cancellationToken = default) =>
        AskAsync("api/v1/query_range", new Dictionary<string, string>
        {
            ["query"] = query.Expression,
            ["start"] = Seconds(query.From),
            ["end"] = Seconds(query.To),
            ["step"] = query.Step.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture),
        }, cancellationToken);

    /// <inheritdoc/>
    public Task<AlertStanding> AskAlertAsync(AlertIdentity alert, CancellationToken cancellationToken = default) => options switch
    {
        { AlertmanagerUrl: { } alertmanager } =>
            StandingAsync(Under(alertmanager, AlertmanagerAlerts.Path(alert)), body => AlertmanagerAlerts.Read(body, alert), cancellationToken),
        { PrometheusUrl: { } prometheus } =>
            StandingAsync(Under(prometheus, PrometheusAlerts.Path(alert)), body => PrometheusAlerts.Read(body, alert), cancellationToken),
        _ => Task.FromResult<AlertStanding>(new AlertStanding.Unmeasurable(NoMetricSource.Reason)),
    };

    public void Dispose() => http.Dispose();

    private async Task<MetricAnswer> AskAsync(string path, Dictionary<string, string> form, CancellationToken cancellationToken)
    {
        if (options.PrometheusUrl is null)
        {
            return new MetricAnswer.Unmeasurable(NoMetricSource.Reason);
        }

        var uri = Under(options.PrometheusUrl, path);
        using var message = new HttpRequestMessage(HttpMethod.Post, uri) { Content = new FormUrlEncodedContent(form) };
        return await http.SendAsync(message, cancellationToken) switch
        {
            HttpReply.Answered { Status: HttpStatusCode.OK } answered => PrometheusJson.ReadAnswer(uri, answered.Body),
            var other => new MetricAnswer.Unmeasurable(PrometheusJson.Refusal(uri, other)),
        };
    }

    private async Task<AlertStanding> StandingAsync(Uri uri, Func<byte[], AlertStanding> read, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, uri);
        return await http.SendAsync(message, cancellationToken) switch
        {
            HttpReply.Answered { Status: HttpStatusCode.OK } answered => read(answered.Body),
            var other => new AlertStanding.Unmeasurable(PrometheusJson.Refusal(uri, other)),
        };
    }

    private static Uri Under(Uri root, string path) => new($"{root.AbsoluteUri.TrimEnd('/')}/{path}");

    private static string Seconds(DateTimeOffset instant) =>
        (instant.ToUnixTimeMilliseconds() / 1000m).ToString("0.###", CultureInfo.InvariantCulture);
}
