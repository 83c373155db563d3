using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Extensions.Tidb;

/// <summary>
/// A small TiDB operator: keeps a StatefulSet and its Services for each part of a TidbCluster, brings parts up one after the other and adds members one at a time.
/// What is wrong in the TidbCluster is wrong in its StatefulSets, and right again when the TidbCluster is.
/// </summary>
internal sealed class TidbClusterController(ClusterClient client) : IController
{
    private const string Group = "pingcap.com";
    private const string Plural = "tidbclusters";
    private const string Sets = "statefulsets";

    public string Name => "tidb-controller-manager";

    public IEnumerable<ObjectKey> Concerned(ObjectChange change) => change.Key switch
    {
        { Group: Group, Plural: Plural } => change.Kind == ChangeKind.Deleted ? [] : [change.Key],
        { Group: "apps", Plural: Sets } => OwnerReferences.Of(change.Current, Group, "TidbCluster", Plural),
        _ => [],
    };

    public DateTimeOffset? Reconcile(ObjectKey key)
    {
        if (client.Find(key) is not { } cluster || cluster.IsDeleting() || cluster.Is("spec", "paused"))
        {
            return null;
        }

        foreach (var component in TidbComponent.All.Where(component => cluster.Child("spec", component.Name) is not null))
        {
            var set = Keep(cluster, component);
            if (set.Count("status", "readyReplicas") == 0 && component.Replicas(cluster) > 0)
            {
                break;
            }
        }

        WriteStatus(key, cluster);
        return null;
    }

    private JsonObject? Keep(JsonObject cluster, TidbComponent component)
    {
        KeepService(cluster, component, component.SetName(cluster));
        KeepService(cluster, component, $"{component.SetName(cluster)}-peer");
        var key = SetKey(cluster, component);
        var present = client.Find(key);
        if (TidbRefusals.Of(cluster, component) is { } refusal)
        {
            client.Warn(cluster, present is null ? "FailedCreate" : "FailedUpdate", $"StatefulSet.apps \"{key.Name}\" is invalid: {refusal}");
            return present;
        }

        Renew(cluster, component);
        var spec = component.Specification(cluster, Size(component.Replicas(cluster), present));
        if (present is not null)
        {
            return client.Update(key, set => Write(set, spec))!;
        }

        client.Record(cluster, "SuccessfulCreate", $"create StatefulSet {key.Name} for {component.Name} in TidbCluster {cluster.Name()} successful");
        return client.Create(new JsonObject
        {
            ["apiVersion"] = "apps/v1",
            ["kind"] = "StatefulSet",
            ["metadata"] = Metadata(cluster, component, key.Name),
            ["spec"] = spec,
        });
    }

    private static ObjectKey SetKey(JsonObject cluster, TidbComponent component) => new("apps", Sets, cluster.Namespace(), component.SetName(cluster));

    /// <summary>Gives up claims that no storage has answered and that are not what is wanted any more, with the pods that wait for them.</summary>
    private void Renew(JsonObject cluster, TidbComponent component)
    {
        var prefix = $"{component.DataVolume}-{component.SetName(cluster)}-";
        var wanted = cluster.Text("spec", component.Name, "storageClassName");
        var unanswered = client.List("", "persistentvolumeclaims", cluster.Namespace()).Where(claim => component.DataVolume is not null
            && claim.Name().StartsWith(prefix, StringComparison.Ordinal)
            && claim.Text("status", "phase") != "Bound"
            && claim.Text("spec", "storageClassName") != wanted).ToList();
        foreach (var claim in unanswered)
        {
            client.Delete(ObjectKey.Core("pods", claim.Namespace(), claim.Name()[(component.DataVolume!.Length + 1)..]), DeleteOptions.Now);
            client.Delete(ObjectKey.Core("persistentvolumeclaims", claim.Namespace(), claim.Name()));
        }
    }

    /// <summary>One more member at a time, and only when all that there are are ready; fewer at once.</summary>
    private static int Size(int wanted, JsonObject? present)
    {
        if (present is null)
        {
            return wanted;
        }

        var now = present.Replicas();
        return wanted <= now ? wanted : present.Count("status", "readyReplicas") >= now ? now + 1 : now;
    }

    // A changed template of claims is for new volumes only.
    private static void Write(JsonObject set, JsonObject spec)
    {
        foreach (var (name, value) in spec)
        {
            set.Ensure("spec")[name] = value?.DeepClone();
        }
    }

    private void KeepService(JsonObject cluster, TidbComponent component, string name)
    {
        var key = ObjectKey.Core("services", cluster.Namespace(), name);
        if (client.Find(key) is not null)
        {
            return;
        }

        var spec = new JsonObject
        {
            ["type"] = "ClusterIP",
            ["selector"] = component.Labels(cluster),
            ["ports"] = new JsonArray(new JsonObject { ["name"] = component.Name, ["port"] = component.Port, ["targetPort"] = component.Port, ["protocol"] = "TCP" }),
        };
        if (name.EndsWith("-peer", StringComparison.Ordinal))
        {
            spec["clusterIP"] = "None";
        }

        client.Create(new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Service", ["metadata"] = Metadata(cluster, component, name), ["spec"] = spec });
    }

    private static JsonObject Metadata(JsonObject cluster, TidbComponent component, string name) => new()
    {
        ["name"] = name,
        ["namespace"] = cluster.Namespace(),
        ["labels"] = component.Labels(cluster),
        ["ownerReferences"] = new JsonArray(OwnerReferences.Controller(cluster)),
    };

    private void WriteStatus(ObjectKey key, JsonObject cluster) => client.UpdateStatus(key, status =>
    {
        var waiting = new List<string>();
        foreach (var component in TidbComponent.All.Where(component => cluster.Child("spec", component.Name) is not null))
        {
            var set = client.Find(SetKey(cluster, component));
            var isReady = set.Count("status", "readyReplicas") == component.Replicas(cluster) && set.Count("status", "updatedReplicas") == component.Replicas(cluster);
            status[component.Name] = new JsonObject
            {
                ["phase"] = isReady ? "Normal" : set is not null && set.Replicas() != component.Replicas(cluster) ? "Scale" : "Upgrade",
                ["image"] = component.Image(cluster),
                ["statefulSet"] = set?["status"]?.DeepClone(),
            };
            if (!isReady)
            {
                waiting.Add(component.Name);
            }
        }

        status["clusterID"] ??= cluster.Uid();
        var since = cluster.Condition("Ready") is { } before && (before.Text("status") == "True") == (waiting.Count == 0) ? before.Text("lastTransitionTime") : client.Now.ToTimestamp();
        status["conditions"] = new JsonArray(new JsonObject
        {
            ["type"] = "Ready",
            ["status"] = waiting.Count == 0 ? "True" : "False",
            ["reason"] = waiting.Count == 0 ? "Ready" : "StatefulSetNotUpToDate",
            ["message"] = waiting.Count == 0 ? "TiDB cluster is fully up and running" : $"Statefulset(s) are in progress: {string.Join(", ", waiting)}",
            ["lastTransitionTime"] = since,
        });
    });
}
