using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Autocura.EndToEnd.Monitoring;
using Autocura.Incidents;
using Xunit.Abstractions;

namespace Autocura.EndToEnd;

/// <summary>
/// The main job, through clients nobody here wrote: kubectl ships a broken release, Prometheus sees it, Alertmanager tells, and the host heals it.
/// </summary>
public sealed class WholeIncidentTests(ITestOutputHelper output)
{
    private static readonly TimeSpan HealedWithin = TimeSpan.FromMinutes(3);
    private static readonly string Cart = new WorkloadRef("simulated", "Deployment", "shop", "cart").InstanceId;

    [RealClientFact("prometheus", "promtool", "prometheus-alertmanager", "kubectl")]
    public async Task A_broken_release_is_healed_and_its_alert_resolves()
    {
        await using var host = new HostProcess();
        await using var alertmanager = await RealAlertmanager.StartAsync(host.Webhook);
        await using var prometheus = await RealPrometheus.StartAsync(new PrometheusSetup
        {
            Targets = [host.MetricsTarget],
            RuleFiles = [Monitoring.Infra.Path("rules.demo.yaml")],
            Alertmanager = alertmanager.Address.Authority,
        });
        await host.StartAsync("--prometheus", prometheus.Address.ToString());
        await host.ShopIsUpAsync();
        var image = await ImageAsync(host);

        await host.KubectlAsync("set", "image", "deployment/cart", "cart=registry.shop.example/cart:no-such-tag", "-n", "shop");
        await host.UntilAsync("the incident is completed", async () => (await host.InstanceAsync(Cart))?["runtimeStatus"]?.GetValue<string>() == "Completed", HealedWithin);

        var ended = (await host.InstanceAsync(Cart))!;
        ended["output"]!["Kind"]!.GetValue<string>().ShouldBe("Healed", ended.ToJsonString());
        (await ImageAsync(host)).ShouldBe(image);
        (await host.KubectlAsync("rollout", "status", "deployment/cart", "-n", "shop")).ShouldContain("successfully rolled out");
        var writes = await host.OwnWritesAsync("deployments", "cart");
        writes.Count.ShouldBe(1);
        await StandsOnRecordAsync(host);
        await IsCountedAsync(host);
        await host.UntilAsync("Alertmanager holds no alert of cart", () => IsClearAsync(alertmanager), HealedWithin);
        Report(ended, writes[0]);
    }

    private static async Task StandsOnRecordAsync(HostProcess host)
    {
        var issues = await host.KubectlAsync("get", "issues", "-n", "shop");
        issues.Split('\n')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["NAME", "SEVERITY", "STATE", "RISK", "AGE"]);
        issues.ShouldContain("Resolved");
        (await host.KubectlAsync("get", "remediationplans", "-n", "shop")).ShouldContain("Completed");
        (await host.KubectlAsync("get", "aiinsights", "-n", "shop")).ShouldContain("Deterministic");
        (await host.KubectlAsync("get", "events", "-n", "shop", "--field-selector", "involvedObject.name=cart")).ShouldContain("AutocuraRemediationSucceeded");
    }

    /// <summary>promtool reads the metrics as Prometheus does, and says what is not as it should be.</summary>
    private static async Task IsCountedAsync(HostProcess host)
    {
        var text = await host.Http.GetStringAsync("metrics");
        text.ShouldContain("\nautocura_incidents_total{outcome=\"Healed\"} 1\n");
        text.ShouldContain("\nautocura_actions_total{action=\"RollBackRelease\",result=\"Applied\"} 1\n");
        using var folder = new TemporaryFolder();
        (await ClientProcess.RunAsync("bash", "-c", $"promtool check metrics < '{folder.Write("metrics.txt", text)}' 2>&1")).ShouldBeEmpty();
    }

    private static Task<string> ImageAsync(HostProcess host) =>
        host.KubectlAsync("get", "deployment", "cart", "-n", "shop", "-o", "jsonpath={.spec.template.spec.containers[0].image}");

    private static async Task<bool> IsClearAsync(RealAlertmanager alertmanager)
    {
        using var http = new HttpClient();
        var standing = await http.GetFromJsonAsync<JsonArray>(new Uri(alertmanager.Address, "/api/v2/alerts?active=true&filter=namespace=\"shop\""));
        return standing!.Count == 0;
    }

    private void Report(JsonObject ended, JsonObject firstWrite)
    {
        var alert = ended["input"]!["Signals"]!.AsArray().Min(signal => Time(signal!["Alert"]!["StartsAt"]!));
        var opened = Time(ended["output"]!["OpenedAt"]!);
        output.WriteLine($"alert -> incident {(opened - alert).TotalSeconds:0.0} s, alert -> first mutation {(Time(firstWrite["time"]!) - alert).TotalSeconds:0.0} s, alert -> verdict {(Time(ended["output"]!["ClosedAt"]!) - alert).TotalSeconds:0.0} s");
    }

    private static DateTimeOffset Time(JsonNode text) => DateTimeOffset.Parse(text.GetValue<string>(), CultureInfo.InvariantCulture);
}
