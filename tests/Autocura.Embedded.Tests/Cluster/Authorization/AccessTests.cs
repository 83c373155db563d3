using Autocura.Embedded.Cluster;

namespace Autocura.Embedded.Tests.Cluster.Authorization;

public sealed class AccessTests
{
    private const string ConfigMaps = "/api/v1/namespaces/default/configmaps";
    private const string Ann = "system:serviceaccount:default:ann";

    [Theory]
    [InlineData("GET", "/api/v1/namespaces/default/pods", "pods is forbidden: User \"system:serviceaccount:default:ann\" cannot list resource \"pods\" in API group \"\" in the namespace \"default\"")]
    [InlineData("GET", "/api/v1/namespaces/default/pods?watch=1", "pods is forbidden: User \"system:serviceaccount:default:ann\" cannot watch resource \"pods\" in API group \"\" in the namespace \"default\"")]
    [InlineData("GET", "/api/v1/namespaces/default/pods/a/log", "pods \"a\" is forbidden: User \"system:serviceaccount:default:ann\" cannot get resource \"pods/log\" in API group \"\" in the namespace \"default\"")]
    [InlineData("DELETE", "/apis/apps/v1/namespaces/default/deployments", "deployments.apps is forbidden: User \"system:serviceaccount:default:ann\" cannot deletecollection resource \"deployments\" in API group \"apps\" in the namespace \"default\"")]
    [InlineData("GET", "/api/v1/nodes/n", "nodes \"n\" is forbidden: User \"system:serviceaccount:default:ann\" cannot get resource \"nodes\" in API group \"\" at the cluster scope")]
    [InlineData("GET", "/apis/example.com/v1/things", "things.example.com is forbidden: User \"system:serviceaccount:default:ann\" cannot list resource \"things\" in API group \"example.com\" at the cluster scope")]
    [InlineData("GET", "/simulation/faults", "forbidden: User \"system:serviceaccount:default:ann\" cannot get path \"/simulation/faults\"")]
    public async Task Who_may_not_is_told_what_in_the_words_of_the_api_server(string method, string path, string message)
    {
        await using var server = await TemporaryServer.StartAsync();
        var token = await server.AccountAsync("ann");

        var refused = await server.SendAsAsync(token, new HttpMethod(method), path);

        (refused.Code, refused.Reason, refused.Message).ShouldBe((403, "Forbidden", message));
    }

    [Fact]
    public async Task A_role_allows_what_its_rules_name_where_it_is_bound()
    {
        await using var server = await TemporaryServer.StartAsync();
        var token = await server.AccountAsync("ann");
        await GrantAsync(server, """{"apiGroups":[""],"resources":["configmaps"],"verbs":["get","list"]}""");

        (await server.SendAsAsync(token, HttpMethod.Get, ConfigMaps)).Code.ShouldBe(200);
        (await server.SendAsAsync(token, HttpMethod.Get, "/api/v1/namespaces/kube-system/configmaps")).Code.ShouldBe(403);
        (await server.SendAsAsync(token, HttpMethod.Post, ConfigMaps, Bodies.ConfigMap("a"))).Code.ShouldBe(403);
    }

    [Theory]
    [InlineData("""{"apiGroups":["*"],"resources":["*"],"verbs":["*"]}""", "GET", "/configmaps/kube-root-ca.crt", 200)]
    [InlineData("""{"apiGroups":[""],"resources":["configmaps"],"resourceNames":["kube-root-ca.crt"],"verbs":["get","list"]}""", "GET", "/configmaps/kube-root-ca.crt", 200)]
    [InlineData("""{"apiGroups":[""],"resources":["configmaps"],"resourceNames":["other"],"verbs":["get","list"]}""", "GET", "/configmaps/kube-root-ca.crt", 403)]
    [InlineData("""{"apiGroups":[""],"resources":["configmaps"],"resourceNames":["kube-root-ca.crt"],"verbs":["list"]}""", "GET", "/configmaps?fieldSelector=metadata.name%3Dkube-root-ca.crt", 200)]
    [InlineData("""{"apiGroups":[""],"resources":["pods"],"verbs":["get"]}""", "GET", "/pods/none/log", 403)]
    [InlineData("""{"apiGroups":[""],"resources":["pods/log"],"verbs":["get"]}""", "GET", "/pods/none/log", 404)]
    [InlineData("""{"apiGroups":[""],"resources":["*/log"],"verbs":["get"]}""", "GET", "/pods/none/log", 404)]
    [InlineData("""{"apiGroups":[""],"resources":["pods/*"],"verbs":["get"]}""", "GET", "/pods/none/log", 403)]
    [InlineData("""{"apiGroups":["apps"],"resources":["configmaps"],"verbs":["get"]}""", "GET", "/configmaps/kube-root-ca.crt", 403)]
    public async Task A_rule_is_read_to_the_letter(string rule, string method, string path, int code)
    {
        await using var server = await TemporaryServer.StartAsync();
        var token = await server.AccountAsync("ann");
        await GrantAsync(server, rule);

        (await server.SendAsAsync(token, new HttpMethod(method), $"/api/v1/namespaces/default{path}")).Code.ShouldBe(code);
    }

    [Fact]
    public async Task Server_side_apply_of_what_is_not_there_needs_the_right_to_create()
    {
        await using var server = await TemporaryServer.StartAsync();
        var token = await server.AccountAsync("ann");
        await GrantAsync(server, """{"apiGroups":[""],"resources":["configmaps"],"verbs":["patch"]}""");
        var request = new HttpRequestMessage(HttpMethod.Patch, $"{ConfigMaps}/new?fieldManager=ann") { Headers = { { "Authorization", $"Bearer {token}" } } };

        var refused = await server.SendAsync(request, Bodies.ConfigMap("new"), "application/apply-patch+yaml");

        refused.Message.ShouldStartWith("configmaps \"new\" is forbidden: User \"system:serviceaccount:default:ann\" cannot create resource \"configmaps\"");
    }

    [Fact]
    public async Task A_binding_to_a_role_that_is_not_there_allows_nothing_and_the_refusal_says_so()
    {
        await using var server = await TemporaryServer.StartAsync();
        var token = await server.AccountAsync("ann");
        await server.PostAsync("/apis/rbac.authorization.k8s.io/v1/clusterrolebindings", Binding("ClusterRoleBinding", "ghost", "ClusterRole"));

        (await server.SendAsAsync(token, HttpMethod.Get, ConfigMaps)).Message.ShouldEndWith("RBAC: clusterrole.rbac.authorization.k8s.io \"ghost\" not found");
    }

    [Fact]
    public async Task Reviews_answer_from_the_same_rules()
    {
        await using var server = await TemporaryServer.StartAsync();
        var token = await server.AccountAsync("ann");
        await GrantAsync(server, """{"apiGroups":["apps"],"resources":["deployments"],"verbs":["get"]}""");
        const string Question = """{"spec":{"resourceAttributes":{"namespace":"default","verb":"VERB","group":"apps","resource":"deployments"}} }""";

        var yes = await server.SendAsAsync(token, HttpMethod.Post, "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", Question.Replace("VERB", "get"));
        yes.Body.Flag("status", "allowed").ShouldBe(true);
        yes.Body.Text("status", "reason").ShouldBe("RBAC: allowed by RoleBinding \"granted/default\" of Role \"granted\" to ServiceAccount \"ann/default\"");
        var no = await server.SendAsAsync(token, HttpMethod.Post, "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", Question.Replace("VERB", "delete"));
        no.Body.Flag("status", "allowed").ShouldBe(false);
        var other = await server.PostAsync("/apis/authorization.k8s.io/v1/subjectaccessreviews", Question.Replace("VERB", "get").Replace("\"spec\":{", $"\"spec\":{{\"user\":\"{Ann}\","));
        other.Body.Flag("status", "allowed").ShouldBe(true);
        var rules = await server.SendAsAsync(token, HttpMethod.Post, "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews", """{"spec":{"namespace":"default"}}""");
        rules.Body.Items("status", "resourceRules").SelectMany(rule => rule.Items("apiGroups")).Select(group => group.Text()).ShouldContain("apps");
        (await server.SendAsAsync(token, HttpMethod.Post, "/apis/authorization.k8s.io/v1/subjectaccessreviews", Question)).Code.ShouldBe(403);
    }

    [Fact]
    public async Task Acting_as_another_needs_the_right_to_and_takes_on_all_of_the_others_rights()
    {
        await using var server = await TemporaryServer.StartAsync();
        var token = await server.AccountAsync("ann");
        using var allowed = new HttpRequestMessage(HttpMethod.Post, "/apis/authentication.k8s.io/v1/selfsubjectreviews") { Headers = { { "Impersonate-User", Ann } } };
        var seen = await server.SendAsync(allowed, "{}", "application/json");
        seen.Body.Text("status", "userInfo", "username").ShouldBe(Ann);
        seen.Body.Items("status", "userInfo", "groups").Select(group => group.Text()).ShouldBe(["system:serviceaccounts", "system:serviceaccounts:default", "system:authenticated"]);

        using var refused = new HttpRequestMessage(HttpMethod.Get, ConfigMaps) { Headers = { { "Impersonate-User", "eve" }, { "Authorization", $"Bearer {token}" } } };
        (await server.SendAsync(refused, null, "")).Message.ShouldBe($"users \"eve\" is forbidden: User \"{Ann}\" cannot impersonate resource \"users\" in API group \"\" at the cluster scope");
    }

    [Fact]
    public async Task Nobody_grants_what_he_does_not_hold()
    {
        await using var server = await TemporaryServer.StartAsync();
        var token = await server.AccountAsync("ann");
        await GrantAsync(
            server,
            """{"apiGroups":["rbac.authorization.k8s.io"],"resources":["roles","rolebindings"],"verbs":["create"]},{"apiGroups":[""],"resources":["pods"],"verbs":["get"]}""");
        const string Roles = "/apis/rbac.authorization.k8s.io/v1/namespaces/default/roles";

        (await server.SendAsAsync(token, HttpMethod.Post, Roles, Role("Role", "mine", """{"apiGroups":[""],"resources":["pods"],"verbs":["get"]}"""))).Code.ShouldBe(201);
        var refused = await server.SendAsAsync(token, HttpMethod.Post, Roles, Role("Role", "more", """{"apiGroups":[""],"resources":["pods","secrets"],"verbs":["get"]}"""));
        refused.Code.ShouldBe(403);
        refused.Message.ShouldEndWith("is attempting to grant RBAC permissions not currently held:\n{APIGroups:[\"\"], Resources:[\"secrets\"], Verbs:[\"get\"]}");
        var bound = await server.SendAsAsync(token, HttpMethod.Post, "/apis/rbac.authorization.k8s.io/v1/namespaces/default/rolebindings", Binding("RoleBinding", "cluster-admin", "ClusterRole"));
        bound.Code.ShouldBe(403);
    }

    [Fact]
    public async Task A_role_made_of_others_follows_them()
    {
        await using var server = await TemporaryServer.StartAsync();
        await server.PostAsync("/apis/rbac.authorization.k8s.io/v1/clusterroles", """
            {"kind":"ClusterRole","apiVersion":"rbac.authorization.k8s.io/v1","metadata":{"name":"widgets","labels":{"rbac.authorization.k8s.io/aggregate-to-view":"true"} },
            "rules":[{"apiGroups":["example.com"],"resources":["widgets"],"verbs":["get"]}]}
            """);
        var token = await server.AccountAsync("ann");
        await server.PostAsync("/apis/rbac.authorization.k8s.io/v1/namespaces/default/rolebindings", Binding("RoleBinding", "admin", "ClusterRole"));

        foreach (var (path, code) in new[] { ("/apis/example.com/v1/namespaces/default/widgets/x", 404), ("/api/v1/namespaces/default/secrets", 200), ("/api/v1/namespaces/default/resourcequotas/x", 404) })
        {
            (await server.SendAsAsync(token, HttpMethod.Get, path)).Code.ShouldBe(code, path);
        }

        (await server.SendAsAsync(token, HttpMethod.Delete, "/api/v1/namespaces/default/resourcequotas/x")).Code.ShouldBe(403);
    }

    private static async Task GrantAsync(TemporaryServer server, string rules)
    {
        const string Group = "/apis/rbac.authorization.k8s.io/v1/namespaces/default";
        (await server.PostAsync($"{Group}/roles", Role("Role", "granted", rules))).Code.ShouldBe(201);
        (await server.PostAsync($"{Group}/rolebindings", Binding("RoleBinding", "granted", "Role"))).Code.ShouldBe(201);
    }

    private static string Role(string kind, string name, string rules) =>
        $$$"""{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"{{{kind}}}","metadata":{"name":"{{{name}}}"},"rules":[{{{rules}}}]}""";

    private static string Binding(string kind, string role, string roleKind) =>
        $$$"""
        {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"{{{kind}}}","metadata":{"name":"{{{role}}}"},"roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"{{{roleKind}}}","name":"{{{role}}}"},
        "subjects":[{"kind":"ServiceAccount","name":"ann","namespace":"default"}]}
        """;
}
