using System.Net;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Hosting;
using Autocura.Support;

namespace Autocura.Embedded.Tests.Hosting;

/// <summary>What the app's own probes say of a host whose durable store is well.</summary>
public sealed class ReadinessTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("autocura-ready-");
    private readonly ManualTime time = new(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero));
    private EmbeddedHost host = null!;

    public async Task InitializeAsync() =>
        host = await EmbeddedHost.StartAsync(new EmbeddedHostOptions { Port = 0, ClusterPort = 0, MetricsPort = 0, DataFolder = folder.FullName, SettingsFile = null, UseEnvironment = false }, time);

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Where_nothing_is_missing_it_is_ready()
    {
        (await AskAsync("healthz")).ShouldBe((HttpStatusCode.OK, "ok"));
        (await AskAsync("readyz")).ShouldBe((HttpStatusCode.OK, "ok"));
        (await AskAsync("readyz?strict")).ShouldBe((HttpStatusCode.OK, "ok"));
    }

    [Fact]
    public async Task What_is_missing_is_named_and_only_who_asks_strictly_is_refused()
    {
        var store = host.Cluster!.Store;
        store.Delete(new ObjectKey("apiextensions.k8s.io", "customresourcedefinitions", null, "runbooks.autocura.cognitiva.io"), Actor.ApiServer);
        foreach (var role in store.List("rbac.authorization.k8s.io", "roles", "autocura-cognitiva"))
        {
            store.Update(
                new ObjectKey("rbac.authorization.k8s.io", "roles", "autocura-cognitiva", role["metadata"]!["name"]!.GetValue<string>()),
                found =>
                {
                    foreach (var rule in found["rules"]!.AsArray().OfType<JsonObject>().Where(rule => $"{rule["resources"]}".Contains("leases", StringComparison.Ordinal))) rule["verbs"] = new JsonArray("get");
                    return found;
                },
                Actor.ApiServer);
        }

        var (status, said) = await AskAsync("readyz");
        status.ShouldBe(HttpStatusCode.OK);
        said.ShouldContain("the custom resource runbooks.autocura.cognitiva.io is not installed");
        said.ShouldContain("may not create leases in autocura-cognitiva");
        (await AskAsync("readyz?strict")).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await AskAsync("healthz")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_answer_holds_for_a_minute()
    {
        (await AskAsync("readyz")).Said.ShouldBe("ok");
        host.Cluster!.Store.Delete(new ObjectKey("apiextensions.k8s.io", "customresourcedefinitions", null, "runbooks.autocura.cognitiva.io"), Actor.ApiServer);
        (await AskAsync("readyz")).Said.ShouldBe("ok");

        time.Advance(TimeSpan.FromSeconds(61));

        (await AskAsync("readyz")).Said.ShouldContain("runbooks");
    }

    private async Task<(HttpStatusCode Status, string Said)> AskAsync(string path)
    {
        using var http = new HttpClient { BaseAddress = host.Url };
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
