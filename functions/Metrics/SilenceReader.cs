using System.Net;
using System.Text.Json;
using Autocura.Alerts;
using Autocura.Guardrails.Facts;

namespace Autocura.Metrics;

/// <summary>
/// Asks the Alertmanager (API v2) which of an incident's alerts somebody has silenced. Where none is configured nobody can silence anything; one that does not answer leaves
/// the fact unread.
/// </summary>
public sealed class SilenceReader : IDisposable
{
    private const string Path = "api/v2/alerts?active=false&silenced=true&inhibited=false&unprocessed=false";

    private readonly MetricsOptions options;
    private readonly BoundedHttp http;

    public SilenceReader(MetricsOptions options, TimeProvider time)
    {
        this.options = options;
        http = new BoundedHttp(options, time);
    }

    /// <summary>The alerts of an incident that are silenced now, each with its silences.</summary>
    public async Task<Fact<IReadOnlyList<string>>> ReadAsync(IEnumerable<Alert> alerts, CancellationToken cancellationToken)
    {
        if (options.AlertmanagerUrl is not { } alertmanager)
        {
            return Fact<IReadOnlyList<string>>.Of([]);
        }

        using var message = new HttpRequestMessage(HttpMethod.Get, new Uri($"{alertmanager.AbsoluteUri.TrimEnd('/')}/{Path}"));
        return await http.SendAsync(message, cancellationToken) switch
        {
            HttpReply.Answered { Status: HttpStatusCode.OK } answered => Read(answered.Body, [.. alerts.Where(alert => !alert.IsOwn && !alert.IsDerived())]),
            var other => Fact<IReadOnlyList<string>>.Unread(PrometheusJson.Refusal(message.RequestUri!, other), mayComeRight: true),
        };
    }

    public void Dispose() => http.Dispose();

    private static Fact<IReadOnlyList<string>> Read(byte[] body, IReadOnlyList<Alert> alerts)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return Fact<IReadOnlyList<string>>.Of([.. document.RootElement.EnumerateArray().Select(one => Tell(one, alerts)).OfType<string>().Distinct().Order(StringComparer.Ordinal)]);
        }
        catch (Exception exception) when (PrometheusJson.IsMalformed(exception))
        {
            return Fact<IReadOnlyList<string>>.Unread($"Alertmanager answered with alerts that cannot be read: {exception.Message}");
        }
    }

    private static string? Tell(JsonElement found, IReadOnlyList<Alert> alerts)
    {
        var silences = found.GetProperty("status").GetProperty("silencedBy").EnumerateArray().Select(silence => silence.GetString()).ToList();
        var labels = PrometheusJson.ReadLabels(found.GetProperty("labels"));
        var same = alerts.FirstOrDefault(alert => new AlertIdentity(alert.Name, alert.Labels).Matches(labels));
        return silences.Count > 0 && same is not null ? $"{same.Name} is silenced ({string.Join(", ", silences)})" : null;
    }
}
