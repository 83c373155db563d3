namespace Autocura.EndToEnd.Kubectl;

public sealed class ReadingTests
{
    [RealClientFact("kubectl")]
    public async Task Get_prints_the_columns_users_know()
    {
        await using var kubectl = await ShopKubectl.StartAsync();
        var deployments = Lines(await kubectl.RunAsync("get", "deployments"));
        deployments[0].ShouldBe(["NAME", "READY", "UP-TO-DATE", "AVAILABLE", "AGE"]);
        deployments.Skip(1).Select(row => row[0]).ShouldBe(["cart", "catalog", "checkout", "frontend", "payment"]);
        deployments.Skip(1).ShouldAllBe(row => row[1].Split('/', 2)[0] == row[1].Split('/', 2)[1]);

        Lines(await kubectl.RunAsync("get", "pods", "-o", "wide"))[0].ShouldBe(["NAME", "READY", "STATUS", "RESTARTS", "AGE", "IP", "NODE", "NOMINATED", "NODE", "READINESS", "GATES"]);
        Lines(await kubectl.RunAsync("get", "nodes"))[0].ShouldBe(["NAME", "STATUS", "ROLES", "AGE", "VERSION"]);
        Lines(await kubectl.RunAsync("get", "services"))[0].ShouldBe(["NAME", "TYPE", "CLUSTER-IP", "EXTERNAL-IP", "PORT(S)", "AGE"]);
        var all = await kubectl.RunAsync("get", "all");
        foreach (var kind in new[] { "pod/", "service/", "deployment.apps/", "replicaset.apps/" })
        {
            all.ShouldContain(kind);
        }
    }

    [RealClientFact("kubectl")]
    public async Task Get_selects_and_formats()
    {
        await using var kubectl = await ShopKubectl.StartAsync();
        (await kubectl.RunAsync("get", "deployment", "cart", "-o", "name")).ShouldBe("deployment.apps/cart");
        (await kubectl.RunAsync("get", "deployment", "cart", "-o", "jsonpath={.kind}")).ShouldBe("Deployment");
        (await kubectl.RunAsync("get", "deployment", "cart", "-o", "yaml")).ShouldContain("kind: Deployment");
        (await kubectl.RunAsync("get", "pods", "--field-selector", "status.phase=Running", "-o", "name")).ShouldContain("pod/cart-");
        (await kubectl.RunAsync("get", "pods", "--field-selector", "status.phase=Failed")).ShouldContain("No resources found");
        (await kubectl.RunAsync("get", "ns", "-l", "kubernetes.io/metadata.name in (shop,none)", "-o", "name")).ShouldBe("namespace/shop");
        (await kubectl.RefusalAsync("get", "deployment", "none")).ShouldContain("Error from server (NotFound): deployments.apps \"none\" not found");
    }

    [RealClientFact("kubectl")]
    public async Task Describe_tells_of_pods_nodes_and_deployments()
    {
        await using var kubectl = await ShopKubectl.StartAsync();
        var deployment = await kubectl.RunAsync("describe", "deployment", "cart");
        deployment.ShouldContain("25% max unavailable, 25% max surge");
        deployment.ShouldContain("Available      True");
        (await kubectl.RunAsync("describe", "pods")).ShouldContain("Controlled By:  ReplicaSet/cart-");
        (await kubectl.RunAsync("describe", "nodes")).ShouldContain("Allocated resources:");
        (await kubectl.RunAsync("describe", "service", "cart")).ShouldContain("Endpoints:");
    }

    [RealClientFact("kubectl")]
    public async Task Discovery_answers_what_tools_ask_first()
    {
        await using var kubectl = await ShopKubectl.StartAsync();
        (await kubectl.RunAsync("version")).ShouldContain("Server Version: v1.32");
        (await kubectl.RunAsync("cluster-info")).ShouldContain("is running at");
        var resources = await kubectl.RunAsync("api-resources");
        resources.ShouldContain("deployments");
        resources.ShouldContain("healingpolicies");
        (await kubectl.RunAsync("api-resources", "--categories", "autocura", "-o", "name")).ShouldContain("issues.autocura.cognitiva.io");
        (await kubectl.RunAsync("auth", "can-i", "delete", "pods")).ShouldBe("yes");
        (await kubectl.RunAsync("auth", "whoami")).ShouldContain("autocura-admin");
    }

    [RealClientFact("kubectl")]
    public async Task Explain_reads_built_in_and_custom_kinds()
    {
        await using var kubectl = await ShopKubectl.StartAsync();
        (await kubectl.RunAsync("explain", "deployment.spec.strategy.rollingUpdate")).ShouldContain("maxSurge");
        (await kubectl.RunAsync("explain", "pods.spec.containers.livenessProbe")).ShouldContain("httpGet\t<HTTPGetAction>");
        (await kubectl.RunAsync("explain", "healingpolicies.spec")).ShouldContain("targetRef");
        (await kubectl.RunAsync("explain", "deployment", "--recursive")).ShouldContain("terminationGracePeriodSeconds");
    }

    [RealClientFact("kubectl")]
    public async Task Logs_are_read_whole_and_by_the_tail()
    {
        await using var kubectl = await ShopKubectl.StartAsync();
        var whole = await kubectl.RunAsync("logs", "deployment/cart");
        whole.ShouldNotBeEmpty();
        whole.Split('\n').Length.ShouldBeGreaterThan(2);
        (await kubectl.RunAsync("logs", "deployment/cart", "--tail", "1")).Split('\n')[1..].ShouldBe([whole.Split('\n')[^1]]);
        (await kubectl.RefusalAsync("logs", "deployment/cart", "--previous")).ShouldContain("previous terminated container");
    }

    private static List<string[]> Lines(string output) => [.. output.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
}
