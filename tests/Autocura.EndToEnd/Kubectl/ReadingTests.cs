namespace Autocura.EndToEnd.Kubectl;

/// <summary>What kubectl shows of the shop and of the product's own kinds. What holds on any cluster is in the conformance suite.</summary>
public sealed class ReadingTests
{
    [RealClientFact("kubectl")]
    public async Task The_shop_is_up_and_its_logs_are_read_whole_and_by_the_tail()
    {
        await using var kubectl = await ShopKubectl.StartAsync();
        var deployments = (await kubectl.RunAsync("get", "deployments", "--no-headers")).Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        deployments.Select(row => row[0]).ShouldBe(["cart", "catalog", "checkout", "frontend", "payment"]);
        deployments.ShouldAllBe(row => row[1].Split('/', 2)[0] == row[1].Split('/', 2)[1]);

        var whole = await kubectl.RunAsync("logs", "deployment/cart");
        whole.Split('\n').Length.ShouldBeGreaterThan(2);
        (await kubectl.RunAsync("logs", "deployment/cart", "--tail", "1")).Split('\n')[1..].ShouldBe([whole.Split('\n')[^1]]);
    }

    [RealClientFact("kubectl")]
    public async Task The_kinds_of_the_product_are_discovered_and_explained()
    {
        await using var kubectl = await ShopKubectl.StartAsync();
        (await kubectl.RunAsync("version")).ShouldContain("Server Version: v1.32");
        (await kubectl.RunAsync("api-resources", "--categories", "autocura", "-o", "name")).ShouldContain("issues.autocura.cognitiva.io");
        (await kubectl.RunAsync("explain", "healingpolicies.spec")).ShouldContain("targetRef");
    }

    [RealClientFact("kubectl")]
    public async Task The_administrator_comes_by_token_and_by_certificate()
    {
        await using var kubectl = await ShopKubectl.StartAsync();
        foreach (var context in new[] { "autocura", "autocura-certificate" })
        {
            (await kubectl.RunAsync("--context", context, "auth", "whoami", "-o", "jsonpath={.status.userInfo.username} {.status.userInfo.groups}"))
                .ShouldBe("autocura-admin [\"system:masters\",\"system:authenticated\"]");
        }
    }

    [RealClientFact("kubectl")]
    public async Task A_faulty_api_server_is_seen_by_kubectl_and_set_right_again()
    {
        await using var kubectl = await ShopKubectl.StartAsync();
        var faults = kubectl.Manifest("""{"faults": [{"kind": "refusal", "code": 503, "verbs": ["list"], "resources": ["services"]}, {"kind": "refusal", "code": 429, "retryAfterSeconds": 1, "resources": ["configmaps"], "count": 1}]}""");
        await kubectl.RunAsync("create", "--raw", "/simulation/faults", "-f", faults);
        (await kubectl.RefusalAsync("get", "services")).ShouldContain("Error from server (ServiceUnavailable)");
        (await kubectl.RunAsync("get", "configmaps")).ShouldContain("kube-root-ca.crt"); // kubectl waits as it is told, and asks again
        (await kubectl.RunAsync("get", "--raw", "/simulation/faults")).ShouldContain("\"struck\":1");
        await kubectl.RunAsync("delete", "--raw", "/simulation/faults");
        (await kubectl.RunAsync("get", "services")).ShouldContain("cart");
    }
}
