using Autocura.Embedded.Cluster;

namespace Autocura.Embedded.Tests.Cluster.Ownership;

public sealed class ServerSideApplyTests
{
    private const string Settings = "/api/v1/namespaces/default/configmaps/settings";

    [Fact]
    public async Task What_is_applied_first_is_created_and_owned()
    {
        await using var server = await TemporaryServer.StartAsync();
        var applied = await server.ApplyAsync(Settings, Yaml("a: '1'"), "one");
        applied.Code.ShouldBe(201);
        var manager = applied.Body.Items("metadata", "managedFields").Single();
        (manager.Text("manager"), manager.Text("operation")).ShouldBe(("one", "Apply"));
        manager!["fieldsV1"]!.ToJsonString().ShouldBe("""{"f:data":{"f:a":{}}}""");
    }

    [Fact]
    public async Task Changing_what_another_owns_is_a_conflict_that_names_owner_and_field_unless_forced()
    {
        await using var server = await TemporaryServer.StartAsync();
        await server.ApplyAsync(Settings, Yaml("a: '1'"), "one");
        var refused = await server.ApplyAsync(Settings, Yaml("a: '2'"), "two");
        refused.Code.ShouldBe(409);
        var cause = refused.Body.Items("details", "causes").Single();
        (cause.Text("reason"), cause.Text("field"), cause.Text("message")).ShouldBe(("FieldManagerConflict", ".data.a", "conflict with \"one\""));

        var forced = await server.ApplyAsync(Settings, Yaml("a: '2'"), "two", force: true);
        forced.Body.Text("data", "a").ShouldBe("2");
        forced.Body.Items("metadata", "managedFields").Select(manager => manager.Text("manager")).ShouldBe(["two"]);
    }

    [Fact]
    public async Task Agreeing_is_sharing_and_what_is_stated_no_more_goes_when_its_last_owner_leaves_it()
    {
        await using var server = await TemporaryServer.StartAsync();
        await server.ApplyAsync(Settings, Yaml("a: '1'", "b: '1'"), "one");
        (await server.ApplyAsync(Settings, Yaml("a: '1'"), "two")).Code.ShouldBe(200);

        var without = await server.ApplyAsync(Settings, Yaml("b: '1'"), "one");
        without.Body.TextMap("data").Keys.ShouldBe(["a", "b"], ignoreOrder: true);
        var last = await server.ApplyAsync(Settings, Yaml("c: '1'"), "two");
        last.Body.TextMap("data").Keys.ShouldBe(["b", "c"], ignoreOrder: true);
    }

    [Fact]
    public async Task An_ordinary_write_takes_over_the_fields_it_changes()
    {
        await using var server = await TemporaryServer.StartAsync();
        await server.ApplyAsync(Settings, Yaml("a: '1'", "b: '1'"), "one");
        await server.PatchAsync($"{Settings}?fieldManager=hand", """{"data":{"a":"5"}}""", "merge-patch+json");
        var refused = await server.ApplyAsync(Settings, Yaml("a: '1'", "b: '1'"), "one");
        refused.Body["message"]!.GetValue<string>().ShouldBe("Apply failed with 1 conflict: conflict with \"hand\" using v1: .data.a");
    }

    [Fact]
    public async Task Applying_the_same_twice_writes_once()
    {
        await using var server = await TemporaryServer.StartAsync();
        var first = await server.ApplyAsync(Settings, Yaml("a: '1'"), "one");
        server.Time.Advance(TimeSpan.FromHours(1));
        var second = await server.ApplyAsync(Settings, Yaml("a: '1'"), "one");
        second.Body.ToJsonString().ShouldBe(first.Body.ToJsonString());
    }

    [Fact]
    public async Task Containers_are_shared_by_name()
    {
        await using var server = await TemporaryServer.StartAsync();
        const string Cart = "/apis/apps/v1/namespaces/default/deployments/cart";
        await server.ApplyAsync(Cart, Bodies.Cart, "one");
        const string Image = """{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"cart"},"spec":{"template":{"spec":{"containers":[{"name":"cart","image":"shop/cart:2.0"}]}}}}""";
        var refused = await server.ApplyAsync(Cart, Image, "two");
        refused.Body.Items("details", "causes").Single().Text("field").ShouldBe(".spec.template.spec.containers[name=\"cart\"].image");
        var forced = await server.ApplyAsync(Cart, Image, "two", force: true);
        forced.Body.Items("spec", "template", "spec", "containers").Single().Items("env").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Applying_needs_a_field_manager()
    {
        await using var server = await TemporaryServer.StartAsync();
        (await server.PatchAsync(Settings, Yaml("a: '1'"), "apply-patch+yaml")).Code.ShouldBe(422);
    }

    private static string Yaml(params string[] data) =>
        "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n" + string.Concat(data.Select(line => $"  {line}\n"));
}
