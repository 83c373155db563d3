using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;

namespace Autocura.Embedded.Tests.Cluster.Routes;

public sealed class WatchTests
{
    private const string ConfigMaps = "/api/v1/namespaces/default/configmaps";

    [Fact]
    public async Task A_watch_from_a_list_sees_what_came_after_it()
    {
        await using var server = await TemporaryServer.StartAsync();
        var list = await server.GetAsync(ConfigMaps);
        await server.PostAsync(ConfigMaps, Bodies.ConfigMap("a"));
        using var watch = await WatchAsync(server, $"resourceVersion={list.Body.ResourceVersion()}");
        (await NextAsync(watch)).ShouldBe(("ADDED", "a"));
        await server.PatchAsync($"{ConfigMaps}/a", """{"data":{"a":"2"}}""", "merge-patch+json");
        (await NextAsync(watch)).ShouldBe(("MODIFIED", "a"));
        await server.SendAsync(HttpMethod.Delete, $"{ConfigMaps}/a");
        (await NextAsync(watch)).ShouldBe(("DELETED", "a"));
    }

    [Fact]
    public async Task A_watch_without_a_version_begins_with_what_there_is()
    {
        await using var server = await TemporaryServer.StartAsync();
        using var watch = await WatchAsync(server, "");
        (await NextAsync(watch)).ShouldBe(("ADDED", "kube-root-ca.crt"));
    }

    [Fact]
    public async Task What_comes_to_match_a_selector_is_added_and_what_matches_no_more_is_deleted()
    {
        await using var server = await TemporaryServer.StartAsync();
        using var watch = await WatchAsync(server, $"labelSelector=x%3D1&resourceVersion={server.Store.ResourceVersion}");
        await server.PostAsync(ConfigMaps, Bodies.ConfigMap("a", labels: """{"x":"2"}"""));
        await server.PatchAsync($"{ConfigMaps}/a", """{"metadata":{"labels":{"x":"1"}}}""", "merge-patch+json");
        (await NextAsync(watch)).ShouldBe(("ADDED", "a"));
        await server.PatchAsync($"{ConfigMaps}/a", """{"metadata":{"labels":{"x":"3"}}}""", "merge-patch+json");
        (await NextAsync(watch)).ShouldBe(("DELETED", "a"));
    }

    [Fact]
    public async Task A_version_that_is_no_longer_kept_is_410_told_as_an_event()
    {
        await using var server = await TemporaryServer.StartAsync(history: 2);
        for (var i = 0; i < 4; i++)
        {
            await server.PostAsync(ConfigMaps, Bodies.ConfigMap($"c{i}"));
        }

        using var watch = await WatchAsync(server, "resourceVersion=1");
        var told = JsonNode.Parse((await watch.ReadLineAsync())!);
        (told.Text("type"), told.Number("object", "code"), told.Text("object", "reason")).ShouldBe(("ERROR", 410, "Expired"));
        (await watch.ReadLineAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Initial_events_end_with_a_bookmark_and_quiet_minutes_bring_more_until_the_time_is_up()
    {
        await using var server = await TemporaryServer.StartAsync();
        using var watch = await WatchAsync(server, "sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true&timeoutSeconds=90");
        (await NextAsync(watch)).ShouldBe(("ADDED", "kube-root-ca.crt"));
        var end = JsonNode.Parse((await watch.ReadLineAsync())!);
        end.Text("type").ShouldBe("BOOKMARK");
        end!["object"]!.Annotation("k8s.io/initial-events-end").ShouldBe("true");

        await ArmedAsync(server, TimeSpan.FromSeconds(60));
        server.Time.Advance(TimeSpan.FromSeconds(60));
        JsonNode.Parse((await watch.ReadLineAsync())!).Text("type").ShouldBe("BOOKMARK");
        server.Time.Advance(TimeSpan.FromSeconds(30));
        (await watch.ReadLineAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_watch_in_tables_sends_its_columns_once()
    {
        await using var server = await TemporaryServer.StartAsync();
        server.Http.DefaultRequestHeaders.Add("Accept", "application/json;as=Table;v=v1;g=meta.k8s.io,application/json");
        using var watch = await WatchAsync(server, "");
        JsonNode.Parse((await watch.ReadLineAsync())!)!["object"].Items("columnDefinitions").Count().ShouldBe(3);
        await server.PostAsync(ConfigMaps, Bodies.ConfigMap("a"));
        var next = JsonNode.Parse((await watch.ReadLineAsync())!)!["object"];
        next.Items("columnDefinitions").ShouldBeEmpty();
        next.Items("rows").Single().Items("cells").First().Text().ShouldBe("a");
    }

    // The server sets its timer after it has sent what the test has just read.
    private static async Task ArmedAsync(TemporaryServer server, TimeSpan ahead)
    {
        var due = server.Time.GetUtcNow() + ahead;
        while (server.Time.NextDue != due)
        {
            await Task.Yield();
        }
    }

    private static async Task<StreamReader> WatchAsync(TemporaryServer server, string query) =>
        new(await server.Http.GetStreamAsync($"{ConfigMaps}?watch=true&{query}"));

    private static async Task<(string?, string)> NextAsync(StreamReader watch)
    {
        var change = JsonNode.Parse((await watch.ReadLineAsync())!);
        return (change.Text("type"), change!["object"]!.Name());
    }
}
