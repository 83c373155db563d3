using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;

namespace Autocura.Embedded.Tests.Cluster.Routes;

public sealed class ListTests
{
    private const string ConfigMaps = "/api/v1/namespaces/default/configmaps";

    [Fact]
    public async Task Pages_together_are_the_whole_list()
    {
        await using var server = await TemporaryServer.StartAsync();
        foreach (var name in new[] { "c", "a", "b" })
        {
            await server.PostAsync(ConfigMaps, Bodies.ConfigMap(name));
        }

        var first = (await server.GetAsync($"{ConfigMaps}?limit=3")).Body;
        first.Number("metadata", "remainingItemCount").ShouldBe(1);
        var token = Uri.EscapeDataString(first.Text("metadata", "continue")!);
        var second = (await server.GetAsync($"{ConfigMaps}?limit=3&continue={token}")).Body;
        second.Text("metadata", "continue").ShouldBeNull();
        first.Items("items").Concat(second.Items("items")).Select(item => item!.Name()).ShouldBe(["a", "b", "c", "kube-root-ca.crt"]);
    }

    [Fact]
    public async Task Later_pages_show_the_moment_of_the_first()
    {
        await using var server = await TemporaryServer.StartAsync();
        foreach (var name in new[] { "a", "b", "c" })
        {
            await server.PostAsync(ConfigMaps, Bodies.ConfigMap(name));
        }

        var first = (await server.GetAsync($"{ConfigMaps}?limit=1")).Body;
        await server.SendAsync(HttpMethod.Delete, $"{ConfigMaps}/b");
        await server.PatchAsync($"{ConfigMaps}/c", """{"data":{"a":"changed"}}""", "merge-patch+json");
        await server.PostAsync(ConfigMaps, Bodies.ConfigMap("d"));
        var second = (await server.GetAsync($"{ConfigMaps}?limit=9&continue={Token(first)}")).Body;

        second.Items("items").Select(item => item!.Name()).ShouldBe(["b", "c", "kube-root-ca.crt"]);
        second.Items("items").Single(item => item!.Name() == "c").Text("data", "a").ShouldBe("1");
        second.ResourceVersion().ShouldBe(first.ResourceVersion());
    }

    [Fact]
    public async Task A_page_of_a_moment_no_longer_kept_is_410_with_a_way_on()
    {
        await using var server = await TemporaryServer.StartAsync(history: 2);
        await server.PostAsync(ConfigMaps, Bodies.ConfigMap("a"));
        var first = (await server.GetAsync($"{ConfigMaps}?limit=1")).Body;
        foreach (var name in new[] { "b", "c", "d" })
        {
            await server.PostAsync(ConfigMaps, Bodies.ConfigMap(name));
        }

        var expired = await server.GetAsync($"{ConfigMaps}?limit=2&continue={Token(first)}");
        (expired.Code, expired.Reason).ShouldBe((410, "Expired"));
        var rest = (await server.GetAsync($"{ConfigMaps}?continue={Token(expired.Body)}")).Body;
        rest.Items("items").Select(item => item!.Name()).ShouldBe(["b", "c", "d", "kube-root-ca.crt"]);
    }

    [Theory]
    [InlineData("resourceVersion={0}&resourceVersionMatch=Exact", 200, 2)]
    [InlineData("resourceVersion={0}&resourceVersionMatch=NotOlderThan", 200, 3)]
    [InlineData("resourceVersion={0}", 200, 3)]
    [InlineData("resourceVersion=0", 200, 3)]
    [InlineData("resourceVersion=1&resourceVersionMatch=Exact", 410, 0)]
    [InlineData("resourceVersion=999999", 504, 0)]
    [InlineData("resourceVersionMatch=Exact", 422, 0)]
    [InlineData("resourceVersion=0&resourceVersionMatch=Exact", 422, 0)]
    [InlineData("resourceVersion={0}&resourceVersionMatch=Sometimes", 422, 0)]
    [InlineData("sendInitialEvents=true", 422, 0)]
    [InlineData("continue=nonsense", 400, 0)]
    public async Task A_list_is_of_the_version_asked_for(string query, int code, int count)
    {
        await using var server = await TemporaryServer.StartAsync(history: 2);
        await server.PostAsync(ConfigMaps, Bodies.ConfigMap("a"));
        var version = server.Store.ResourceVersion.ToString();
        await server.PostAsync(ConfigMaps, Bodies.ConfigMap("b"));

        var answer = await server.GetAsync($"{ConfigMaps}?{query.Replace("{0}", version, StringComparison.Ordinal)}");

        answer.Code.ShouldBe(code, answer.Message);
        answer.Body.Items("items").Count().ShouldBe(count);
    }

    [Fact]
    public async Task A_list_is_selected_by_labels_and_fields_across_namespaces()
    {
        await using var server = await TemporaryServer.StartAsync();
        await server.PostAsync(ConfigMaps, Bodies.ConfigMap("a", labels: """{"x":"1"}"""));
        (await server.GetAsync("/api/v1/configmaps?labelSelector=x")).Body.Items("items").ShouldHaveSingleItem();
        (await server.GetAsync("/api/v1/configmaps?fieldSelector=metadata.name%3Da")).Body.Items("items").ShouldHaveSingleItem();
        (await server.GetAsync("/api/v1/configmaps?fieldSelector=metadata.namespace%3Dkube-system")).Body.Items("items").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_autoscaler_is_the_same_object_in_both_versions()
    {
        await using var server = await TemporaryServer.StartAsync();
        await server.PostAsync("/apis/autoscaling/v1/namespaces/default/horizontalpodautoscalers", """
            {"apiVersion":"autoscaling/v1","kind":"HorizontalPodAutoscaler","metadata":{"name":"cart"},
            "spec":{"scaleTargetRef":{"kind":"Deployment","name":"cart"},"maxReplicas":3,"targetCPUUtilizationPercentage":50}}
            """);
        var newer = (await server.GetAsync("/apis/autoscaling/v2/namespaces/default/horizontalpodautoscalers/cart")).Body;
        newer.Items("spec", "metrics").Single().Number("resource", "target", "averageUtilization").ShouldBe(50);
        var older = (await server.GetAsync("/apis/autoscaling/v1/namespaces/default/horizontalpodautoscalers/cart")).Body;
        older.Number("spec", "targetCPUUtilizationPercentage").ShouldBe(50);
    }

    [Fact]
    public async Task An_event_is_the_same_object_in_both_groups()
    {
        await using var server = await TemporaryServer.StartAsync();
        await server.PostAsync("/api/v1/namespaces/default/events", """
            {"apiVersion":"v1","kind":"Event","metadata":{"name":"e"},"involvedObject":{"kind":"Pod","name":"p"},"reason":"Killing","message":"Stopping","type":"Normal","count":2}
            """);
        var other = (await server.GetAsync("/apis/events.k8s.io/v1/namespaces/default/events/e")).Body;
        (other.Text("note"), other.Text("regarding", "name"), other.Number("deprecatedCount")).ShouldBe(("Stopping", "p", 2));
        (await server.GetAsync("/api/v1/namespaces/default/events?fieldSelector=involvedObject.name%3Dp,reason!%3DPulled")).Body.Items("items").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_table_has_the_columns_users_know_and_metadata_lists_nothing_else()
    {
        await using var server = await TemporaryServer.StartAsync();
        await server.CreateCartAsync();
        server.Http.DefaultRequestHeaders.Add("Accept", "application/json;as=Table;v=v1;g=meta.k8s.io,application/json");
        var table = (await server.GetAsync("/apis/apps/v1/deployments")).Body;
        table.Items("columnDefinitions").Select(column => column.Text("name"))
            .ShouldBe(["Name", "Ready", "Up-to-date", "Available", "Age", "Containers", "Images", "Selector"]);
        table.Items("rows").Single().Items("cells").Select(cell => cell!.ToString()).ShouldBe(["cart", "0/1", "0", "0", "0s", "cart", "shop/cart:1.0", "app=cart"]);
        table.Items("rows").Single()!["object"]!.Kind().ShouldBe("PartialObjectMetadata");
    }

    private static string Token(JsonObject answer) => Uri.EscapeDataString(answer.Text("metadata", "continue")!);
}
