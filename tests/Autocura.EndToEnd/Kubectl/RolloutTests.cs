namespace Autocura.EndToEnd.Kubectl;

public sealed class RolloutTests
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(2);

    [RealClientFact("kubectl")]
    public async Task A_release_is_rolled_out_told_undone_and_restarted()
    {
        await using var kubectl = await ShopKubectl.StartAsync();
        var before = await ImageAsync(kubectl);
        await kubectl.RunAsync("rollout", "restart", "deployment/cart");
        await kubectl.Cluster.RunAsync(LongEnough);
        (await kubectl.RunAsync("rollout", "status", "deployment/cart")).ShouldBe("deployment \"cart\" successfully rolled out");

        await kubectl.RunAsync("set", "image", "deployment/cart", "*=registry.shop.example/cart:no-such-tag");
        await kubectl.Cluster.RunAsync(LongEnough);
        (await kubectl.RunAsync("get", "pods")).ShouldContain("ImagePullBackOff");
        var history = await kubectl.RunAsync("rollout", "history", "deployment/cart");
        history.ShouldContain("REVISION");
        (await kubectl.RunAsync("rollout", "undo", "deployment/cart")).ShouldBe("deployment.apps/cart rolled back");
        await kubectl.Cluster.RunAsync(LongEnough);
        (await ImageAsync(kubectl)).ShouldBe(before);
        (await kubectl.RunAsync("rollout", "status", "deployment/cart")).ShouldContain("successfully rolled out");
    }

    [RealClientFact("kubectl")]
    public async Task Status_and_wait_follow_a_rollout_to_its_end()
    {
        await using var kubectl = await ShopKubectl.StartAsync();
        await kubectl.RunAsync("scale", "deployment/cart", "--replicas", "5");
        await using var status = kubectl.Start("rollout", "status", "deployment/cart");

        // Of one object by name, kubectl prints what a GET shows and drops the first event of its watch, so that a change in between is never seen. Of a list it misses nothing.
        await using var watch = kubectl.Start("get", "deployments", "--field-selector", "metadata.name=cart", "--watch");
        await status.UntilAsync("waiting", () => Task.FromResult(status.Output.Contains("Waiting for deployment", StringComparison.Ordinal) ? "waiting" : null));
        await watch.UntilAsync("the first row", () => Task.FromResult(watch.Output.Contains("cart", StringComparison.Ordinal) ? "row" : null));
        await kubectl.Cluster.RunAsync(LongEnough);
        await watch.UntilAsync("five of five", () => Task.FromResult(watch.Output.Contains("5/5", StringComparison.Ordinal) ? "done" : null));
        (await kubectl.RunAsync("wait", "--for", "condition=Available", "deployment/cart")).ShouldBe("deployment.apps/cart condition met");
        (await kubectl.RunAsync("rollout", "status", "deployment/cart")).ShouldContain("successfully rolled out");
    }

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

    private static Task<string> ImageAsync(ShopKubectl kubectl) =>
        kubectl.RunAsync("get", "deployment", "cart", "-o", "jsonpath={.spec.template.spec.containers[0].image}");
}
