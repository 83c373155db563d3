using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Extensions.Tidb;

/// <summary>One part of a TiDB cluster: the placement driver, the storage or the SQL servers. Settings of the part go before those of the whole.</summary>
internal sealed record TidbComponent(string Name, int Port, string? DataVolume)
{
    /// <summary>In the order in which they come up: each needs the one before.</summary>
    public static IReadOnlyList<TidbComponent> All { get; } = [new("pd", 2379, "pd"), new("tikv", 20160, "tikv"), new("tidb", 4000, null)];

    private static readonly string[] Amounts = ["requests", "limits"];
    private static readonly string[] Placement = ["affinity", "tolerations", "nodeSelector", "priorityClassName"];

    public string SetName(JsonObject cluster) => $"{cluster.Name()}-{Name}";

    public int Replicas(JsonObject cluster) => cluster.Whole("spec", Name, "replicas") ?? 0;

    public string Image(JsonObject cluster) => cluster.Text("spec", Name, "image")
        ?? $"{cluster.Text("spec", Name, "baseImage") ?? $"pingcap/{Name}"}:{cluster.Text("spec", Name, "version") ?? cluster.Text("spec", "version") ?? "latest"}";

    public JsonObject Labels(JsonObject cluster) => new()
    {
        ["app.kubernetes.io/name"] = "tidb-cluster",
        ["app.kubernetes.io/managed-by"] = "tidb-operator",
        ["app.kubernetes.io/instance"] = cluster.Name(),
        ["app.kubernetes.io/component"] = Name,
    };

    /// <summary>The specification of its StatefulSet.</summary>
    public JsonObject Specification(JsonObject cluster, int replicas)
    {
        var spec = new JsonObject
        {
            ["replicas"] = replicas,
            ["serviceName"] = $"{SetName(cluster)}-peer",
            ["podManagementPolicy"] = "Parallel",
            ["revisionHistoryLimit"] = 10,
            ["selector"] = new JsonObject { ["matchLabels"] = Labels(cluster) },
            ["updateStrategy"] = new JsonObject { ["type"] = Setting(cluster, "statefulSetUpdateStrategy")?.Text() ?? "RollingUpdate" },
            ["template"] = new JsonObject { ["metadata"] = new JsonObject { ["labels"] = Labels(cluster) }, ["spec"] = Pod(cluster) },
        };
        if (DataVolume is not null)
        {
            spec["volumeClaimTemplates"] = new JsonArray(Claim(cluster));
        }

        return spec;
    }

    /// <summary>A setting of the part, or of the whole where the part has none.</summary>
    public JsonNode? Setting(JsonObject cluster, string name) => cluster.At("spec", Name, name) ?? cluster.At("spec", name);

    private JsonObject Pod(JsonObject cluster)
    {
        var container = new JsonObject
        {
            ["name"] = Name,
            ["image"] = Image(cluster),
            ["imagePullPolicy"] = cluster.Text("spec", "imagePullPolicy") ?? "IfNotPresent",
            ["ports"] = new JsonArray(new JsonObject { ["name"] = Name == "tidb" ? "server" : "client", ["containerPort"] = Port, ["protocol"] = "TCP" }),
            ["resources"] = Resources(cluster),
        };
        if (DataVolume is not null)
        {
            container["volumeMounts"] = new JsonArray(new JsonObject { ["name"] = DataVolume, ["mountPath"] = $"/var/lib/{Name}" });
        }

        var pod = new JsonObject { ["containers"] = new JsonArray(container), ["restartPolicy"] = "Always", ["schedulerName"] = "default-scheduler" };
        foreach (var name in Placement)
        {
            Copy(pod, name, Setting(cluster, name));
        }

        Copy(pod, "securityContext", Setting(cluster, "podSecurityContext"));
        return pod;
    }

    private JsonObject Resources(JsonObject cluster)
    {
        var resources = new JsonObject();
        foreach (var name in Amounts)
        {
            var amounts = cluster.Child("spec", Name, name)?.Copy() ?? [];
            amounts.Remove("storage");
            if (amounts.Count > 0)
            {
                resources[name] = amounts;
            }
        }

        return resources;
    }

    private JsonObject Claim(JsonObject cluster)
    {
        var spec = new JsonObject
        {
            ["accessModes"] = new JsonArray("ReadWriteOnce"),
            ["resources"] = new JsonObject { ["requests"] = new JsonObject { ["storage"] = cluster.Text("spec", Name, "requests", "storage") ?? "1Gi" } },
        };
        Copy(spec, "storageClassName", cluster.At("spec", Name, "storageClassName"));
        return new JsonObject { ["apiVersion"] = "v1", ["kind"] = "PersistentVolumeClaim", ["metadata"] = new JsonObject { ["name"] = DataVolume }, ["spec"] = spec };
    }

    private static void Copy(JsonObject to, string name, JsonNode? value)
    {
        if (value is not null)
        {
            to[name] = value.DeepClone();
        }
    }
}
