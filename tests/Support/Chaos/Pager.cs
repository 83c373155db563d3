using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;

namespace Autocura.Support.Chaos;

/// <summary>
/// The monitoring of the little world: it watches every workload and tells each host of what fires and what has been resolved, as an Alertmanager does. A host that is down
/// is told when it is up again.
/// </summary>
internal sealed class Pager(ObjectStore store, ChaosPlan plan, ManualTime time)
{
    /// <summary>How long the false alarm lasts.</summary>
    private static readonly TimeSpan Mistaken = TimeSpan.FromSeconds(90);

    private readonly Dictionary<string, DateTimeOffset> firing = [];
    private readonly Dictionary<(int Host, string Alert), string> told = [];
    private readonly Dictionary<string, JsonObject> alerts = [];
    private readonly DateTimeOffset began = time.GetUtcNow();

    /// <summary>Whether every host has been told the latest of everything.</summary>
    public bool HasTold(IEnumerable<ChaosHost> hosts) => hosts.All(host => alerts.All(alert => told.GetValueOrDefault((host.Index, alert.Key)) == StateOf(alert.Value)));

    /// <summary>Looks at the workloads.</summary>
    public void Look()
    {
        foreach (var deployment in store.List("apps", "deployments").Where(found => found.Namespace() is ChaosWorld.Store or ChaosWorld.Vault))
        {
            var name = deployment.Name();
            var isFiring = IsUnwell(deployment) || (plan.Trouble == Trouble.FalseAlarm && name == plan.Target && time.GetUtcNow() - began < Mistaken);
            if (isFiring && firing.TryAdd(name, time.GetUtcNow()))
            {
                alerts[name] = Alert(deployment, firing[name], null);
            }
            else if (!isFiring && firing.Remove(name, out var since))
            {
                alerts[name] = Alert(deployment, since, time.GetUtcNow());
            }
        }
    }

    /// <summary>Tells a host what it does not know yet.</summary>
    public async Task TellAsync(ChaosHost host, HttpClient http)
    {
        foreach (var (name, alert) in alerts.Where(alert => host.IsAlive && told.GetValueOrDefault((host.Index, alert.Key)) != StateOf(alert.Value)).ToList())
        {
            var message = new JsonObject { ["version"] = "4", ["status"] = alert["status"]!.DeepClone(), ["receiver"] = "autocura", ["alerts"] = new JsonArray(alert.DeepClone()) };
            using var answer = await http.PostAsJsonAsync(new Uri(host.Host.Url, "api/alerts"), message);
            if (answer.IsSuccessStatusCode)
            {
                told[(host.Index, name)] = StateOf(alert);
            }
        }
    }

    private static bool IsUnwell(JsonObject deployment)
    {
        var wanted = deployment["spec"]!["replicas"]!.GetValue<int>();
        var status = deployment["status"];
        int Count(string field) => status?[field]?.GetValue<int>() ?? 0;
        return wanted == 0 || Count("availableReplicas") < wanted || Count("updatedReplicas") < wanted || Count("replicas") > wanted;
    }

    private static string StateOf(JsonObject alert) => $"{alert["status"]} {alert["startsAt"]}";

    private static JsonObject Alert(JsonObject deployment, DateTimeOffset startsAt, DateTimeOffset? endsAt) => new()
    {
        ["status"] = endsAt is null ? "firing" : "resolved",
        ["labels"] = new JsonObject { ["alertname"] = "KubeDeploymentReplicasMismatch", ["namespace"] = deployment.Namespace(), ["deployment"] = deployment.Name(), ["severity"] = "warning" },
        ["annotations"] = new JsonObject(),
        ["startsAt"] = startsAt.ToString("O", CultureInfo.InvariantCulture),
        ["endsAt"] = endsAt?.ToString("O", CultureInfo.InvariantCulture) ?? "0001-01-01T00:00:00Z",
        ["fingerprint"] = deployment.Name(),
    };
}
