namespace Autocura.EndToEnd.Kubectl;

/// <summary>Nodes, which belong to the simulation alone: nobody would want the nodes of a real cluster drained by a test.</summary>
public sealed class NodeTests
{
    [RealClientFact("kubectl")]
    public async Task A_node_is_cordoned_drained_and_used_again()
    {
        await using var kubectl = await ShopKubectl.StartAsync();
        var node = await kubectl.RunAsync("get", "nodes", "-o", "jsonpath={.items[0].metadata.name}");
        (await kubectl.RunAsync("cordon", node)).ShouldBe($"node/{node} cordoned");
        (await kubectl.RunAsync("get", "node", node)).ShouldContain("SchedulingDisabled");
        await using var drain = kubectl.Start("drain", node, "--ignore-daemonsets", "--delete-emptydir-data", "--force", "--timeout=20s");
        await Eventually.TrueAsync("the node is drained", TimeSpan.FromSeconds(20), async () =>
        {
            await kubectl.Cluster.RunAsync(TimeSpan.FromSeconds(10));
            return drain.Output.Contains($"node/{node} drained", StringComparison.Ordinal);
        }, () => drain.Output);
        (await kubectl.RunAsync("uncordon", node)).ShouldBe($"node/{node} uncordoned");
    }
}
