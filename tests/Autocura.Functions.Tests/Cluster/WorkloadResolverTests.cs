using System.Text.Json.Nodes;
using Autocura.Alerts;
using Autocura.Cluster;
using Autocura.Functions.Tests.Alerts;
using Autocura.Incidents;
using Autocura.Support;

namespace Autocura.Functions.Tests.Cluster;

public sealed class WorkloadResolverTests(RunningShop shop) : IClassFixture<RunningShop>
{
    private TestCluster Cluster => shop.Cluster;

    [Fact]
    public async Task A_deployment_named_by_its_label_is_the_workload() => (await RouteAsync(("deployment", "cart"))).ShouldBe(Deployment("cart"));

    [Fact]
    public async Task A_pod_belongs_to_the_deployment_that_controls_its_replica_set()
    {
        var pod = (await Cluster.Client.ListAsync(Kinds.Pod, new ListQuery("shop"), CancellationToken.None)).Select(NameOf).First(name => name.StartsWith("cart-"));
        (await RouteAsync(("pod", pod))).ShouldBe(Deployment("cart"));
    }

    [Fact]
    public async Task A_service_stands_for_the_workload_whose_pods_it_selects() => (await RouteAsync(("service", "checkout"))).ShouldBe(Deployment("checkout"));

    [Fact]
    public async Task A_service_in_front_of_a_workload_without_pods_still_stands_for_it()
    {
        await CreateAsync(Kinds.Service, "quiet", new JsonObject { ["selector"] = Map("app", "quiet"), ["ports"] = new JsonArray(new JsonObject { ["port"] = 80 }) });
        await CreateAsync(Kinds.Deployment, "quiet", Workload("quiet", replicas: 0));
        (await RouteAsync(("service", "quiet"))).ShouldBe(Deployment("quiet"));
    }

    [Fact]
    public async Task A_service_in_front_of_two_workloads_is_not_guessed_unless_only_one_of_them_lacks_pods()
    {
        await CreateAsync(Kinds.Service, "twins", new JsonObject { ["selector"] = Map("app", "twins"), ["ports"] = new JsonArray(new JsonObject { ["port"] = 80 }) });
        await CreateAsync(Kinds.Deployment, "twins-blue", Workload("twins", replicas: 0));
        await CreateAsync(Kinds.StatefulSet, "twins-green", Workload("twins", replicas: 0));
        (await RefusalAsync(("service", "twins"))).ShouldBe("Service shop/twins selects the pods of Deployment twins-blue and StatefulSet twins-green, and it cannot be told which is meant.");

        await Cluster.Client.PatchAsync(
            Kinds.StatefulSet.Ref("shop", "twins-green"), new ObjectPatch(PatchKind.Merge, new JsonObject { ["spec"] = new JsonObject { ["replicas"] = 2 } }), CancellationToken.None);
        (await RouteAsync(("service", "twins"))).ShouldBe(new WorkloadRef("test", "StatefulSet", "shop", "twins-green"));
    }

    [Fact]
    public async Task A_workload_may_be_named_without_its_kind()
    {
        await CreateAsync(Kinds.StatefulSet, "ledger", Workload("ledger", replicas: 0));
        (await RouteAsync(("workload", "ledger"))).ShouldBe(new WorkloadRef("test", "StatefulSet", "shop", "ledger"));
        (await RefusalAsync(("workload", "nobody"))).ShouldBe("There is no Deployment, StatefulSet or DaemonSet shop/nobody.");
    }

    [Fact]
    public async Task An_autoscaler_stands_for_what_it_scales()
    {
        await CreateAsync(Kinds.HorizontalPodAutoscaler, "cart-scaler", new JsonObject
        {
            ["maxReplicas"] = 5,
            ["scaleTargetRef"] = new JsonObject { ["apiVersion"] = "apps/v1", ["kind"] = "Deployment", ["name"] = "cart" },
        });
        (await RouteAsync(("horizontalpodautoscaler", "cart-scaler"))).ShouldBe(Deployment("cart"));
    }

    [Fact]
    public async Task Exported_labels_say_what_is_meant_and_plain_ones_what_was_scraped()
    {
        var alert = SomeAlert.With(("namespace", "monitoring"), ("pod", "kube-state-metrics-0"), ("exported_namespace", "shop"), ("exported_service", "cart"));
        (await ResolveAsync(alert)).Workload.ShouldBe(Deployment("cart"));
    }

    [Fact]
    public async Task A_name_that_does_not_exist_is_passed_over_for_the_next_label() =>
        (await RouteAsync(("deployment", "long-gone"), ("pod", "cart-gone-1"), ("service", "cart"))).ShouldBe(Deployment("cart"));

    [Fact]
    public async Task When_nothing_it_names_exists_the_reason_says_what_was_looked_for() =>
        (await RefusalAsync(("deployment", "long-gone"), ("pod", "cart-gone-1"))).ShouldBe("Deployment shop/long-gone does not exist. Pod shop/cart-gone-1 does not exist.");

    [Fact]
    public async Task A_pod_without_a_controller_is_nothing_that_can_be_healed()
    {
        await CreatePodAsync("lonely", null);
        (await RefusalAsync(("pod", "lonely"))).ShouldBe("Pod shop/lonely has no controller, so nothing would bring it back.");
    }

    [Fact]
    public async Task A_pod_that_a_node_runs_by_itself_is_its_own_workload()
    {
        var node = (await Cluster.Client.FindAsync(Kinds.Node.Ref("", "node-1"), CancellationToken.None)).ShouldNotBeNull();
        await CreatePodAsync("proxy-1", new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Node",
            ["name"] = "node-1",
            ["uid"] = node["metadata"]!["uid"]!.GetValue<string>(),
            ["controller"] = true,
        });
        (await ResolveAsync(SomeAlert.With(("namespace", "shop"), ("pod", "proxy-1")))).Workload!.ToString().ShouldBe("Pod shop/proxy-1");
    }

    [Fact]
    public async Task An_alert_about_the_clusters_own_api_server_is_about_the_pod_that_runs_it()
    {
        var route = await ResolveAsync(SomeAlert.With(("namespace", "default"), ("service", "kubernetes")));

        route.Workload.ShouldBe(new WorkloadRef("test", "Pod", "kube-system", "kube-apiserver-control-plane"));
    }

    [Fact]
    public async Task A_node_or_a_namespace_alone_names_no_workload()
    {
        (await RefusalAsync(("node", "node-1"))).ShouldStartWith("It names namespace shop but no deployment,");
        (await ResolveAsync(SomeAlert.With(("node", "node-1")))).Reason.ShouldStartWith("It names no namespace");
    }

    [Fact]
    public async Task An_alert_about_another_cluster_is_not_taken_for_this_one()
    {
        (await RefusalAsync(("deployment", "cart"), ("cluster", "production"))).ShouldBe("It is about cluster 'production', and none of that name is known: there is 'test' (settings Cluster:Name and Clusters).");
        (await RouteAsync(("deployment", "cart"), ("cluster", "Test"))).ShouldBe(Deployment("cart"));
    }

    [Fact]
    public async Task A_label_never_becomes_a_path() => (await RefusalAsync(("deployment", ".."))).ShouldStartWith("It names namespace shop but no deployment,");

    private async Task<WorkloadRef?> RouteAsync(params (string Name, string Value)[] labels) => (await ResolveAsync(SomeAlert.With([("namespace", "shop"), .. labels]))).Workload;

    private async Task<string> RefusalAsync(params (string Name, string Value)[] labels)
    {
        var route = await ResolveAsync(SomeAlert.With([("namespace", "shop"), .. labels]));
        route.Workload.ShouldBeNull();
        return route.Reason;
    }

    private Task<AlertRoute> ResolveAsync(Alert alert) => new WorkloadResolver(Cluster.Clusters).ResolveAsync(alert, CancellationToken.None);

    private static WorkloadRef Deployment(string name) => new("test", "Deployment", "shop", name);

    private Task<JsonObject> CreateAsync(ResourceKind kind, string name, JsonObject spec) => Cluster.Client.CreateAsync(
        kind,
        new JsonObject { ["apiVersion"] = kind.ApiVersion, ["kind"] = kind.Kind, ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "shop" }, ["spec"] = spec },
        CancellationToken.None);

    private async Task CreatePodAsync(string name, JsonObject? owner)
    {
        var pod = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "shop", ["ownerReferences"] = owner is null ? null : new JsonArray(owner) },
            ["spec"] = new JsonObject { ["containers"] = Containers() },
        };
        await Cluster.Client.CreateAsync(Kinds.Pod, pod, CancellationToken.None);
    }

    private static JsonObject Workload(string app, int replicas) => new()
    {
        ["replicas"] = replicas,
        ["serviceName"] = app,
        ["selector"] = new JsonObject { ["matchLabels"] = Map("app", app) },
        ["template"] = new JsonObject { ["metadata"] = new JsonObject { ["labels"] = Map("app", app) }, ["spec"] = new JsonObject { ["containers"] = Containers() } },
    };

    private static JsonArray Containers() => new(new JsonObject { ["name"] = "app", ["image"] = "shop/cart:1.0.0" });

    private static JsonObject Map(string name, string value) => new() { [name] = value };

    private static string NameOf(JsonObject item) => item["metadata"]!["name"]!.GetValue<string>();
}
