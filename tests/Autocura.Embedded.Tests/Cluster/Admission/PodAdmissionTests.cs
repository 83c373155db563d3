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
            "pods \"silent\" is forbidden: failed quota: small: must specify requests.cpu");
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
