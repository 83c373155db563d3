using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Embedded.Hosting;
using Autocura.Embedded.Hosting.Settings;
using Autocura.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Autocura.Embedded.Tests.Hosting;

public sealed class EmbeddedHostTests : IDisposable
{
    private readonly ManualTime time = new(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero));
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("autocura-embedded-");

    private EmbeddedHostOptions Options => new()
    {
        Port = 0,
        ClusterPort = 0,
        MetricsPort = 0,
        DataFolder = folder.FullName,
        SettingsFile = null,
        UseEnvironment = false,
    };

    [Fact]
    public async Task All_parts_are_up_and_know_each_other()
    {
        await using var host = await EmbeddedHost.StartAsync(Options, time);
        await host.WhenIdleAsync();
        using var http = new HttpClient { BaseAddress = host.Url };
        (await http.GetFromJsonAsync<JsonArray>("/api/incidents")).ShouldNotBeNull().ShouldBeEmpty();
        (await http.GetFromJsonAsync<JsonArray>("/runtime/webhooks/durabletask/instances")).ShouldNotBeNull();

        var cluster = host.Functions.Services.GetRequiredService<IClusters>().Home;
        cluster.Name.ShouldBe(SimulatedCluster.Name);
        var list = await cluster.ListAsync(Kinds.Deployment, new ListQuery("shop"), CancellationToken.None);
        list.Select(item => (string)item["metadata"]!["name"]!).ShouldBe(["cart", "catalog", "checkout", "frontend", "payment"]);
        var health = (await http.GetFromJsonAsync<JsonObject>("/api/health"))!["clusters"]!.AsArray().ShouldHaveSingleItem()!;
        health["name"]!.GetValue<string>().ShouldBe(SimulatedCluster.Name);
        health["answers"]!.GetValue<bool>().ShouldBeTrue();
        health["detail"]!.GetValue<string>().ShouldStartWith("v1.");

        using var metrics = new HttpClient { BaseAddress = host.Metrics!.Address };
        (await metrics.GetStringAsync("/metrics")).ShouldContain("kube_deployment_spec_replicas{namespace=\"shop\",deployment=\"cart\"}");
    }

    [Fact]
    public async Task A_start_on_the_same_folder_goes_on_with_the_same_cluster()
    {
        string first;
        await using (var host = await EmbeddedHost.StartAsync(Options, time)) first = Uid(host);
        await using var again = await EmbeddedHost.StartAsync(Options, time);
        Uid(again).ShouldBe(first);
    }

    [Fact]
    public async Task A_second_host_on_the_folder_is_refused_before_it_touches_anything()
    {
        await using var host = await EmbeddedHost.StartAsync(Options, time);
        var kubeconfig = await File.ReadAllTextAsync(host.Cluster!.KubeconfigPath);

        var refused = await Should.ThrowAsync<IOException>(() => EmbeddedHost.StartAsync(Options, time));

        refused.Message.ShouldContain($"'{folder.FullName}' is in use by process {Environment.ProcessId} (");
        refused.Message.ShouldContain("--data");
        (await File.ReadAllTextAsync(host.Cluster.KubeconfigPath)).ShouldBe(kubeconfig);
    }

    [Fact]
    public async Task The_simulation_acts_by_itself_whatever_cluster_the_settings_name()
    {
        var options = Options with { Settings = new Dictionary<string, string?> { ["Cluster:Kubeconfig"] = "/production", ["Cluster:Context"] = "production", ["Metrics:PrometheusUrl"] = "http://production" } };
        await using var host = await EmbeddedHost.StartAsync(options, time);
        var settings = host.Functions.Services.GetRequiredService<IConfiguration>();
        settings["Cluster:Kubeconfig"].ShouldBe(host.Cluster!.AppKubeconfigPath);
        settings["Cluster:Context"].ShouldBeNull();
        settings["Metrics:PrometheusUrl"].ShouldBe(host.Metrics!.Address.ToString());
        host.Functions.Services.GetRequiredService<AutocuraOptions>().Mode.ShouldBe("Auto");
    }

    [Fact]
    public async Task Beside_the_simulation_no_real_cluster_is_looked_after_because_a_file_names_it()
    {
        var file = Path.Combine(folder.FullName, "settings.json");
        await File.WriteAllTextAsync(file, """{ "Values": { "Clusters__production__Kubeconfig": "/production" } }""");
        (await Should.ThrowAsync<SettingsException>(() => EmbeddedHost.StartAsync(Options with { SettingsFile = file }, time))).Message
            .ShouldBe("The setting 'Clusters:production:Kubeconfig' names a real cluster, and the simulation acts without asking: start with --kubeconfig, or take the setting away.");
    }

    [Fact]
    public async Task A_real_cluster_is_observed_only_and_nothing_is_simulated_beside_it()
    {
        var kubeconfig = Path.Combine(folder.FullName, "real");
        await File.WriteAllTextAsync(kubeconfig, Facade.KubeConfigFolder.With());
        await using var host = await EmbeddedHost.StartAsync(Options with { Kubeconfig = kubeconfig }, time);
        host.Cluster.ShouldBeNull();
        host.Metrics.ShouldBeNull();
        host.Functions.Services.GetRequiredService<AutocuraOptions>().Mode.ShouldBe("observe");
        host.Functions.Services.GetRequiredService<IConfiguration>()["Cluster:Kubeconfig"].ShouldBe(kubeconfig);
    }

    [Fact]
    public async Task What_was_started_is_stopped_again_when_the_rest_cannot_start()
    {
        var wrong = Options with { Settings = new Dictionary<string, string?> { ["Autocura:MaxAttempts"] = "0" } };
        (await Should.ThrowAsync<Exception>(() => EmbeddedHost.StartAsync(wrong, time))).Message.ShouldContain("Autocura:MaxAttempts is 0");
        await using var host = await EmbeddedHost.StartAsync(Options, time);
        host.Cluster.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_port_in_use_is_told_before_anything_is_written()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var options = Options with { Port = ((IPEndPoint)taken.LocalEndpoint).Port };
        (await Should.ThrowAsync<SettingsException>(() => EmbeddedHost.StartAsync(options, time))).Message.ShouldContain("is in use");
        folder.EnumerateFileSystemInfos().ShouldBeEmpty();
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static string Uid(EmbeddedHost host) =>
        (string)host.Cluster!.Store.List("apps", "deployments")[0]["metadata"]!["uid"]!;
}
