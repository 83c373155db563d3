namespace Autocura.Conformance.Kubectl;

[Collection(OneCluster.Name)]
public sealed class RolloutTests(ClusterUnderTest cluster)
{
    [RealClientFact("kubectl")]
    public async Task A_release_is_rolled_out_told_undone_and_restarted()
    {
        await using var kubectl = await Workspace.CreateAsync(cluster);
        await kubectl.InstallWebAsync();
        var before = await ImageAsync(kubectl);
        await kubectl.RunAsync("rollout", "restart", "deployment/web");
        (await kubectl.WaitAsync("rollout", "status", "deployment/web", "--timeout=60s")).ShouldContain("successfully rolled out");

        await kubectl.RunAsync("set", "image", "deployment/web", $"web={Workspace.MissingImage}");
        await kubectl.UntilAsync("a pod cannot pull its image", "ImagePullBackOff", "get", "pods");
        (await kubectl.RunAsync("rollout", "history", "deployment/web")).ShouldContain("REVISION");
        (await kubectl.RunAsync("rollout", "undo", "deployment/web")).ShouldBe("deployment.apps/web rolled back");
        (await kubectl.WaitAsync("rollout", "status", "deployment/web", "--timeout=60s")).ShouldContain("successfully rolled out");
        (await ImageAsync(kubectl)).ShouldBe(before);
    }

    [RealClientFact("kubectl")]
    public async Task Status_wait_and_watch_follow_a_rollout_to_its_end()
    {
        await using var kubectl = await Workspace.CreateAsync(cluster);
        await kubectl.InstallWebAsync();

        // Of one object by name, kubectl prints what a GET shows and drops the first event of its watch, so that a change in between is never seen. Of a list it misses nothing.
        await using var watch = kubectl.Start("get", "deployments", "--field-selector", "metadata.name=web", "--watch");
        await watch.UntilAsync("the first row", () => Task.FromResult(watch.Output.Contains("2/2", StringComparison.Ordinal) ? "row" : null));
        await kubectl.RunAsync("scale", "deployment/web", "--replicas", "4");
        (await kubectl.WaitAsync("wait", "--for", "jsonpath={.status.readyReplicas}=4", "deployment/web", "--timeout=60s")).ShouldBe("deployment.apps/web condition met");
        await watch.UntilAsync("four of four", () => Task.FromResult(watch.Output.Contains("4/4", StringComparison.Ordinal) ? "done" : null));
        (await kubectl.RunAsync("wait", "--for", "condition=Available", "deployment/web")).ShouldBe("deployment.apps/web condition met");
    }

    private static Task<string> ImageAsync(Workspace kubectl) =>
        kubectl.RunAsync("get", "deployment", "web", "-o", "jsonpath={.spec.template.spec.containers[0].image}");
}
