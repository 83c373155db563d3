using Autocura.Diagnosis.Surroundings;

namespace Autocura.Functions.Tests.Cluster.Readers;

/// <summary>One scenario for each kind of object that can be why a workload is in trouble.</summary>
public sealed class SurroundingsReaderTests
{
    [Fact]
    public async Task A_workload_that_is_well_has_nothing_wrong_around_it()
    {
        await using var played = await PlayedScenario.PlayAsync("noop-astronomy-shop", 5);

        var (view, gaps) = await played.SurroundingsAsync("otel-demo/cart");

        gaps.ShouldBeEmpty();
        (view.Claims.Count, view.Quotas.Count, view.Policies.Count, view.Preemptions.Count, view.Experiments.Count).ShouldBe((0, 0, 0, 0, 0));
        view.Nodes.ShouldHaveSingleItem().ShouldSatisfyAllConditions(node => node.Ready.ShouldBeTrue(), node => node.PodsOfWorkload.ShouldBe(1));
        view.Configurations.ShouldAllBe(one => one.Exists && one.KeyExists);
    }

    [Fact]
    public async Task An_experiment_on_another_workload_is_read_as_one_nearby()
    {
        await using var played = await PlayedScenario.PlayAsync("hotel-network-delay", 10);

        var view = (await played.SurroundingsAsync("hotel-reservation/mongodb-user")).View;

        view.Experiments.ShouldBeEmpty();
        view.ExperimentsNearby.ShouldHaveSingleItem().ShouldSatisfyAllConditions(one => one.Ref.Kind.ShouldBe("NetworkChaos"), one => one.Workloads.ShouldHaveSingleItem().Name.ShouldBe("user"));
    }

    [Fact]
    public async Task A_file_that_is_no_JSON_is_found_and_not_kept()
    {
        await using var played = await PlayedScenario.PlayAsync("recommendation-malformed-config", 20);

        var configuration = (await played.SurroundingsAsync("otel-demo/recommendation")).View.Configurations[0];

        (configuration.Name, configuration.Unreadable).ShouldBe(("features", "config.json, line 1"));
    }

    [Fact]
    public async Task The_API_server_is_read_as_a_workload_and_whoever_is_new_in_the_cluster_is_named()
    {
        await using var played = await PlayedScenario.PlayAsync("api-server-flood", 10);

        var view = (await played.SurroundingsAsync("kube-system/kube-apiserver-control-plane", "Pod")).View;

        view.Changes.ShouldContain(change => change.Kind == ChangeKind.Created && change.Target.Name == "workload-scanner" && change.Relation == ObjectRelation.Cluster);
    }

    [Fact]
    public async Task A_policy_that_lets_nothing_in_is_read_in_words()
    {
        await using var played = await PlayedScenario.PlayAsync("frontend-network-policy", 10);

        var policy = (await played.SurroundingsAsync("otel-demo/frontend")).View.Policies.ShouldHaveSingleItem();

        (policy.Ref.Name, policy.Kind, policy.Effect).ShouldBe(("frontend-ingress", PolicyEffect.DeniesIngress, "denies all ingress"));
        policy.ChangedAt.ShouldBeGreaterThan(played.Stage.Now - TimeSpan.FromMinutes(1));
        (await played.SurroundingsAsync("otel-demo/cart")).View.Policies.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_policy_of_the_mesh_is_read_in_words()
    {
        await using var played = await PlayedScenario.PlayAsync("gateway-denies-get", 10);

        var policy = (await played.SurroundingsAsync("bookinfo/productpage-v1")).View.Policies.ShouldHaveSingleItem();

        (policy.Kind, policy.Effect).ShouldBe((PolicyEffect.DeniesRequests, "denies GET"));
    }

    [Fact]
    public async Task Mutual_tls_that_is_demanded_is_found_where_it_holds()
    {
        await using var played = await PlayedScenario.PlayAsync("strict-mutual-tls", 10);

        var (view, gaps) = await played.SurroundingsAsync("bookinfo/productpage-v1");

        gaps.ShouldBeEmpty();
        view.Policies.ShouldContain(policy => policy.Kind == PolicyEffect.DemandsMutualTls && policy.Ref.Name == "mtls-strict");
        view.NamespaceLabels.ShouldBe(new Dictionary<string, string> { ["istio.io/dataplane-mode"] = "ambient" });
    }

    [Fact]
    public async Task A_quota_that_refused_the_pod_comes_first()
    {
        await using var played = await PlayedScenario.PlayAsync("quota-blocks-ad", 30);

        var quota = (await played.SurroundingsAsync("otel-demo/ad")).View.Quotas[0];

        (quota.Name, quota.Resource, quota.Hard, quota.ChangedBy).ShouldBe(("memory", "requests.memory", 1024d * 1024 * 1024, "OpenAPI-Generator"));
        quota.Used.ShouldBeGreaterThan(quota.Hard * 0.5);
    }

    [Fact]
    public async Task A_claim_that_is_missing_is_named()
    {
        await using var played = await PlayedScenario.PlayAsync("reviews-missing-claim", 30);

        var claim = (await played.SurroundingsAsync("bookinfo/reviews-v3")).View.Claims.ShouldHaveSingleItem();

        (claim.Name, claim.Exists, claim.Phase).ShouldBe(("reviews-data", false, ""));
    }

    [Fact]
    public async Task A_claim_that_waits_shows_the_volumes_that_remember_another()
    {
        await using var played = await PlayedScenario.PlayAsync("hotel-redeployed-on-released-volumes", 40);

        var claim = (await played.SurroundingsAsync("hotel-reservation/mongodb-geo")).View.Claims.ShouldHaveSingleItem();

        (claim.Name, claim.Exists, claim.Phase).ShouldBe(("geo-pvc", true, "Pending"));
        claim.ReleasedVolumes.ShouldBe(["geo-pv"]);
        claim.Why.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_storage_class_that_is_missing_is_seen()
    {
        await using var played = await PlayedScenario.PlayAsync("tidb-storage-class-missing", 90);

        var view = (await played.SurroundingsAsync("tidb-cluster/basic-pd", "StatefulSet")).View;

        var claim = view.Claims.ShouldHaveSingleItem();
        (claim.Phase, claim.StorageClass, claim.StorageClassExists).ShouldBe(("Pending", "this-is-a-storage-class", false));
    }

    [Fact]
    public async Task A_cordoned_node_tells_who_did_it_and_when()
    {
        await using var played = await PlayedScenario.PlayAsync("cordoned-node", 60);

        var node = (await played.SurroundingsAsync("otel-demo/payment")).View.Nodes[0];

        (node.Name, node.Schedulable, node.CordonedBy).ShouldBe(("node-2", false, "OpenAPI-Generator"));
        node.CordonedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_pod_that_had_to_go_tells_for_whom()
    {
        await using var played = await PlayedScenario.PlayAsync("preempted-by-priority", 40);

        var preemption = (await played.SurroundingsAsync("otel-demo/kafka")).View.Preemptions[0];

        (preemption.By, preemption.PriorityClass, preemption.Priority).ShouldBe(("Deployment otel-demo/priority-workload", "application-critical", 1_000_000));
        preemption.PriorityClassCreatedAt.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("chaos-shipping-quote-partition", "otel-demo/shipping", "network partition", ExperimentHit.Pods)]
    [InlineData("chaos-shipping-quote-partition", "otel-demo/quote", "network partition", ExperimentHit.OtherEnd)]
    [InlineData("chaos-api-server-io", "otel-demo/cart", "io latency", ExperimentHit.ControlPlane)]
    [InlineData("chaos-ad-memory", "otel-demo/ad", "stress memory", ExperimentHit.Pods)]
    public async Task An_experiment_is_found_with_what_starts_it(string scenario, string workload, string action, ExperimentHit hits)
    {
        await using var played = await PlayedScenario.PlayAsync(scenario, 90);

        var (view, gaps) = await played.SurroundingsAsync(workload);

        gaps.ShouldBeEmpty();
        var experiment = view.Experiments.ShouldHaveSingleItem();
        (experiment.Action, experiment.Hits, experiment.IsRunning, experiment.Schedule?.Kind).ShouldBe((action, hits, true, "Schedule"));
        (await played.SurroundingsAsync("otel-demo/currency")).View.Experiments.ShouldAllBe(other => other.Hits == ExperimentHit.ControlPlane);
    }

    [Fact]
    public async Task An_experiment_without_a_schedule_is_found_in_any_namespace()
    {
        await using var played = await PlayedScenario.PlayAsync("hotel-network-loss", 30);

        var experiment = (await played.SurroundingsAsync("hotel-reservation/user")).View.Experiments.ShouldHaveSingleItem();

        (experiment.Ref.ToString(), experiment.Selects, experiment.Schedule).ShouldBe(("NetworkChaos chaos-mesh/loss", "io.kompose.service=user of hotel-reservation", null));
    }

    [Fact]
    public async Task An_autoscaler_is_read_with_its_metrics()
    {
        await using var played = await PlayedScenario.PlayAsync("autoscaler-targets", 180);

        var autoscaler = (await played.SurroundingsAsync("otel-demo/frontend")).View.Autoscaler.ShouldNotBeNull();

        (autoscaler.Ref.Kind, autoscaler.Minimum, autoscaler.Maximum, autoscaler.IsAtMaximum).ShouldBe(("HorizontalPodAutoscaler", 1, 4, true));
        autoscaler.Metrics.ShouldContain(line => line.StartsWith("cpu 20 %, now "));
        autoscaler.Conditions.ShouldContain(line => line.StartsWith("ScalingLimited=True: TooManyReplicas"));
    }

    [Fact]
    public async Task A_service_that_selects_nobody_shows_what_keeps_it_from_the_pods()
    {
        await using var played = await PlayedScenario.PlayAsync("details-service-selector", 10);

        var stray = (await played.SurroundingsAsync("bookinfo/details-v1")).View.StrayServices.ShouldHaveSingleItem();

        (stray.Name, stray.Exists).ShouldBe(("details", true));
        stray.Differing.ShouldBe(["app=detail (pods have details)"]);
        (await played.SurroundingsAsync("bookinfo/ratings-v1")).View.StrayServices.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_service_that_is_gone_is_missed_by_those_who_call_it()
    {
        await using var played = await PlayedScenario.PlayAsync("product-catalog-service-deleted", 10);

        var stray = (await played.SurroundingsAsync("otel-demo/product-catalog")).View.StrayServices.ShouldHaveSingleItem();

        (stray.Name, stray.Exists).ShouldBe(("product-catalog", false));
        stray.Differing.ShouldContain("PRODUCT_CATALOG_ADDR of frontend names it");
        (await played.SurroundingsAsync("otel-demo/cart")).View.StrayServices.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_owner_says_what_it_cannot_do()
    {
        await using var played = await PlayedScenario.PlayAsync("tidb-invalid-toleration", 60);

        var owner = (await played.SurroundingsAsync("tidb-cluster/basic-tidb", "StatefulSet")).View.Owner.ShouldNotBeNull();

        (owner.Ref.Kind, owner.Ref.Name, owner.Tool).ShouldBe(("TidbCluster", "basic", "operator"));
    }

    [Fact]
    public async Task Nothing_is_asked_twice_and_little_at_all()
    {
        await using var played = await PlayedScenario.PlayAsync("noop-astronomy-shop", 5);
        var before = played.Requests;

        await played.SurroundingsAsync("otel-demo/checkout");

        (played.Requests - before).ShouldBeLessThanOrEqualTo(45);
    }
}
