using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Durable;
using Autocura.Embedded.Hosting;
using Autocura.Incidents;
using Autocura.Orchestrations;
using Autocura.Support.Chaos;
using Autocura.Support.Notices;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

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

    [Theory]
    [InlineData(FunctionNames.PlaceSilences, false)]
    [InlineData(FunctionNames.ApplyStep, true)]
    [InlineData(FunctionNames.MeasureRecovery, true)]
    [InlineData(FunctionNames.LiftSilences, true)]
    [InlineData(FunctionNames.LiftSilences, false)]
    public async Task A_host_that_is_killed_while_alerts_are_silent_silences_none_twice_and_leaves_none_silent(string activity, bool before)
    {
        await using var story = await StoryHost.StartAsync(OperatingMode.Observe);
        await using var alertmanager = await AlertmanagerStore.StartAsync(() => story.Now);
        var fate = new DeathInTime(activity, 1, before ? Moment.Before : Moment.Unrecorded);
        var mortal = await MortalAsync(story, alertmanager, fate);
        await BreakAsync(story, mortal, alertmanager);

        await story.UntilAsync(() => Task.FromResult(fate.Death.IsCompleted), Patience, $"the host died at {activity}");
        await story.BuryAsync(mortal);
        var placed = alertmanager.Silences.ShouldHaveSingleItem();
        (alertmanager.Active.Count == 1).ShouldBe(before || activity != FunctionNames.LiftSilences, "the silence outlives the host that placed it");
        var heir = await story.JoinAsync("mortal", null, Settings(alertmanager));
        var outcome = await EndAsync(story, heir, alertmanager);

        outcome.Kind.ShouldBe(OutcomeKind.Healed, outcome.Reason);
        alertmanager.Active.ShouldBeEmpty();
        $"{alertmanager.Silences.ShouldHaveSingleItem()["id"]}".ShouldBe($"{placed["id"]}");
    }

    [Fact]
    public async Task A_host_that_never_comes_back_leaves_a_silence_that_ends_by_itself()
    {
        await using var story = await StoryHost.StartAsync(OperatingMode.Observe);
        await using var alertmanager = await AlertmanagerStore.StartAsync(() => story.Now);
        var fate = new DeathInTime(FunctionNames.ApplyStep, 1, Moment.Before);
        var mortal = await MortalAsync(story, alertmanager, fate);
        await BreakAsync(story, mortal, alertmanager);
        await story.UntilAsync(() => Task.FromResult(fate.Death.IsCompleted), Patience, "the host died");
        await story.BuryAsync(mortal);

        await story.PassAsync(TimeSpan.FromMinutes(20));
        alertmanager.Active.ShouldHaveSingleItem();
        await story.PassAsync(TimeSpan.FromMinutes(11));

        alertmanager.Silences.ShouldHaveSingleItem();
        alertmanager.Active.ShouldBeEmpty();
    }

    private static Task<EmbeddedHost> MortalAsync(StoryHost story, AlertmanagerStore alertmanager, DeathInTime fate) => story.JoinAsync(
        "mortal",
        app => app.Services.AddSingleton<IFunctionInvoker>(services => new MortalFunctions(ActivatorUtilities.CreateInstance<DurableFunctions>(services), fate)),
        fate.Death,
        Settings(alertmanager));

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
