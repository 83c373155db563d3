namespace Autocura.Conformance.Kubectl;

[Collection(OneCluster.Name)]
public sealed class ReadingTests(ClusterUnderTest cluster)
{
    [RealClientFact("kubectl")]
    public async Task Get_prints_the_columns_users_know_and_describe_tells_more()
    {
        await using var kubectl = await Workspace.CreateAsync(cluster);
        await kubectl.InstallWebAsync();
        await kubectl.RunAsync("expose", "deployment", "web", "--port", "80");

        var deployments = Lines(await kubectl.RunAsync("get", "deployments"));
        deployments[0].ShouldBe(["NAME", "READY", "UP-TO-DATE", "AVAILABLE", "AGE"]);
        deployments[1][..4].ShouldBe(["web", "2/2", "2", "2"]);
        Lines(await kubectl.RunAsync("get", "pods", "-o", "wide"))[0].ShouldBe(["NAME", "READY", "STATUS", "RESTARTS", "AGE", "IP", "NODE", "NOMINATED", "NODE", "READINESS", "GATES"]);
        Lines(await kubectl.RunAsync("get", "nodes"))[0].ShouldBe(["NAME", "STATUS", "ROLES", "AGE", "VERSION"]);
        Lines(await kubectl.RunAsync("get", "services"))[0].ShouldBe(["NAME", "TYPE", "CLUSTER-IP", "EXTERNAL-IP", "PORT(S)", "AGE"]);
        var all = await kubectl.RunAsync("get", "all");
        foreach (var kind in new[] { "pod/", "service/", "deployment.apps/", "replicaset.apps/" })
        {
            all.ShouldContain(kind);
        }

        var described = await kubectl.RunAsync("describe", "deployment", "web");
        described.ShouldContain("25% max unavailable, 25% max surge");
        described.ShouldContain("Available      True");
        (await kubectl.RunAsync("describe", "pods")).ShouldContain("Controlled By:  ReplicaSet/web-");
        (await kubectl.RunAsync("describe", "service", "web")).ShouldContain("Endpoints:");
        (await kubectl.RunAsync("describe", "nodes")).ShouldContain("Allocated resources:");
    }

    [RealClientFact("kubectl")]
    public async Task Get_selects_and_formats_and_logs_are_of_a_container()
    {
        await using var kubectl = await Workspace.CreateAsync(cluster);
        await kubectl.InstallWebAsync();
        (await kubectl.RunAsync("get", "deployment", "web", "-o", "name")).ShouldBe("deployment.apps/web");
        (await kubectl.RunAsync("get", "deployment", "web", "-o", "jsonpath={.kind}")).ShouldBe("Deployment");
        (await kubectl.RunAsync("get", "deployment", "web", "-o", "yaml")).ShouldContain("kind: Deployment");
        (await kubectl.RunAsync("get", "pods", "--field-selector", "status.phase=Running", "-o", "name")).ShouldContain("pod/web-");
        (await kubectl.RunAsync("get", "pods", "--field-selector", "status.phase=Failed")).ShouldContain("No resources found");
        (await kubectl.RunAsync("get", "ns", "-l", $"kubernetes.io/metadata.name in ({kubectl.Namespace},none)", "-o", "name")).ShouldBe($"namespace/{kubectl.Namespace}");
        (await kubectl.RefusalAsync("get", "deployment", "none")).ShouldContain("Error from server (NotFound): deployments.apps \"none\" not found");
        (await kubectl.RefusalAsync("logs", "deployment/web", "--previous")).ShouldContain("previous terminated container");
    }

    [RealClientFact("kubectl")]
    public async Task Discovery_and_descriptions_answer_what_tools_ask_first()
    {
        await using var kubectl = await Workspace.CreateAsync(cluster);
        (await kubectl.RunAsync("version")).ShouldContain("Server Version: v1.");
        (await kubectl.RunAsync("cluster-info")).ShouldContain("is running at");
        (await kubectl.RunAsync("api-resources", "--categories", "all", "-o", "name")).ShouldContain("deployments.apps");
        (await kubectl.RunAsync("explain", "deployment.spec.strategy.rollingUpdate")).ShouldContain("maxSurge");
        (await kubectl.RunAsync("explain", "pods.spec.containers.livenessProbe")).ShouldContain("httpGet\t<HTTPGetAction>");
        (await kubectl.RunAsync("explain", "deployment", "--recursive")).ShouldContain("terminationGracePeriodSeconds");
    }

    private static List<string[]> Lines(string output) => [.. output.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
}
