namespace Autocura.Conformance.Kubectl;

[Collection(OneCluster.Name)]
public sealed class ControllerTests(ClusterUnderTest cluster)
{
    private const string Image = "busybox:1.36";

    [RealClientFact("kubectl")]
    public async Task A_job_runs_to_its_end_and_a_cron_job_lends_its_template()
    {
        await using var kubectl = await Workspace.CreateAsync(cluster);
        await kubectl.RunAsync("create", "job", "once", "--image", Image, "--", "true");
        (await kubectl.WaitAsync("wait", "--for", "condition=complete", "job/once", "--timeout=60s")).ShouldBe("job.batch/once condition met");
        (await kubectl.RunAsync("get", "job", "once", "-o", "jsonpath={.status.succeeded} {.spec.completions}")).ShouldBe("1 1");

        await kubectl.RunAsync("create", "cronjob", "nightly", "--image", Image, "--schedule", "0 3 * * *", "--", "true");
        await kubectl.RunAsync("create", "job", "by-hand", "--from", "cronjob/nightly");
        (await kubectl.WaitAsync("wait", "--for", "condition=complete", "job/by-hand", "--timeout=60s")).ShouldBe("job.batch/by-hand condition met");
        (await kubectl.RunAsync("get", "cronjob", "nightly")).ShouldContain("0 3 * * *");
        (await kubectl.RefusalAsync("create", "cronjob", "never", "--image", Image, "--schedule", "soon")).ShouldContain("spec.schedule: Invalid value: \"soon\"");
    }

    [RealClientFact("kubectl")]
    public async Task A_job_that_fails_says_that_its_limit_is_reached()
    {
        await using var kubectl = await Workspace.CreateAsync(cluster);
        await kubectl.RunAsync("apply", "-f", kubectl.Manifest(
            $$"""
            apiVersion: batch/v1
            kind: Job
            metadata: {name: broken}
            spec:
              backoffLimit: 0
              template:
                spec:
                  restartPolicy: Never
                  containers: [{name: task, image: "{{Image}}", command: [sh, -c, "exit 3"]}]
            """));
        (await kubectl.WaitAsync("wait", "--for", "condition=failed", "job/broken", "--timeout=60s")).ShouldBe("job.batch/broken condition met");
        (await kubectl.RunAsync("get", "job", "broken", "-o", "jsonpath={.status.conditions[?(@.type==\"Failed\")].reason}")).ShouldBe("BackoffLimitExceeded");
        (await kubectl.RunAsync("get", "pods", "-l", "job-name=broken", "-o", "jsonpath={.items[0].status.containerStatuses[0].state.terminated.exitCode}")).ShouldBe("3");
    }

    [RealClientFact("kubectl")]
    public async Task A_quota_counts_objects_and_says_what_is_exceeded()
    {
        await using var kubectl = await Workspace.CreateAsync(cluster);
        await kubectl.RunAsync("create", "quota", "few", "--hard", "count/secrets=0");
        await kubectl.UntilAsync("the quota counts", "0", "get", "quota", "few", "-o", "jsonpath={.status.used.count/secrets}");
        (await kubectl.RefusalAsync("create", "secret", "generic", "one", "--from-literal", "a=b"))
            .ShouldContain("secrets \"one\" is forbidden: exceeded quota: few, requested: count/secrets=1, used: count/secrets=0, limited: count/secrets=0");
    }

    [RealClientFact("kubectl")]
    public async Task A_pod_that_no_node_will_take_is_told_why()
    {
        await using var kubectl = await Workspace.CreateAsync(cluster);
        await kubectl.RunAsync("apply", "-f", kubectl.Manifest(
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: picky}
            spec:
              containers: [{name: web, image: "registry.k8s.io/pause:3.10"}]
              affinity:
                nodeAffinity:
                  requiredDuringSchedulingIgnoredDuringExecution:
                    nodeSelectorTerms: [{matchExpressions: [{key: planet, operator: In, values: [mars]}]}]
            """));
        await kubectl.UntilAsync("the scheduler's reason", "didn't match Pod's node affinity/selector", "get", "pod", "picky", "-o", "jsonpath={.status.conditions[?(@.type==\"PodScheduled\")].message}");
        await kubectl.UntilAsync("its event", "FailedScheduling", "get", "events", "--field-selector", "involvedObject.name=picky");
    }

    [RealClientFact("kubectl")]
    public async Task Anti_affinity_leaves_one_pod_for_each_node()
    {
        await using var kubectl = await Workspace.CreateAsync(cluster);
        var nodes = (await kubectl.RunAsync("get", "nodes", "-o", "name")).Split('\n').Length;
        await kubectl.InstallWebAsync();
        const string Apart = """{"spec":{"template":{"spec":{"affinity":{"podAntiAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":[{"topologyKey":"kubernetes.io/hostname","labelSelector":{"matchLabels":{"app":"web"}}}]}}}}}}""";
        await kubectl.RunAsync("scale", "deployment/web", "--replicas", "0");
        await kubectl.RunAsync("patch", "deployment", "web", "-p", Apart);
        await kubectl.RunAsync("scale", "deployment/web", "--replicas", $"{nodes + 1}");
        await kubectl.UntilAsync("one pod waits", "match pod anti-affinity rules", "get", "pods", "-o", "jsonpath={.items[*].status.conditions[?(@.type==\"PodScheduled\")].message}");
    }

    [RealClientFact("kubectl")]
    public async Task An_autoscaler_says_what_it_can_and_cannot_do()
    {
        await using var kubectl = await Workspace.CreateAsync(cluster);
        await kubectl.InstallWebAsync();
        await kubectl.RunAsync("autoscale", "deployment/web", "--min", "1", "--max", "3", "--cpu-percent", "50");
        await kubectl.UntilAsync("it finds its target", "SucceededGetScale", "get", "hpa", "web", "-o", "jsonpath={.status.conditions[*].reason}");

        // The pods request nothing, so there is nothing to measure them by, with or without a metrics server.
        await kubectl.UntilAsync("it cannot measure", "FailedGetResourceMetric", "get", "hpa", "web", "-o", "jsonpath={.status.conditions[*].reason}");
        (await kubectl.RunAsync("get", "hpa", "web")).ShouldContain("Deployment/web");
    }

    [RealClientFact("kubectl")]
    public async Task What_pods_and_nodes_use_is_shown_where_it_is_measured()
    {
        await using var kubectl = await Workspace.CreateAsync(cluster);
        if (!(await kubectl.RunAsync("api-resources", "--api-group", "metrics.k8s.io", "-o", "name")).Contains("pods", StringComparison.Ordinal))
        {
            return;
        }

        await kubectl.InstallWebAsync();
        await kubectl.UntilAsync("pods are measured", "web-", "get", "--raw", $"/apis/metrics.k8s.io/v1beta1/namespaces/{kubectl.Namespace}/pods?labelSelector=app%3Dweb");
        (await kubectl.RunAsync("top", "pods", "--containers")).ShouldContain("web");
        (await kubectl.RunAsync("top", "nodes")).ShouldContain("%");
        (await kubectl.RefusalAsync("get", "--raw", $"/apis/metrics.k8s.io/v1beta1/namespaces/{kubectl.Namespace}/pods/none")).ShouldContain("NotFound");
        (await kubectl.RunAsync("get", "apiservices", "v1beta1.metrics.k8s.io", "-o", "jsonpath={.status.conditions[?(@.type==\"Available\")].status}")).ShouldBe("True");
    }
}
