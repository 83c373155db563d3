namespace Autocura.Embedded.Tests.Cluster.Routes;

public sealed class RefusalTests
{
    private const string Deployments = "/apis/apps/v1/namespaces/default/deployments";

    [Fact]
    public async Task Who_shows_nothing_is_told_of_health_and_version_alone()
    {
        await using var server = await TemporaryServer.StartAsync();
        using var anonymous = server.AnonymousClient();
        foreach (var path in new[] { "/api", "/api/v1/pods", "/apis", "/openapi/v3", "/autocura/audit" })
        {
            using var refused = await anonymous.GetAsync(path);
            ((int)refused.StatusCode).ShouldBe(403, path);
            (await refused.Content.ReadAsStringAsync()).ShouldContain("User \\\"system:anonymous\\\" cannot ");
        }

        (await anonymous.GetStringAsync("/healthz")).ShouldBe("ok");
        (await anonymous.GetStringAsync("/version")).ShouldContain("\"gitVersion\":\"v1.32");
    }

    [Theory]
    [InlineData("GET", "/api/v1/namespaces/default/pods/none", 404, "NotFound")]
    [InlineData("GET", "/api/v1/namespaces/default/nonsense", 404, "NotFound")]
    [InlineData("GET", "/apis/apps/v2/deployments", 404, "NotFound")]
    [InlineData("GET", "/api/v1/namespaces/default/nodes", 404, "NotFound")]
    [InlineData("GET", "/nowhere", 404, "NotFound")]
    [InlineData("PUT", "/api/v1/namespaces/default/pods", 405, "MethodNotAllowed")]
    [InlineData("POST", "/api/v1/namespaces/default/pods/x", 405, "MethodNotAllowed")]
    [InlineData("GET", "/api/v1/namespaces/default/pods?labelSelector=a+b", 400, "BadRequest")]
    [InlineData("GET", "/api/v1/namespaces/default/pods?fieldSelector=spec.color%3Dred", 400, "BadRequest")]
    [InlineData("GET", "/api/v1/namespaces/default/pods?limit=many", 400, "BadRequest")]
    [InlineData("GET", "/api/v1/namespaces/default/pods?watch=true&resourceVersion=x", 400, "BadRequest")]
    public async Task Each_refusal_has_its_code_and_reason(string method, string path, int code, string reason)
    {
        await using var server = await TemporaryServer.StartAsync();
        var answer = await server.SendAsync(new HttpMethod(method), path);
        (answer.Code, answer.Reason).ShouldBe((code, reason));
    }

    [Fact]
    public async Task A_body_in_an_unknown_form_is_415_and_one_that_cannot_be_read_400()
    {
        await using var server = await TemporaryServer.StartAsync();
        (await server.SendAsync(HttpMethod.Post, Deployments, "x", "text/plain")).Code.ShouldBe(415);
        (await server.SendAsync(HttpMethod.Post, Deployments, "{")).Code.ShouldBe(400);
        (await server.SendAsync(HttpMethod.Post, Deployments, """{"kind":"Deployment","kind":"Deployment"}""")).Code.ShouldBe(400);
        (await server.SendAsync(HttpMethod.Post, Deployments, "k8s\0\u0001", "application/vnd.kubernetes.protobuf")).Code.ShouldBe(400);
    }

    [Fact]
    public async Task A_name_that_is_taken_is_409()
    {
        await using var server = await TemporaryServer.StartAsync();
        await server.CreateCartAsync();
        var answer = await server.CreateCartAsync();
        (answer.Code, answer.Reason).ShouldBe((409, "AlreadyExists"));
        answer.Body["message"]!.GetValue<string>().ShouldBe("deployments.apps \"cart\" already exists");
    }

    [Fact]
    public async Task An_object_that_breaks_rules_is_422_with_every_field_at_fault()
    {
        await using var server = await TemporaryServer.StartAsync();
        var answer = await server.PostAsync(Deployments, """
            {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"Cart!"},"spec":{"replicas":-1,"selector":{"matchLabels":{"app":"cart"}},
            "template":{"metadata":{"labels":{"app":"other"}},"spec":{"restartPolicy":"Never","containers":[{"name":"cart","image":"","ports":[{"containerPort":70000}]}]}}}}
            """);
        (answer.Code, answer.Reason).ShouldBe((422, "Invalid"));
        answer.CauseFields.ShouldBe(
            [
                "metadata.name", "spec.replicas", "spec.template.metadata.labels", "spec.template.spec.restartPolicy",
                "spec.template.spec.containers[0].image", "spec.template.spec.containers[0].ports[0].containerPort",
            ],
            ignoreOrder: true);
    }

    [Fact]
    public async Task A_missing_selector_is_a_required_value()
    {
        await using var server = await TemporaryServer.StartAsync();
        var answer = await server.PostAsync(Deployments, """{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"cart"},"spec":{}}""");
        answer.Code.ShouldBe(422);
        answer.CauseFields.ShouldBe(["spec.selector", "spec.template"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("Strict", 400, 0)]
    [InlineData("Warn", 201, 1)]
    [InlineData("Ignore", 201, 0)]
    public async Task A_field_nobody_knows_is_refused_told_or_dropped(string validation, int code, int warnings)
    {
        await using var server = await TemporaryServer.StartAsync();
        var answer = await server.PostAsync(
            $"{Deployments}?fieldValidation={validation}", Bodies.Cart.Replace("\"spec\":{\"selector\"", "\"spec\":{\"replicaz\":3,\"selector\"", StringComparison.Ordinal));
        answer.Code.ShouldBe(code);
        answer.Warnings.Count.ShouldBe(warnings);
        answer.Body.ToJsonString().Contains("\"replicaz\"", StringComparison.Ordinal).ShouldBeFalse();
    }

    [Fact]
    public async Task An_object_for_another_namespace_or_name_is_refused()
    {
        await using var server = await TemporaryServer.StartAsync();
        var elsewhere = Bodies.ConfigMap("a").Replace("\"name\":\"a\"", "\"name\":\"a\",\"namespace\":\"other\"", StringComparison.Ordinal);
        (await server.PostAsync("/api/v1/namespaces/default/configmaps", elsewhere)).Code.ShouldBe(400);
        await server.PostAsync("/api/v1/namespaces/default/configmaps", Bodies.ConfigMap("a"));
        (await server.SendAsync(HttpMethod.Put, "/api/v1/namespaces/default/configmaps/a", Bodies.ConfigMap("b"))).Code.ShouldBe(400);
        (await server.PostAsync("/api/v1/namespaces/none/configmaps", Bodies.ConfigMap("a"))).Code.ShouldBe(404);
    }
}
