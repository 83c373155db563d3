using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Cluster.Controllers;
using Autocura.Embedded.Cluster.Usage;
using Autocura.Embedded.Tests.Cluster.Controllers;

namespace Autocura.Embedded.Tests.Cluster.Usage;

public sealed class ResourceMetricsTests
{
    [Fact]
    public async Task A_pod_is_measured_once_it_has_run_for_a_window_and_its_node_with_it()
    {
        await using var cluster = await LiveCluster.EmptyAsync(1, new ImageProfile { Image = "web:1", CpuMillis = 90, MemoryMi = 64 });
        var metrics = new ResourceMetrics(cluster.Store, cluster.Simulation.Usage, cluster.Time);
        cluster.Create(Manifests.Pod("web", "web:1"));
        await cluster.RunAsync(TimeSpan.FromSeconds(10));
        metrics.Pods("test").ShouldBeEmpty();

        await cluster.RunAsync(TimeSpan.FromSeconds(15));

        var pod = metrics.Pods("test").Single();
        pod.Objects("containers").Single()["usage"]!.ToJsonString().ShouldBe("""{"cpu":"90000000n","memory":"65536Ki"}""");
        (pod.Text("window"), pod.Label("app")).ShouldBe(("15s", "web"));
        metrics.Nodes().Single().Amount("usage", "cpu").ShouldBe(0.15, 0.001);
    }

    [Fact]
    public async Task A_node_that_is_silent_is_not_measured()
    {
        await using var cluster = await LiveCluster.EmptyAsync(2);
        cluster.Update(ObjectKey.Core("nodes", null, "node-2"), node => node.Ensure("metadata", "annotations")[NodeLifecycle.Stopped] = "power cut");

        await cluster.RunAsync(TimeSpan.FromMinutes(1));

        new ResourceMetrics(cluster.Store, cluster.Simulation.Usage, cluster.Time).Nodes().Select(node => node.Name()).ShouldBe(["node-1"]);
    }
}
