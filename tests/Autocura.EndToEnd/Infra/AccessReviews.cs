using System.Text;
using System.Text.Json.Nodes;
using k8s;

namespace Autocura.EndToEnd.Infra;

/// <summary>One thing that an account may or may not do; a subresource stands behind a slash.</summary>
internal sealed record Right(string Verb, string Group, string Resource, string Namespace)
{
    /// <summary>Without the namespace, as roles and actions name it.</summary>
    public string Name => $"{Verb} {Resource} {Group}";

    public override string ToString() => $"{Name} in {(Namespace.Length == 0 ? "the cluster" : Namespace)}";
}

/// <summary>Asks the API server itself, as the app's own account and with its token, what that account may do.</summary>
internal sealed class AccessReviews : IDisposable
{
    private static readonly string[] Verbs = ["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"];
    private static readonly string[] Hidden = ["pods/exec", "pods/attach", "pods/portforward", "pods/proxy", "services/proxy", "nodes/proxy", "pods/ephemeralcontainers"];

    private readonly Kubernetes client;

    private AccessReviews(string kubeconfig) => client = new Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeconfig));

    /// <summary>As a service account, by a token made for it and no other credential.</summary>
    public static async Task<AccessReviews> OfAsync(ApiServerFixture api, string account, string ns)
    {
        var token = (await api.KubectlAsync("create", "token", account, "-n", ns)).Trim();
        var path = api.KubeconfigPath + ".account";
        await File.WriteAllTextAsync(path, await api.KubectlAsync("config", "view", "--minify", "--flatten"));
        await ClientProcess.RunAsync("kubectl", "--kubeconfig", path, "config", "set-credentials", account, "--token", token);
        await ClientProcess.RunAsync("kubectl", "--kubeconfig", path, "config", "set-context", "--current", "--user", account);
        return new(path);
    }

    /// <summary>Everything that could be asked for: each served resource with each verb, in each of the namespaces, and what discovery does not list.</summary>
    public static async Task<List<Right>> UniverseAsync(ApiServerFixture api, params string[] namespaces)
    {
        var found = new List<(string Group, string Resource, bool Namespaced)>();
        foreach (var path in await GroupsAsync(api))
        {
            var list = JsonNode.Parse(await api.KubectlAsync("get", "--raw", path))!;
            var group = path.StartsWith("/apis/", StringComparison.Ordinal) ? path.Split('/')[2] : "";
            found.AddRange(list["resources"]!.AsArray().Select(resource => (group, (string)resource!["name"]!, (bool)resource["namespaced"]!)));
        }

        found.AddRange(Hidden.Select(resource => ("", resource, resource != "nodes/proxy")));
        return [.. found.Distinct().SelectMany(one => (one.Namespaced ? namespaces : [""]).SelectMany(ns => Verbs.Select(verb => new Right(verb, one.Group, one.Resource, ns)))), .. Growth];
    }

    /// <summary>Whether the account may.</summary>
    public async Task<bool> MayAsync(Right right)
    {
        var parts = right.Resource.Split('/', 2);
        var attributes = new JsonObject
        {
            ["verb"] = right.Verb,
            ["group"] = right.Group,
            ["resource"] = parts[0],
            ["subresource"] = parts.Length > 1 ? parts[1] : "",
            ["namespace"] = right.Namespace,
        };
        var review = new JsonObject
        {
            ["apiVersion"] = "authorization.k8s.io/v1",
            ["kind"] = "SelfSubjectAccessReview",
            ["spec"] = new JsonObject { ["resourceAttributes"] = attributes },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(client.BaseUri, "apis/authorization.k8s.io/v1/selfsubjectaccessreviews"))
        {
            Content = new StringContent(review.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        await client.Credentials!.ProcessHttpRequestAsync(request, default);
        using var answer = await client.HttpClient.SendAsync(request);
        return (bool)JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!["status"]!["allowed"]!;
    }

    public void Dispose() => client.Dispose();

    /// <summary>How an account would make itself more than it is.</summary>
    private static IEnumerable<Right> Growth =>
    [
        new("escalate", "rbac.authorization.k8s.io", "clusterroles", ""), new("bind", "rbac.authorization.k8s.io", "clusterroles", ""),
        new("impersonate", "", "users", ""), new("impersonate", "", "groups", ""), new("impersonate", "", "serviceaccounts", "shop"), new("*", "*", "*", ""),
    ];

    private static async Task<IEnumerable<string>> GroupsAsync(ApiServerFixture api) =>
        JsonNode.Parse(await api.KubectlAsync("get", "--raw", "/apis"))!["groups"]!.AsArray()
            .SelectMany(group => group!["versions"]!.AsArray().Select(version => $"/apis/{version!["groupVersion"]}"))
            .Prepend("/api/v1");
}
