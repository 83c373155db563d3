using Autocura.Embedded.Cluster;

namespace Autocura.Embedded.Tests.Cluster.Routes;

public sealed class PatchTests
{
    private const string Cart = "/apis/apps/v1/namespaces/default/deployments/cart";
    private const string Strategic = "strategic-merge-patch+json";

    [Fact]
    public async Task A_strategic_patch_merges_lists_by_their_keys()
    {
        await using var server = await TemporaryServer.StartAsync();
        await server.CreateCartAsync();
        var patched = await server.PatchAsync(
            Cart, """{"spec":{"template":{"spec":{"containers":[{"name":"cart","image":"shop/cart:2.0","env":[{"name":"B","value":"2"}]}]}}}}""", Strategic);
        var container = patched.Body.Items("spec", "template", "spec", "containers").Single();
        container.Text("image").ShouldBe("shop/cart:2.0");
        container.Items("env").Select(variable => variable.Text("name")).ShouldBe(["A", "B"]);
        container.Items("ports").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_strategic_patch_deletes_replaces_and_orders_by_directive()
    {
        await using var server = await TemporaryServer.StartAsync();
        await server.CreateCartAsync();
        await server.PatchAsync(Cart, Env("""{"name":"B","value":"2"},{"name":"C","value":"3"}"""), Strategic);
        var ordered = await server.PatchAsync(Cart, """{"spec":{"template":{"spec":{"containers":[{"name":"cart","$setElementOrder/env":[{"name":"C"},{"name":"A"}],"env":[{"name":"B","$patch":"delete"}]}]}}}}""", Strategic);
        Names(ordered).ShouldBe(["C", "A"]);

        Names(await server.PatchAsync(Cart, Env("""{"name":"Z","value":"9"},{"$patch":"replace"}"""), Strategic)).ShouldBe(["Z"]);
        var strategy = await server.PatchAsync(Cart, """{"spec":{"strategy":{"$retainKeys":["type"],"type":"Recreate"}}}""", Strategic);
        strategy.Body.Child("spec", "strategy")!.ToJsonString().ShouldBe("""{"type":"Recreate"}""");
    }

    [Fact]
    public async Task A_merge_patch_replaces_lists_and_null_removes()
    {
        await using var server = await TemporaryServer.StartAsync();
        await server.CreateCartAsync();
        var patched = await server.PatchAsync(Cart, """{"metadata":{"labels":{"app":null,"tier":"back"}}}""", "merge-patch+json");
        patched.Body.TextMap("metadata", "labels").ShouldBe(new Dictionary<string, string> { ["tier"] = "back" });
    }

    [Fact]
    public async Task A_json_patch_tests_before_it_changes()
    {
        await using var server = await TemporaryServer.StartAsync();
        await server.CreateCartAsync();
        var refused = await server.PatchAsync(Cart, """[{"op":"test","path":"/spec/replicas","value":9},{"op":"replace","path":"/spec/replicas","value":2}]""", "json-patch+json");
        refused.Code.ShouldBe(422);
        var patched = await server.PatchAsync(
            Cart,
            """[{"op":"replace","path":"/spec/replicas","value":2},{"op":"add","path":"/spec/template/spec/containers/0/env/-","value":{"name":"B","value":"2"}},{"op":"remove","path":"/metadata/labels/app"}]""",
            "json-patch+json");
        patched.Body.Number("spec", "replicas").ShouldBe(2);
        Names(patched).ShouldBe(["A", "B"]);
        patched.Body.Label("app").ShouldBeNull();
    }

    [Fact]
    public async Task A_patch_that_changes_nothing_writes_nothing()
    {
        await using var server = await TemporaryServer.StartAsync();
        var created = await server.CreateCartAsync();
        var same = await server.PatchAsync(Cart, """{"spec":{"replicas":1}}""", Strategic);
        same.Body.ResourceVersion().ShouldBe(created.Body.ResourceVersion());
    }

    [Fact]
    public async Task A_patch_of_nothing_is_404_and_of_an_unknown_kind_415()
    {
        await using var server = await TemporaryServer.StartAsync();
        (await server.PatchAsync(Cart, "{}", Strategic)).Code.ShouldBe(404);
        await server.CreateCartAsync();
        (await server.PatchAsync(Cart, "{}", "json")).Code.ShouldBe(415);
    }

    private static string Env(string variables) => """{"spec":{"template":{"spec":{"containers":[{"name":"cart","env":[""" + variables + "]}]}}}}";

    private static IEnumerable<string?> Names(Answer answer) =>
        answer.Body.Items("spec", "template", "spec", "containers").Single().Items("env").Select(variable => variable.Text("name"));
}
