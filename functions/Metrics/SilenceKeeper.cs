using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Autocura.Alerts;

namespace Autocura.Metrics;

/// <summary>
/// Silences alerts in Alertmanager (API v2) while something is done about them, and lifts that again. Silences are found by their key: placing twice places once, and lifting leaves none behind,
/// also of a run that ended before it could say what it had placed.
/// </summary>
public sealed class SilenceKeeper : IDisposable
{
    private const int Most = 20;
    private const string Standing = "api/v2/alerts?active=true&silenced=true&inhibited=true&unprocessed=true";

    private readonly Uri? alertmanager;
    private readonly BoundedHttp http;

    public SilenceKeeper(MetricsOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        alertmanager = options.AlertmanagerUrl;
        http = new BoundedHttp(options, time);
    }

    /// <summary>Silences those of the alerts that Alertmanager knows. What was silenced, in a line.</summary>
    /// <exception cref="HttpRequestException">Alertmanager did not do it, and may later.</exception>
    public async Task<string> PlaceAsync(SilenceOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (alertmanager is null)
        {
            return "No alert was silenced: Metrics:AlertmanagerUrl is not set.";
        }

        var known = await AskAsync(HttpMethod.Get, Standing, null, cancellationToken);
        var wanted = known.EnumerateArray().Select(alert => PrometheusJson.ReadLabels(alert.GetProperty("labels")))
            .Where(labels => order.Alerts.Any(alert => new AlertIdentity(alert.Name, alert.Labels).Matches(labels))).Take(Most).ToList();
        var placed = await UnderAsync(order.Key, cancellationToken);
        foreach (var labels in wanted.Where(labels => !placed.Any(silence => silence.Silences(labels))))
        {
            await AskAsync(HttpMethod.Post, AlertmanagerSilences.Path, AlertmanagerSilences.Of(order, labels), cancellationToken);
        }

        return wanted.Count == 0 ? "No alert was silenced: Alertmanager has none of this incident." : $"{wanted.Count} of its alerts are silenced, until {order.Until.UtcDateTime:HH:mm:ss} UTC at most.";
    }

    /// <summary>Lifts every silence of a key. How many there were.</summary>
    /// <exception cref="HttpRequestException">Alertmanager did not do it, and may later.</exception>
    public async Task<int> LiftAsync(string key, CancellationToken cancellationToken)
    {
        if (alertmanager is null)
        {
            return 0;
        }

        var placed = await UnderAsync(key, cancellationToken);
        foreach (var silence in placed)
        {
            await AskAsync(HttpMethod.Delete, $"api/v2/silence/{Uri.EscapeDataString(silence.Id)}", null, cancellationToken);
        }

        return placed.Count;
    }

    public void Dispose() => http.Dispose();

    private async Task<IReadOnlyList<FoundSilence>> UnderAsync(string key, CancellationToken cancellationToken)
    {
        var listed = await SendAsync(HttpMethod.Get, AlertmanagerSilences.Path, null, cancellationToken);
        return [.. AlertmanagerSilences.Read(listed).Where(silence => silence.IsUnder(key))];
    }

    private async Task<JsonElement> AskAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(method, path, body, cancellationToken);
        return answer.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(answer);
    }

    private async Task<byte[]> SendAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(method, new Uri($"{alertmanager!.AbsoluteUri.TrimEnd('/')}/{path}"));
        message.Content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        return await http.SendAsync(message, cancellationToken) switch
        {
            HttpReply.Answered { Status: HttpStatusCode.OK } answered => answered.Body,
            var other => throw new HttpRequestException(PrometheusJson.Refusal(message.RequestUri!, other)),
        };
    }
}
