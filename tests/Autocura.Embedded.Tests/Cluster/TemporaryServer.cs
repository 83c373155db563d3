using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Faults;
using Autocura.Embedded.Cluster.Usage;
using Autocura.Support;

namespace Autocura.Embedded.Tests.Cluster;

/// <summary>An API server on a free port and a client that trusts it and holds its token; the clock moves only by hand.</summary>
internal sealed class TemporaryServer : IAsyncDisposable
{
    private readonly string folder;
    private readonly ClusterServer server;

    private TemporaryServer(string folder, ManualTime time, ObjectStore store, ClusterServer server)
    {
        this.folder = folder;
        this.server = server;
        Time = time;
        Store = store;
        Http = Client(server);
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Token);
        Http.DefaultRequestHeaders.UserAgent.ParseAdd("tests/1.0");
    }

    public ManualTime Time { get; }

    public ObjectStore Store { get; }

    public HttpClient Http { get; }

    public string KubeconfigPath => server.KubeconfigPath;

    public FaultInjector Faults => server.Faults;

    public static async Task<TemporaryServer> StartAsync(int history = 1000)
    {
        var folder = Directory.CreateTempSubdirectory("autocura-server-").FullName;
        var time = new ManualTime();
        var store = ObjectStore.Open(Path.Combine(folder, "cluster.db"), new ResourceCatalog(), time, seed: 7, history);
        var server = await ClusterServer.StartAsync(new ClusterServerOptions { Port = 0, DataFolder = folder }, store, new NodeReports(new NoLogs()), time);
        return new(folder, time, store, server);
    }

    /// <summary>A client that trusts the cluster's authority and nobody else, and has no token.</summary>
    public HttpClient AnonymousClient() => Client(server);

    /// <summary>As <see cref="AnonymousClient"/>, and shows a certificate.</summary>
    public HttpClient ClientWith(X509Certificate2 certificate) => Client(server, certificate);

    /// <summary>A new service account with a token of its own.</summary>
    public async Task<string> AccountAsync(string name, string ns = "default")
    {
        await PostAsync($"/api/v1/namespaces/{ns}/serviceaccounts", $$$"""{"metadata":{"name":"{{{name}}}"} }""");
        var made = await PostAsync($"/api/v1/namespaces/{ns}/serviceaccounts/{name}/token", """{"spec":{}}""");
        return made.Body.Text("status", "token")!;
    }

    /// <summary>Sends in the name of whoever holds the token.</summary>
    public Task<Answer> SendAsAsync(string token, HttpMethod method, string path, string? body = null)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return SendAsync(request, body, "application/json");
    }

    public Task<Answer> SendAsync(HttpMethod method, string path, string? body = null, string mediaType = "application/json") =>
        SendAsync(new HttpRequestMessage(method, path), body, mediaType);

    public async Task<Answer> SendAsync(HttpRequestMessage request, string? body, string mediaType)
    {
        using var sent = request;
        if (body is not null)
        {
            sent.Content = new StringContent(body, Encoding.UTF8, mediaType);
        }

        using var response = await Http.SendAsync(sent);
        var json = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
        var warnings = response.Headers.TryGetValues("Warning", out var values) ? values.ToList() : [];
        return new((int)response.StatusCode, json, warnings);
    }

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Answer> PostAsync(string path, string body) => SendAsync(HttpMethod.Post, path, body);

    public Task<Answer> PatchAsync(string path, string body, string kind) => SendAsync(HttpMethod.Patch, path, body, $"application/{kind}");

    public Task<Answer> ApplyAsync(string path, string yaml, string manager, bool force = false) =>
        SendAsync(HttpMethod.Patch, $"{path}?fieldManager={manager}&force={(force ? "true" : "false")}", yaml, "application/apply-patch+yaml");

    /// <summary>Creates the deployment "cart" in the namespace "default".</summary>
    public Task<Answer> CreateCartAsync(string query = "") => PostAsync($"/apis/apps/v1/namespaces/default/deployments{query}", Bodies.Cart);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await server.DisposeAsync();
        Store.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static HttpClient Client(ClusterServer server, X509Certificate2? certificate = null)
    {
        var authority = X509Certificate2.CreateFromPem(server.AuthorityPem);
        var transport = new SocketsHttpHandler();
        transport.SslOptions.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        transport.SslOptions.CertificateChainPolicy.CustomTrustStore.Add(authority);
        transport.SslOptions.ClientCertificates = certificate is null ? null : [certificate];
        return new HttpClient(transport) { BaseAddress = server.Address };
    }

    private sealed class NoLogs : IPodLogs
    {
        public IAsyncEnumerable<PodLogLine>? Read(PodLogQuery query, CancellationToken cancellationToken) => null;
    }
}

/// <summary>What came back.</summary>
internal sealed record Answer(int Code, JsonObject Body, IReadOnlyList<string> Warnings)
{
    public string? Reason => Body.Text("reason");

    public string? Message => Body.Text("message");

    public IEnumerable<string?> CauseFields => Body.Items("details", "causes").Select(cause => cause.Text("field"));
}

/// <summary>Objects that tests send.</summary>
internal static class Bodies
{
    public const string Cart =
        """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"cart","labels":{"app":"cart"}},
        "spec":{"selector":{"matchLabels":{"app":"cart"}},"template":{"metadata":{"labels":{"app":"cart"}},
        "spec":{"containers":[{"name":"cart","image":"shop/cart:1.0","env":[{"name":"A","value":"1"}],"ports":[{"containerPort":8080}]}]}}}}
        """;

    public const string Widgets =
        """
        {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"widgets.example.com"},
        "spec":{"group":"example.com","scope":"Namespaced","names":{"plural":"widgets","kind":"Widget","shortNames":["wd"],"categories":["all"]},
        "versions":[{"name":"v1","served":true,"storage":true,"subresources":{"status":{},"scale":{"specReplicasPath":".spec.size","statusReplicasPath":".status.size"}},
        "additionalPrinterColumns":[{"name":"Size","type":"integer","jsonPath":".spec.size"},{"name":"Ready","type":"string","jsonPath":".status.conditions[?(@.type==\"Ready\")].status"}],
        "schema":{"openAPIV3Schema":{"type":"object","required":["spec"],"properties":{
        "spec":{"type":"object","required":["size"],"properties":{"size":{"type":"integer","minimum":1,"maximum":9},"color":{"type":"string","enum":["red","blue"],"default":"red"}}},
        "status":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}}}]}}
        """;

    public static string ConfigMap(string name, string value = "1", string labels = "{}") =>
        $$$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"{{{name}}}","labels":{{{labels}}}},"data":{"a":"{{{value}}}"} }""";
}
