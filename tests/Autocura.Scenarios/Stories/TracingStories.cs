using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Incidents;
using Autocura.Settings;
using Autocura.Support;
using Autocura.Support.Otlp;
using Microsoft.Extensions.Logging;

namespace Autocura.Scenarios.Stories;

/// <summary>Listeners are of the whole process: what is traced here is told alone.</summary>
[CollectionDefinition(nameof(TracingStories), DisableParallelization = true)]
public sealed class TracingAlone;

/// <summary>An incident as a trace and as lines of the log, from the request that brought its alert to the change in the cluster, as a collector received them.</summary>
[Collection(nameof(TracingStories))]
public sealed class TracingStories
{
    private const string CallersTrace = "0af7651916cd43dd8448eb211c80319c";
    private const string CallersSpan = "b7ad6b7169203331";

    [Fact]
    public async Task An_incident_is_one_trace_from_the_alert_to_the_change_in_the_cluster()
    {
        await using var collector = await OtlpCollector.StartAsync();
        var incident = StoryHost.Workload("cart").InstanceId;
        string annotated;
        var options = StoryHost.Options(OperatingMode.Auto, [.. collector.Settings, ("AzureWebJobs.ClusterSweep.Disabled", "true"), ("Host:Keys:Function", "a-key-of-the-host")]);
        await using (var story = await StoryHost.BeginAsync(options with { ConfigureMetrics = metrics => metrics with { Notifier = null } }))
        {
            await story.PassAsync(TimeSpan.FromMinutes(2));
            await story.PlayAsync("bad-image");
            var alert = await story.FiringAsync("cart");
            await PostAsync(story, alert);
            var (outcome, _) = await story.EndAsync("cart");
            outcome.Kind.ShouldBe(OutcomeKind.Healed, outcome.Reason);
            annotated = story.Store.List("autocura.cognitiva.io", "issues", "shop").ShouldHaveSingleItem()["metadata"]!["annotations"]!["autocura.io/trace"]!.GetValue<string>();
        }

        var spans = collector.Spans.Where(span => span.TraceId == CallersTrace).ToDictionary(span => span.SpanId);
        annotated.ShouldBe(CallersTrace);
        collector.Spans.Where(span => span.Attribute("autocura.incident.id") == incident).ShouldAllBe(span => span.TraceId == CallersTrace);
        var patch = spans.Values.Single(span => span.Name == "PATCH deployments" && span.Attribute("autocura.k8s.dry_run").Length == 0);
        patch.Kind.ShouldBe(3);
        patch.Attributes.Where(pair => pair.Key != "server.port").OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}").ShouldBe(
        [
            $"autocura.incident.id={incident}", "autocura.k8s.group=apps", "autocura.k8s.name=cart", "autocura.k8s.resource=deployments", "http.request.method=PATCH",
            "http.response.status_code=200", "k8s.cluster.name=simulated", "k8s.namespace.name=shop", "server.address=127.0.0.1",
        ]);
        Above(spans, patch).Select(span => span.Name).ShouldBe(
        [
            "activity:ApplyStep", "create_orchestration:IncidentOrchestrator", "activity:DeliverAlert", "create_orchestration:AlertIntakeOrchestrator", "POST /api/alerts",
        ]);
        var apply = spans[patch.ParentId];
        apply.Attribute("autocura.incident.id").ShouldBe(incident);
        (apply.Attribute("autocura.attempt"), apply.Attribute("autocura.step")).ShouldBe(("1", "1"));
        var request = spans.Values.Single(span => span.Name == "POST /api/alerts");
        (request.ParentId, request.Kind, request.Attribute("http.response.status_code"), request.Attribute("url.path")).ShouldBe((CallersSpan, 2, "202", "/api/alerts"));
        spans.Values.Where(span => span.Name == "orchestration:IncidentOrchestrator").ShouldAllBe(span => span.Attribute("autocura.incident.id") == incident);
        spans.Values.ShouldContain(span => span.Source == "Autocura.Outgoing" && span.Attribute("peer.service") == "metrics");
        IsClean(collector);
        HasIncident(collector, incident);
    }

    /// <summary>Neither the key of the host nor a bearer token nor an address with its query.</summary>
    private static void IsClean(OtlpCollector collector)
    {
        var told = collector.Spans.SelectMany(span => span.Attributes.Select(pair => $"{span.Name}: {pair.Key}={pair.Value}").Append(span.Name))
            .Concat(collector.Lines.SelectMany(line => line.Attributes.Values.Append(line.Body))).ToList();
        told.Count.ShouldBeGreaterThan(1000);
        told.ShouldAllBe(text => !text.Contains("a-key-of-the-host", StringComparison.Ordinal) && !text.Contains("Bearer ", StringComparison.Ordinal) && !text.Contains("?code=", StringComparison.Ordinal));
    }

    private static void HasIncident(OtlpCollector collector, string incident)
    {
        var lines = collector.Lines.Where(line => line.Attributes.GetValueOrDefault("autocura.incident.id") == incident).ToList();
        lines.ShouldNotBeEmpty();
        lines.ShouldAllBe(line => line.TraceId == CallersTrace && line.SpanId.Length == 16);
        // The engine's own lines say which instance: that of an incident is its id.
        collector.Lines.ShouldContain(line => line.Attributes.GetValueOrDefault("durabletask.task.instance_id") == incident && line.TraceId == CallersTrace && line.Body.StartsWith("Executed 'CollectEvidence'", StringComparison.Ordinal));
    }

    private static IEnumerable<OtlpSpan> Above(Dictionary<string, OtlpSpan> spans, OtlpSpan span)
    {
        while (spans.TryGetValue(span.ParentId, out var parent))
        {
            yield return parent;
            span = parent;
        }
    }

    [Fact]
    public async Task An_alert_that_joins_points_to_the_trace_of_the_incident()
    {
        await using var collector = await OtlpCollector.StartAsync();
        await using (var story = await StoryHost.StartAsync(OperatingMode.Approve, [.. collector.Settings]))
        {
            await story.PlayAsync("bad-image");
            var alert = await story.FiringAsync("cart");
            await story.ReachAsync("cart", status => status.Phase == IncidentPhase.AwaitingApproval, TimeSpan.FromMinutes(5));
            var other = alert.DeepClone().AsObject();
            other["labels"]!["alertname"] = "AnotherOne";
            await PostAsync(story, other);
            await story.ReachAsync("cart", status => status.Alerts > 1, TimeSpan.FromMinutes(2));
        }

        var opening = collector.Spans.Single(span => span.Name == "create_orchestration:IncidentOrchestrator");
        opening.TraceId.ShouldNotBe(CallersTrace);
        var joining = collector.Spans.Where(span => span.Name == "activity:DeliverAlert" && span.TraceId == CallersTrace).ShouldHaveSingleItem();
        joining.Links.ShouldBe([opening.TraceId]);
        joining.Attribute("autocura.incident.id").ShouldBe(StoryHost.Workload("cart").InstanceId);
    }

    [Fact]
    public async Task Traces_and_the_level_of_the_log_follow_the_settings_without_a_restart()
    {
        await using var named = await OtlpCollector.StartAsync();
        await using var written = await OtlpCollector.StartAsync();
        await using (var story = await StoryHost.StartAsync(OperatingMode.Observe, [.. named.Settings]))
        {
            var log = story.Loggers.CreateLogger("Story");
            var map = ObjectKey.Core("configmaps", "autocura-cognitiva", LiveSettings.Name);
            LogMoment(log, "before");
            story.Store.Create(map, Map("log_level=ERROR\nenable_tracing=true\ntracing_endpoint=" + written.Address), ApplicationInstallation.Developer("kubectl-create"));
            await story.PassAsync(2 * LiveSettings.Interval);
            LogMoment(log, "quiet");
            // An exporter sends by the machine's clock, whatever that of the story says.
            await Eventually.TrueAsync("spans at the collector that the settings name", TimeSpan.FromSeconds(30), async () =>
            {
                await story.PassAsync(LiveSettings.Interval);
                return !written.Spans.IsEmpty;
            });
            story.Edit(map, found => found["data"] = Map("log_level=INFO\nenable_tracing=false")["data"]!.DeepClone());
            await story.PassAsync(2 * LiveSettings.Interval);
            LogMoment(log, "after");
        }

        named.Lines.Where(line => line.Source == "Story").Select(line => line.Body).ShouldBe(["before", "after"]);
        named.Spans.Select(span => span.TraceId).Intersect(written.Spans.Select(span => span.TraceId)).Count().ShouldBeLessThanOrEqualTo(1, "one trace may be under way at the change");
    }

    private static void LogMoment(ILogger log, string moment) => log.Log(LogLevel.Information, default, moment, null, (text, _) => text);

    private static JsonObject Map(string global) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ConfigMap",
        ["metadata"] = new JsonObject { ["name"] = LiveSettings.Name, ["namespace"] = "autocura-cognitiva" },
        ["data"] = new JsonObject { ["global.properties"] = global },
    };

    private static async Task PostAsync(StoryHost story, JsonObject alert)
    {
        var message = new JsonObject
        {
            ["version"] = "4",
            ["status"] = "firing",
            ["receiver"] = "autocura",
            ["alerts"] = new JsonArray(new JsonObject
            {
                ["status"] = "firing",
                ["labels"] = alert["labels"]!.DeepClone(),
                ["annotations"] = new JsonObject(),
                ["startsAt"] = alert["activeAt"]!.DeepClone(),
                ["endsAt"] = "0001-01-01T00:00:00Z",
                ["fingerprint"] = "f1",
            }),
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/alerts?code=a-key-of-the-host") { Content = JsonContent.Create(message) };
        request.Headers.TryAddWithoutValidation("traceparent", string.Create(CultureInfo.InvariantCulture, $"00-{CallersTrace}-{CallersSpan}-00"));
        using var answer = await story.Http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }
}
