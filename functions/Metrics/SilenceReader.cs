using System.Net;
using System.Text.Json;
using Autocura.Alerts;
using Autocura.Guardrails.Facts;

namespace Autocura.Metrics;

/// <summary>
/// Asks the Alertmanager (API v2) which of an incident's alerts somebody has silenced. Silences that this system placed itself say nothing of people, and do not count. Where no
/// Alertmanager is configured nobody can silence anything; one that does not answer leaves the fact unread.
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

        var all = await AskAsync(alertmanager, Path, cancellationToken);
        var found = all.Value is { } suppressed ? Read(suppressed, [.. alerts.Where(alert => !alert.IsOwn && !alert.IsDerived())]) : Fact<IReadOnlyList<Suppressed>>.Unread(all.Gap, all.MayComeRight);
        if (found.Value is not { Count: > 0 } silenced)
        {
            return found.Value is null ? Fact<IReadOnlyList<string>>.Unread(found.Gap, found.MayComeRight) : Fact<IReadOnlyList<string>>.Of([]);
        }

        var silences = await AskAsync(alertmanager, AlertmanagerSilences.Path, cancellationToken);
        return silences.Value is { } listed ? Tell(silenced, listed) : Fact<IReadOnlyList<string>>.Unread(silences.Gap, silences.MayComeRight);
    }

    public void Dispose() => http.Dispose();

    private async Task<Fact<byte[]>> AskAsync(Uri alertmanager, string path, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, new Uri($"{alertmanager.AbsoluteUri.TrimEnd('/')}/{path}"));
        return await http.SendAsync(message, cancellationToken) switch
        {
            HttpReply.Answered { Status: HttpStatusCode.OK } answered => Fact<byte[]>.Of(answered.Body),
            var other => Fact<byte[]>.Unread(PrometheusJson.Refusal(message.RequestUri!, other), mayComeRight: true),
        };
    }

    private static Fact<IReadOnlyList<Suppressed>> Read(byte[] body, IReadOnlyList<Alert> alerts)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return Fact<IReadOnlyList<Suppressed>>.Of([.. document.RootElement.EnumerateArray().Select(one => Find(one, alerts)).OfType<Suppressed>()]);
        }
        catch (Exception exception) when (PrometheusJson.IsMalformed(exception))
        {
            return Fact<IReadOnlyList<Suppressed>>.Unread($"Alertmanager answered with alerts that cannot be read: {exception.Message}");
        }
    }

    private static Suppressed? Find(JsonElement found, IReadOnlyList<Alert> alerts)
    {
        var silences = found.GetProperty("status").GetProperty("silencedBy").EnumerateArray().Select(silence => silence.GetString()!).ToList();
        var labels = PrometheusJson.ReadLabels(found.GetProperty("labels"));
        var same = alerts.FirstOrDefault(alert => new AlertIdentity(alert.Name, alert.Labels).Matches(labels));
        return silences.Count > 0 && same is not null ? new Suppressed(same.Name, silences) : null;
    }

    private static Fact<IReadOnlyList<string>> Tell(IReadOnlyList<Suppressed> silenced, byte[] silences)
    {
        try
        {
            var ours = AlertmanagerSilences.Read(silences).Where(silence => silence.IsOurs).Select(silence => silence.Id).ToList();
            var theirs = silenced.Select(one => one with { By = [.. one.By.Except(ours)] }).Where(one => one.By.Count > 0);
            return Fact<IReadOnlyList<string>>.Of([.. theirs.Select(one => $"{one.Alert} is silenced ({string.Join(", ", one.By)})").Distinct().Order(StringComparer.Ordinal)]);
        }
        catch (Exception exception) when (PrometheusJson.IsMalformed(exception))
        {
            return Fact<IReadOnlyList<string>>.Unread($"Alertmanager answered with silences that cannot be read: {exception.Message}");
        }
    }

    private sealed record Suppressed(string Alert, IReadOnlyList<string> By);
}
