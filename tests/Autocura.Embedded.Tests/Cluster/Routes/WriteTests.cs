using Autocura.Embedded.Cluster;

namespace Autocura.Embedded.Tests.Cluster.Routes;

public sealed class WriteTests
{
    private const string Cart = "/apis/apps/v1/namespaces/default/deployments/cart";
    private const string ConfigMaps = "/api/v1/namespaces/default/configmaps";

    [Fact]
    public async Task A_new_deployment_is_shown_with_the_defaults_users_know()
    {
        await using var server = await TemporaryServer.StartAsync();
        var created = await server.CreateCartAsync();

        created.Code.ShouldBe(201);
        var spec = created.Body.Child("spec");
        spec.Number("replicas").ShouldBe(1);
        spec.Number("progressDeadlineSeconds").ShouldBe(600);
        spec.Number("revisionHistoryLimit").ShouldBe(10);
        spec.Text("strategy", "rollingUpdate", "maxSurge").ShouldBe("25%");
        spec.Text("template", "spec", "restartPolicy").ShouldBe("Always");
        spec.Text("template", "spec", "dnsPolicy").ShouldBe("ClusterFirst");
        var container = spec.Items("template", "spec", "containers").Single();
        container.Text("imagePullPolicy").ShouldBe("IfNotPresent");
        container.Items("ports").Single().Text("protocol").ShouldBe("TCP");
        (await server.GetAsync(Cart)).Body.ToJsonString().ShouldBe(created.Body.ToJsonString());
    }

    [Fact]
    public async Task A_service_is_given_an_address_that_never_changes()
    {
        await using var server = await TemporaryServer.StartAsync();
        const string Services = "/api/v1/namespaces/default/services";
        const string Cart = """{"apiVersion":"v1","kind":"Service","metadata":{"name":"cart"},"spec":{"selector":{"app":"cart"},"ports":[{"port":80}]}}""";
        var created = await server.PostAsync(Services, Cart);
        var address = created.Body.Text("spec", "clusterIP");
        address.ShouldNotBeNull().ShouldStartWith("10.96.");
        created.Body.Items("spec", "ports").Single().Number("targetPort").ShouldBe(80);

        (await server.SendAsync(HttpMethod.Put, $"{Services}/cart", Cart)).Body.Text("spec", "clusterIP").ShouldBe(address);
        var moved = await server.PatchAsync($"{Services}/cart", """{"spec":{"clusterIP":"10.96.9.9"}}""", "merge-patch+json");
        moved.Code.ShouldBe(422);
    }

    [Fact]
    public async Task Writing_what_somebody_else_changed_meanwhile_is_a_conflict()
    {
        await using var server = await TemporaryServer.StartAsync();
        var seen = (await server.PostAsync(ConfigMaps, Bodies.ConfigMap("a"))).Body;
        await server.PatchAsync($"{ConfigMaps}/a", """{"data":{"a":"2"}}""", "merge-patch+json");

        var late = await server.SendAsync(HttpMethod.Put, $"{ConfigMaps}/a", seen.ToJsonString());
        (late.Code, late.Reason).ShouldBe((409, "Conflict"));
        var stale = $$$"""{"metadata":{"resourceVersion":"{{{seen.ResourceVersion()}}}"},"data":{"a":"3"}}""";
        (await server.PatchAsync($"{ConfigMaps}/a", stale, "merge-patch+json")).Code.ShouldBe(409);
        (await server.PatchAsync($"{ConfigMaps}/a", """{"metadata":{"uid":"other"}}""", "merge-patch+json")).Code.ShouldBe(409);
        (await server.GetAsync($"{ConfigMaps}/a")).Body.Text("data", "a").ShouldBe("2");
    }

    [Fact]
    public async Task Status_and_the_rest_are_written_apart()
    {
        await using var server = await TemporaryServer.StartAsync();
        await server.CreateCartAsync();
        await server.PatchAsync($"{Cart}/status", """{"status":{"readyReplicas":1},"spec":{"replicas":7}}""", "merge-patch+json");
        await server.PatchAsync(Cart, """{"status":{"readyReplicas":9},"spec":{"paused":true}}""", "merge-patch+json");

        var cart = (await server.GetAsync(Cart)).Body;
        cart.Number("status", "readyReplicas").ShouldBe(1);
        cart.Number("spec", "replicas").ShouldBe(1);
        cart.Flag("spec", "paused").ShouldBe(true);
        cart.Number("metadata", "generation").ShouldBe(2);
    }

    [Fact]
    public async Task The_selector_of_a_deployment_cannot_be_changed()
    {
        await using var server = await TemporaryServer.StartAsync();
        await server.CreateCartAsync();
        var answer = await server.PatchAsync(Cart, """{"spec":{"selector":{"matchLabels":{"tier":"x"}},"template":{"metadata":{"labels":{"tier":"x"}}}}}""", "merge-patch+json");
        answer.Code.ShouldBe(422);
        answer.Body.ToJsonString().ShouldContain("field is immutable");
    }

    [Fact]
    public async Task A_dry_run_is_checked_and_answered_but_leaves_only_its_audit_entry()
    {
        await using var server = await TemporaryServer.StartAsync();
        var before = server.Store.ResourceVersion;
        (await server.CreateCartAsync("?dryRun=All")).Code.ShouldBe(201);
        (await server.CreateCartAsync("?dryRun=Some")).Code.ShouldBe(422);

        (await server.GetAsync(Cart)).Code.ShouldBe(404);
        server.Store.ResourceVersion.ShouldBe(before);
        server.Store.Audit.Read().ShouldHaveSingleItem().DryRun.ShouldBeTrue();
    }

    [Fact]
    public async Task Every_mutation_is_audited_once_with_who_did_it_and_what_came_of_it()
    {
        await using var server = await TemporaryServer.StartAsync();
        await server.CreateCartAsync("?fieldManager=autocura");
        await server.CreateCartAsync("?fieldManager=autocura");
        await server.PatchAsync($"{Cart}/scale", """{"spec":{"replicas":3}}""", "merge-patch+json");
        await server.SendAsync(HttpMethod.Delete, Cart);

        var entries = (await server.GetAsync("/autocura/audit")).Body.Items("entries").ToList();
        entries.Select(entry => (entry.Text("verb"), entry.Text("name"), entry.Text("subresource"), entry.Number("code"))).ShouldBe(
            [("create", "cart", "", 201), ("create", "cart", "", 409), ("patch", "cart", "scale", 200), ("delete", "cart", "", 200)]);
        entries[0].Text("fieldManager").ShouldBe("autocura");
        entries[2].Text("fieldManager").ShouldBe("tests");
        var second = entries[1].Number("id");
        (await server.GetAsync($"/autocura/audit?after={second}")).Body.Items("entries").Count().ShouldBe(2);
    }

    [Fact]
    public async Task Scale_is_read_and_written_in_one_shape_for_every_kind()
    {
        await using var server = await TemporaryServer.StartAsync();
        await server.CreateCartAsync();
        var scaled = await server.SendAsync(
            HttpMethod.Put, $"{Cart}/scale", """{"apiVersion":"autoscaling/v1","kind":"Scale","metadata":{"name":"cart"},"spec":{"replicas":4}}""");
        scaled.Body.Kind().ShouldBe("Scale");
        scaled.Body.Text("status", "selector").ShouldBe("app=cart");
        (await server.GetAsync(Cart)).Body.Number("spec", "replicas").ShouldBe(4);
        (await server.PatchAsync($"{Cart}/scale", """{"spec":{"replicas":-1}}""", "merge-patch+json")).Code.ShouldBe(422);
    }

    [Fact]
    public async Task A_deletion_meant_for_another_object_is_a_conflict_and_a_collection_goes_by_selector()
    {
        await using var server = await TemporaryServer.StartAsync();
        await server.PostAsync(ConfigMaps, Bodies.ConfigMap("a", labels: """{"x":"1"}"""));
        await server.PostAsync(ConfigMaps, Bodies.ConfigMap("b", labels: """{"x":"2"}"""));
        (await server.SendAsync(HttpMethod.Delete, $"{ConfigMaps}/a", """{"preconditions":{"uid":"other"}}""")).Code.ShouldBe(409);

        (await server.SendAsync(HttpMethod.Delete, $"{ConfigMaps}?labelSelector=x%3D2")).Code.ShouldBe(200);
        (await server.GetAsync(ConfigMaps)).Body.Items("items").Select(item => item!.Name()).ShouldBe(["a", "kube-root-ca.crt"]);
    }

    [Fact]
    public async Task An_eviction_that_breaks_a_budget_is_429_and_one_that_does_not_spends_it()
    {
        await using var server = await TemporaryServer.StartAsync();
        const string Pods = "/api/v1/namespaces/default/pods";
        const string Budgets = "/apis/policy/v1/namespaces/default/poddisruptionbudgets";
        await server.PostAsync(Pods, """{"apiVersion":"v1","kind":"Pod","metadata":{"name":"cart","labels":{"app":"cart"}},"spec":{"containers":[{"name":"c","image":"i:1"}]}}""");
        await server.PatchAsync($"{Pods}/cart/status", """{"status":{"phase":"Running"}}""", "merge-patch+json");
        await server.PostAsync(Budgets, """{"apiVersion":"policy/v1","kind":"PodDisruptionBudget","metadata":{"name":"cart"},"spec":{"minAvailable":1,"selector":{"matchLabels":{"app":"cart"}}}}""");
        const string Eviction = """{"apiVersion":"policy/v1","kind":"Eviction","metadata":{"name":"cart"}}""";

        var refused = await server.PostAsync($"{Pods}/cart/eviction", Eviction);
        (refused.Code, refused.Reason).ShouldBe((429, "TooManyRequests"));

        await server.PatchAsync($"{Budgets}/cart/status", """{"status":{"disruptionsAllowed":1}}""", "merge-patch+json");
        (await server.PostAsync($"{Pods}/cart/eviction", Eviction)).Code.ShouldBe(201);
        (await server.GetAsync($"{Pods}/cart")).Code.ShouldBe(404);
        (await server.GetAsync($"{Budgets}/cart")).Body.Number("status", "disruptionsAllowed").ShouldBe(0);
    }
}
