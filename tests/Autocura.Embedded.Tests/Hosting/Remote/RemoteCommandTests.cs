using System.CommandLine;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Hosting;
using Autocura.Support;

namespace Autocura.Embedded.Tests.Hosting.Remote;

/// <summary>The commands that look at a running instance and decide there, on a host with one incident that waits for an approval.</summary>
public sealed class RemoteCommandTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("autocura-remote-");
    private EmbeddedHost host = null!;

    public async Task InitializeAsync() => host = await EmbeddedHost.StartAsync(
        new EmbeddedHostOptions { Port = 0, ClusterPort = 0, MetricsPort = 0, DataFolder = folder.FullName, SettingsFile = null, UseEnvironment = false },
        new ManualTime(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero)));

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Without_incidents_there_is_nothing_to_show_and_nothing_to_decide()
    {
        (await RunAsync("incidents")).ShouldBe((0, "There are no incidents.\n", ""));
        (await RunAsync("incidents", "--json")).ShouldBe((0, "[]\n", ""));
        foreach (var order in (string[])["explain", "report", "approve", "reject", "undo", "retry", "pause"])
        {
            var (code, _, wrong) = await RunAsync(order, "cart");
            code.ShouldBe(1, order);
            wrong.ShouldContain("No incident has 'cart' in its id", customMessage: order);
        }
    }

    [Fact]
    public async Task Everything_is_stopped_and_allowed_again_and_who_asked_for_it_is_known()
    {
        (await RunAsync("pause", "--by", "ana", "--reason", "a drill")).Code.ShouldBe(0);
        var control = host.Cluster!.Store.Find(ObjectKey.Core("configmaps", "autocura-cognitiva", "autocura-control")).ShouldNotBeNull().ToJsonString();
        control.ShouldContain("ana");
        control.ShouldContain("a drill");

        (await RunAsync("resume", "--by", "ana")).Code.ShouldBe(0);

        using var http = new HttpClient { BaseAddress = host.Url };
        (await http.GetFromJsonAsync<JsonNode>("api/control"))!["clusters"]![0]!["isStopped"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task An_incident_is_found_by_a_part_of_its_id_explained_and_left_alone()
    {
        await AlertAsync("cart");

        var (code, listed, _) = await RunAsync("incidents", "-n", "shop");
        code.ShouldBe(0);
        listed.ShouldContain("Deployment shop/cart");
        (await RunAsync("incidents", "-n", "elsewhere")).Said.ShouldBe("There are no incidents.\n");
        (await RunAsync("explain", "cart")).Said.ShouldContain("shop/cart");
        (await RunAsync("report", "cart", "--html")).Said.ShouldStartWith("<!doctype html>");
        var (refused, _, why) = await RunAsync("approve", "cart");
        refused.ShouldBe(1);
        why.ShouldContain("not AwaitingApproval");
        (await RunAsync("pause", "cart", "--minutes", "5", "--by", "ana")).Code.ShouldBe(0);
        host.Cluster!.Store.Find(ObjectKey.Apps("deployments", "shop", "cart")).ShouldNotBeNull()["metadata"]!["annotations"]!["autocura.io/pause-until"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Where_nobody_answers_it_is_said_and_the_command_fails()
    {
        using var port = ReservedPort.Take(System.Net.IPAddress.Loopback, 0);
        var (code, _, wrong) = await RunWithAsync(new Uri($"http://127.0.0.1:{port.Url.Port}"), "incidents");

        code.ShouldBe(1);
        wrong.ShouldContain("cannot be asked");
    }

    private async Task AlertAsync(string deployment)
    {
        using var http = new HttpClient { BaseAddress = host.Url };
        using var answer = await http.PostAsJsonAsync("api/alerts", JsonNode.Parse($$"""
            {
              "version": "4", "groupKey": "g", "status": "firing", "receiver": "autocura", "groupLabels": {}, "commonLabels": {}, "commonAnnotations": {}, "externalURL": "http://localhost",
              "alerts": [{
                "status": "firing", "labels": { "alertname": "KubePodNotReady", "namespace": "shop", "deployment": "{{deployment}}" }, "annotations": {},
                "startsAt": "2026-01-05T07:59:00Z", "endsAt": "0001-01-01T00:00:00Z", "generatorURL": "", "fingerprint": "0000000000000001"
              }]
            }
            """));
        answer.EnsureSuccessStatusCode();
        await host.WhenIdleAsync();
    }

    private Task<(int Code, string Said, string Wrong)> RunAsync(params string[] arguments) => RunWithAsync(host.Url, arguments);

    private static async Task<(int Code, string Said, string Wrong)> RunWithAsync(Uri url, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = await new CommandLine().Command((_, _) => throw new InvalidOperationException("No host is started by a command.")).Parse([.. arguments, "--url", $"{url}"])
            .InvokeAsync(new InvocationConfiguration { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }
}
