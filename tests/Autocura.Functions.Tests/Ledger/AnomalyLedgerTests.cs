using System.Text.Json.Nodes;
using Autocura.Alerts;
using Autocura.Cluster;
using Autocura.Functions.Tests.Alerts;
using Autocura.Functions.Tests.Cluster;
using Autocura.Incidents;
using Autocura.Ledger;
using Autocura.Telemetry;
using Autocura.Verification;

namespace Autocura.Functions.Tests.Ledger;

public sealed class AnomalyLedgerTests(RunningShop shop) : IClassFixture<RunningShop>
{
    private ICluster Cluster => shop.Cluster.Client;

    [Fact]
    public async Task An_unrouted_alert_is_kept_in_the_namespace_it_names()
    {
        var alert = SomeAlert.With(("namespace", "shop"), ("node", "node-1"), ("severity", "critical")) with { Annotations = new Dictionary<string, string> { ["summary"] = "node-1 is full" } };
        (await QuarantineAsync(alert)).ShouldBe(RecordResult.Complete);
        var anomaly = (await Cluster.FindAsync(RecordNames.Anomaly(alert, "shop"), CancellationToken.None)).ShouldNotBeNull();
        anomaly["spec"]!["reason"]!.GetValue<string>().ShouldBe("nothing it names exists");
        anomaly["spec"]!["severity"]!.GetValue<string>().ShouldBe("critical");
        anomaly["spec"]!["description"]!.GetValue<string>().ShouldBe("node-1 is full");
        anomaly["status"]!["quarantined"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task What_detectors_saw_says_which_and_how_strongly_where_this_system_says_it_itself()
    {
        var own = SomeAlert.With(("namespace", "shop"), ("service", "till"), ("autocura_source", "scan")) with { Annotations = new Dictionary<string, string> { ["detectors"] = "past 7.1; combined 3.9 (records 5.1)" } };
        var foreign = SomeAlert.With(("namespace", "shop"), ("service", "desk")) with { Annotations = own.Annotations };
        await QuarantineAsync(own);
        await QuarantineAsync(foreign);

        (await Cluster.FindAsync(RecordNames.Anomaly(own, "shop"), CancellationToken.None)).ShouldNotBeNull()["spec"]!["detectors"]!.GetValue<string>().ShouldBe("past 7.1; combined 3.9 (records 5.1)");
        (await Cluster.FindAsync(RecordNames.Anomaly(foreign, "shop"), CancellationToken.None)).ShouldNotBeNull()["spec"]!["detectors"].ShouldBeNull();
    }

    [Fact]
    public async Task One_that_names_no_namespace_or_one_that_is_gone_is_kept_in_the_systems_own()
    {
        await OwnNamespaceAsync("autocura-one");
        foreach (var alert in new[] { SomeAlert.With(("node", "node-2")), SomeAlert.With(("namespace", "long-gone"), ("pod", "x")) })
        {
            (await QuarantineAsync(alert, "autocura-one")).ShouldBe(RecordResult.Complete);
            (await Cluster.FindAsync(RecordNames.Anomaly(alert, "autocura-one"), CancellationToken.None)).ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task One_about_a_cluster_that_nobody_knows_is_not_put_into_a_namespace_that_happens_to_have_its_name()
    {
        await OwnNamespaceAsync("autocura-three");
        var alert = SomeAlert.With(("cluster", "north"), ("namespace", "shop"), ("pod", "x"));
        (await QuarantineAsync(alert, "autocura-three")).ShouldBe(RecordResult.Complete);
        (await Cluster.FindAsync(RecordNames.Anomaly(alert, "autocura-three"), CancellationToken.None)).ShouldNotBeNull();
        (await Cluster.FindAsync(RecordNames.Anomaly(alert, "shop"), CancellationToken.None)).ShouldBeNull();
        (await RouteAsync(alert)).ShouldBeNull();
    }

    [Fact]
    public async Task Text_that_could_not_be_read_is_kept_once_however_often_it_comes()
    {
        await OwnNamespaceAsync("autocura-two");
        for (var delivery = 0; delivery < 3; delivery++)
        {
            var unreadable = new QuarantinedAlert { Receiver = "r", Reason = "The message is not JSON.", At = SomeAlert.Onset, Raw = "<html>" };
            (await new AnomalyLedger(shop.Cluster.Clusters, new LedgerOptions("autocura-two")).QuarantineAsync(unreadable, CancellationToken.None)).ShouldBe(RecordResult.Complete);
        }

        var anomaly = (await Cluster.ListAsync(Kinds.Anomaly, new ListQuery("autocura-two"), CancellationToken.None)).ShouldHaveSingleItem();
        anomaly["spec"]!["description"]!.GetValue<string>().ShouldBe("<html>");
    }

    [Fact]
    public async Task When_there_is_no_place_to_keep_it_the_reason_says_so()
    {
        var result = await QuarantineAsync(SomeAlert.With(("namespace", "long-gone")), "nowhere");
        result.Written.ShouldBeFalse();
        result.Reason.ShouldContain("namespace nowhere or the kind Anomaly is not there");
    }

    [Fact]
    public async Task The_record_knows_where_an_episode_was_routed_when_its_pod_is_gone()
    {
        var alert = SomeAlert.With(("namespace", "shop"), ("pod", "cart-of-yesterday"));
        (await RouteAsync(alert)).ShouldBeNull();
        var story = new SomeRecord("cart").Opened;
        await new IncidentLedger(shop.Cluster.Clusters, new IncidentMetrics()).WriteAsync(story with { Incident = story.Incident with { Signals = [new AlertSignal(alert, SignalType.PodRestart)] } }, CancellationToken.None);
        (await RouteAsync(alert)).ShouldNotBeNull().Workload.ShouldBe(new WorkloadRef("test", "Deployment", "shop", "cart"));
        (await RouteAsync(alert with { StartsAt = alert.StartsAt.AddHours(1) })).ShouldBeNull("the next episode is another matter");
    }

    [Fact]
    public async Task What_was_quarantined_has_no_route()
    {
        var alert = SomeAlert.With(("namespace", "shop"), ("pod", "nobodys"));
        await QuarantineAsync(alert);
        (await RouteAsync(alert)).ShouldBeNull();
    }

    private Task<RecordResult> QuarantineAsync(Alert alert, string ns = "autocura-cognitiva") => new AnomalyLedger(shop.Cluster.Clusters, new LedgerOptions(ns)).QuarantineAsync(
        new QuarantinedAlert { Receiver = "r", Reason = "nothing it names exists", At = SomeAlert.Onset, Alert = alert }, CancellationToken.None);

    private Task<AlertRoute?> RouteAsync(Alert alert) => new AnomalyLedger(shop.Cluster.Clusters, new LedgerOptions("autocura-cognitiva")).FindRouteAsync(alert, CancellationToken.None);

    private Task<JsonObject> OwnNamespaceAsync(string name) => Cluster.CreateAsync(
        Kinds.Namespace, new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Namespace", ["metadata"] = new JsonObject { ["name"] = name } }, CancellationToken.None);
}
