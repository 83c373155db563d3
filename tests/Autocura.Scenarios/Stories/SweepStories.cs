using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Scenarios;
using Autocura.Incidents;
using Autocura.Orchestrations;
using Autocura.Triggers;

namespace Autocura.Scenarios.Stories;

/// <summary>The system's own watching, with no alert from anybody: what is wrong is seen, named and healed, and what merely starts is left in peace.</summary>
public sealed class SweepStories
{
    private static readonly (string, string)[] Alone = [("AzureWebJobs.AlertWebhook.Disabled", "true")];

    [Theory]
    [InlineData("bad-image", "ImagePullFailing")]
    [InlineData("crash-after-release", "RestartsRising")]
    [InlineData("out-of-memory", "ContainerOutOfMemory")]
    [InlineData("scaled-to-zero", "ScaledToZeroInUse")]
    public async Task A_fault_is_seen_without_any_alert_rule_healed_once_and_reported_gone(string name, string observation)
    {
        var scenario = ScenarioCatalog.Load().Find(name);
        await using var story = await StoryHost.StartAsync(OperatingMode.Auto, Alone);

        await story.PlayAsync(name);
        var (outcome, status) = await story.EndAsync(scenario.Target.Name, TimeSpan.FromMinutes(15));

        outcome.Kind.ShouldBe(OutcomeKind.Healed, outcome.Reason);
        status.Causes[0].Cause.ShouldBe(scenario.Cause);
        story.Mutations().ShouldHaveSingleItem();
        var anomalies = story.Store.List("autocura.cognitiva.io", "anomalies", "shop").ToList();
        anomalies.Select(anomaly => anomaly["spec"]!["labels"]!["alertname"]!.GetValue<string>()).ShouldContain(observation);

        await story.PassAsync(TimeSpan.FromMinutes(15));
        story.Mutations().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Two_replicas_that_sweep_at_once_open_one_incident_and_tell_it_once()
    {
        await using var story = await StoryHost.StartAsync(OperatingMode.Observe, [.. Alone, ("AzureWebJobs.ClusterSweep.Disabled", "true")]);
        await story.PlayAsync("bad-image");
        await story.PassAsync(TimeSpan.FromMinutes(5));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => new SignalRound(story.Engine.Client, FunctionNames.Sweep, "sweep-simulated").RunAsync("simulated", CancellationToken.None)));
        var (outcome, _) = await story.EndAsync("cart");

        outcome.Kind.ShouldBe(OutcomeKind.HandedOver, outcome.Reason);
        var instances = JsonNode.Parse(await story.Http.GetStringAsync("runtime/webhooks/durabletask/instances"))!.AsArray();
        instances.Count(instance => instance!["name"]!.GetValue<string>() == FunctionNames.AlertIntake).ShouldBe(1);
        instances.Count(instance => instance!["name"]!.GetValue<string>() == FunctionNames.Sweep).ShouldBe(1);
    }

    [Theory]
    [InlineData("shop")]
    [InlineData("astronomy-shop")]
    public async Task An_application_that_is_only_coming_up_opens_no_incident_whoever_watches_it(string application)
    {
        await using var story = await StoryHost.BeginAsync(StoryHost.Options(OperatingMode.Auto) with { Applications = [application] });

        await story.PassAsync(TimeSpan.FromMinutes(4));

        var instances = JsonNode.Parse(await story.Http.GetStringAsync("runtime/webhooks/durabletask/instances"))!.AsArray();
        instances.Where(instance => instance!["name"]!.GetValue<string>() == FunctionNames.Incident).Select(instance => $"{instance!["customStatus"]}").ShouldBeEmpty();
        story.Mutations().ShouldBeEmpty();
    }

    [Fact]
    public async Task An_application_that_is_only_starting_opens_no_incident()
    {
        await using var story = await StoryHost.StartAsync(OperatingMode.Auto, Alone);

        foreach (var deployment in story.Store.List("apps", "deployments", "shop").Select(found => found.Name()).ToList())
        {
            story.Edit(ObjectKey.Apps("deployments", "shop", deployment), found => found["spec"]!["template"]!["metadata"]!["annotations"] = new JsonObject { ["restarted"] = "now" });
        }

        await story.PassAsync(TimeSpan.FromMinutes(10));

        story.Mutations().ShouldBeEmpty();
        foreach (var name in (string[])["frontend", "cart", "catalog", "checkout", "payment"])
        {
            (await story.StatusAsync(name)).ShouldBeNull();
        }
    }
}
