using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Hosting;
using Autocura.Incidents;
using Autocura.Support.Notices;
using Microsoft.DurableTask.Client;

namespace Autocura.Scenarios.Stories;

/// <summary>The alerts of an incident are silent in Alertmanager while it is remediated, and however that ends no silence is left behind.</summary>
public sealed class SilencingStories
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    [Fact]
    public async Task While_it_is_remediated_its_alerts_are_silent_and_after_it_none_is()
    {
        await using var story = await StoryHost.StartAsync(OperatingMode.Observe);
        await using var alertmanager = await AlertmanagerStore.StartAsync(() => story.Now);
        var second = await story.JoinAsync("second", null, Settings(alertmanager));

        await BreakAsync(story, second, alertmanager);
        await story.UntilAsync(() => Task.FromResult(alertmanager.Active.Count > 0), Patience, "its alert is silent");
        var silence = alertmanager.Active.ShouldHaveSingleItem();
        var outcome = await EndAsync(story, second, alertmanager);

        outcome.Kind.ShouldBe(OutcomeKind.Healed, outcome.Reason);
        $"{silence["createdBy"]}".ShouldBe("autocura");
        $"{silence["comment"]}".ShouldStartWith($"Being remediated: incident {outcome.RecordName} https://autocura.example/{StoryHost.Workload("cart").InstanceId}");
        (DateTimeOffset.Parse($"{silence["endsAt"]}", System.Globalization.CultureInfo.InvariantCulture) - DateTimeOffset.Parse($"{silence["startsAt"]}", System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(TimeSpan.FromMinutes(30));
        silence["matchers"]!.AsArray().ShouldContain(matcher => $"{matcher!["name"]}" == "alertname");
        alertmanager.Active.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_remedy_that_cannot_be_carried_out_leaves_no_silence()
    {
        await using var story = await StoryHost.StartAsync(OperatingMode.Observe);
        await using var alertmanager = await AlertmanagerStore.StartAsync(() => story.Now);
        var second = await story.JoinAsync("second", null, Settings(alertmanager));
        await BreakAsync(story, second, alertmanager);
        await story.UntilAsync(() => Task.FromResult(alertmanager.Active.Count > 0), Patience, "its alert is silent");

        // A developer takes the workload away while it is being mended.
        story.Store.Delete(ObjectKey.Apps("deployments", "shop", "cart"), Autocura.Embedded.Cluster.Applications.ApplicationInstallation.Developer("kubectl"));
        var outcome = await EndAsync(story, second, alertmanager);

        outcome.Kind.ShouldNotBe(OutcomeKind.Healed);
        alertmanager.Silences.ShouldNotBeEmpty();
        alertmanager.Active.ShouldBeEmpty();
    }

    private static (string Name, string Value)[] Settings(AlertmanagerStore alertmanager) =>
        [.. NotificationStories.Alerted, ("Metrics:AlertmanagerUrl", alertmanager.Address), ("Autocura:SilenceFor", "00:30:00"), ("Autocura:Notifications:IncidentUrl", "https://autocura.example/{id}")];

    private static async Task BreakAsync(StoryHost story, EmbeddedHost host, AlertmanagerStore alertmanager)
    {
        await story.PlayAsync("bad-image");
        var alert = await story.FiringAsync("cart");
        alertmanager.Fire(alert["labels"]!.AsObject());
        await story.PostAsync(host.Url, alert);
    }

    /// <summary>The alert ends as soon as the remedy has been begun, and the incident when it likes.</summary>
    private static async Task<Outcome> EndAsync(StoryHost story, EmbeddedHost host, AlertmanagerStore alertmanager)
    {
        alertmanager.Clear();
        OrchestrationMetadata? ended = null;
        await story.UntilAsync(
            async () => (ended = await host.Engine.Client.GetInstanceAsync(StoryHost.Workload("cart").InstanceId, getInputsAndOutputs: true)) is { IsCompleted: true },
            TimeSpan.FromMinutes(40),
            "the incident has ended",
            () => $"{ended?.SerializedCustomStatus}");
        return ended!.ReadOutputAs<Outcome>()!;
    }
}
