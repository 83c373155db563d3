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
}
