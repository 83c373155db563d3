using Autocura.Embedded.Cluster;
using static Autocura.Embedded.Tests.Cluster.TemporaryStore;

namespace Autocura.Embedded.Tests.Cluster.Admission;

public sealed class PodAdmissionTests
{
    [Fact]
    public void A_pod_beyond_the_quota_is_refused_whoever_creates_it()
    {
        using var cluster = new TemporaryStore();
        cluster.Store.Create(
            ObjectKey.Core("resourcequotas", "shop", "small"),
            Parse("""{"apiVersion":"v1","kind":"ResourceQuota","spec":{"hard":{"pods":"2","requests.cpu":"1"}}}"""),
            Tester);
        CreatePod(cluster, "first", """{"requests":{"cpu":"600m"}}""");

        Should.Throw<ApiStatusException>(() => CreatePod(cluster, "second", """{"requests":{"cpu":"500m"}}""")).Message.ShouldBe(
            "pods \"second\" is forbidden: exceeded quota: small, requested: requests.cpu=500m, used: requests.cpu=600m, limited: requests.cpu=1");
        Should.Throw<ApiStatusException>(() => CreatePod(cluster, "silent", "{}")).Message.ShouldBe(
            "pods \"silent\" is forbidden: failed quota: small: must specify requests.cpu for: c");
        CreatePod(cluster, "second", """{"requests":{"cpu":"400m"}}""");
    }

    [Fact]
    public void A_limit_range_fills_in_and_bounds()
    {
        using var cluster = new TemporaryStore();
        cluster.Store.Create(
            ObjectKey.Core("limitranges", "shop", "usual"),
            Parse("""{"apiVersion":"v1","kind":"LimitRange","spec":{"limits":[{"type":"Container","default":{"memory":"64Mi"},"defaultRequest":{"memory":"32Mi"},"max":{"memory":"128Mi"}}]}}"""),
            Tester);
        var resources = CreatePod(cluster, "plain", "{}").Items("spec", "containers").Single().Child("resources");
        resources!.ToJsonString().ShouldBe("""{"limits":{"memory":"64Mi"},"requests":{"memory":"32Mi"}}""");
        Should.Throw<ApiStatusException>(() => CreatePod(cluster, "greedy", """{"limits":{"memory":"1Gi"}}""")).Message
            .ShouldContain("maximum memory usage per Container is 128Mi, but limit is 1Gi");
    }

    [Theory]
    [InlineData("pods", "Pod", """{"spec":{"containers":[{"name":"c","image":"i:1"}]}}""", "pods=1, used: pods=0, limited: pods=0")]
    [InlineData("count/configmaps", "ConfigMap", "{}", "count/configmaps=1, used: count/configmaps=0, limited: count/configmaps=0")]
    [InlineData("services.nodeports", "Service", """{"spec":{"type":"NodePort","ports":[{"port":80},{"port":81}]}}""", "services.nodeports=2, used: services.nodeports=0, limited: services.nodeports=0")]
    [InlineData("requests.storage", "PersistentVolumeClaim", """{"spec":{"resources":{"requests":{"storage":"1Gi"}}}}""", "requests.storage=1Gi, used: requests.storage=0, limited: requests.storage=0")]
    public void Objects_of_every_kind_are_counted(string limit, string kind, string body, string told)
    {
        using var cluster = new TemporaryStore();
        var quota = Parse("""{"apiVersion":"v1","kind":"ResourceQuota","spec":{"hard":{}}}""");
        quota["spec"]!["hard"]![limit] = "0";
        cluster.Store.Create(ObjectKey.Core("resourcequotas", "shop", "none"), quota, Tester);
        var obj = Parse(body);
        (obj["apiVersion"], obj["kind"]) = ("v1", kind);

        var type = cluster.Store.Catalog.FindKind("v1", kind)!;
        Should.Throw<ApiStatusException>(() => cluster.Store.Create(type.Key("shop", "one"), obj, Tester)).Message
            .ShouldBe($"{type.Plural} \"one\" is forbidden: exceeded quota: none, requested: {told}");
    }

    [Fact]
    public void A_quota_with_scopes_counts_only_the_pods_of_them()
    {
        using var cluster = new TemporaryStore();
        cluster.Store.Create(
            ObjectKey.Core("resourcequotas", "shop", "no-best-effort"),
            Parse("""{"apiVersion":"v1","kind":"ResourceQuota","spec":{"hard":{"pods":"0"},"scopes":["BestEffort"]}}"""),
            Tester);

        CreatePod(cluster, "burstable", """{"requests":{"cpu":"1"}}""");
        Should.Throw<ApiStatusException>(() => CreatePod(cluster, "silent", "{}")).Message.ShouldContain("exceeded quota: no-best-effort");
    }

    [Fact]
    public void A_limit_range_bounds_pods_and_claims_as_a_whole()
    {
        using var cluster = new TemporaryStore();
        cluster.Store.Create(
            ObjectKey.Core("limitranges", "shop", "bounds"),
            Parse("""{"apiVersion":"v1","kind":"LimitRange","spec":{"limits":[{"type":"Pod","max":{"cpu":"1"}},{"type":"PersistentVolumeClaim","max":{"storage":"2Gi"}}]}}"""),
            Tester);

        Should.Throw<ApiStatusException>(() => CreatePod(cluster, "greedy", """{"limits":{"cpu":"2"}}""")).Message.ShouldBe("pods \"greedy\" is forbidden: maximum cpu usage per Pod is 1, but limit is 2");
        Should.Throw<ApiStatusException>(() => CreatePod(cluster, "silent", "{}")).Message.ShouldBe("pods \"silent\" is forbidden: maximum cpu usage per Pod is 1.  No limit is specified");
        var claim = Parse("""{"apiVersion":"v1","kind":"PersistentVolumeClaim","spec":{"resources":{"requests":{"storage":"3Gi"}}}}""");
        Should.Throw<ApiStatusException>(() => cluster.Store.Create(ObjectKey.Core("persistentvolumeclaims", "shop", "big"), claim, Tester)).Message
            .ShouldBe("persistentvolumeclaims \"big\" is forbidden: maximum storage usage per PersistentVolumeClaim is 2Gi, but request is 3Gi");
    }

    [Theory]
    [InlineData("{}", "BestEffort")]
    [InlineData("""{"requests":{"cpu":"1"}}""", "Burstable")]
    [InlineData("""{"limits":{"cpu":"1","memory":"1Gi"}}""", "Guaranteed")]
    public void A_new_pod_is_pending_with_its_quality_of_service(string resources, string quality)
    {
        using var cluster = new TemporaryStore();
        var pod = CreatePod(cluster, "p", resources);
        pod.Text("status", "phase").ShouldBe("Pending");
        pod.Text("status", "qosClass").ShouldBe(quality);
        pod.Text("spec", "serviceAccountName").ShouldBe("default");
        pod.Items("spec", "tolerations").Count().ShouldBe(2);
    }

    [Fact]
    public void Priority_comes_from_the_class_and_an_unknown_class_is_refused()
    {
        using var cluster = new TemporaryStore();
        cluster.Store.Create(new("scheduling.k8s.io", "priorityclasses", null, "high"), Parse("""{"apiVersion":"scheduling.k8s.io/v1","kind":"PriorityClass","value":1000}"""), Tester);
        var pod = Parse("""{"apiVersion":"v1","kind":"Pod","spec":{"priorityClassName":"high","containers":[{"name":"c","image":"i:1"}]}}""");
        cluster.Store.Create(Pod("p"), pod, Tester).Number("spec", "priority").ShouldBe(1000);
        pod["spec"]!["priorityClassName"] = "none";
        Should.Throw<ApiStatusException>(() => cluster.Store.Create(Pod("q"), pod, Tester)).Message.ShouldContain("no PriorityClass with name none was found");
    }

    private static System.Text.Json.Nodes.JsonObject CreatePod(TemporaryStore cluster, string name, string resources) => cluster.Store.Create(
        Pod(name), Parse("""{"apiVersion":"v1","kind":"Pod","spec":{"containers":[{"name":"c","image":"i:1","resources":""" + resources + "}]}}"), Tester);
}
