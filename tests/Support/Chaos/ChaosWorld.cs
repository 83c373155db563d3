using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Applications;

namespace Autocura.Support.Chaos;

/// <summary>
/// A world as small as it can be for everything to go wrong in: a store of three workloads that may be healed, and a vault that may not be touched. Each image of a
/// repository behaves as its tag says.
/// </summary>
internal static class ChaosWorld
{
    /// <summary>The namespace that the system may heal.</summary>
    public const string Store = "store";

    /// <summary>The namespace that the system is told to leave alone.</summary>
    public const string Vault = "vault";

    private const string Registry = "registry.chaos.example";

    public static readonly IReadOnlyList<string> Workloads = ["web", "orders", "stock"];

    /// <summary>The workload of the vault.</summary>
    public const string Safe = "safe";

    public static SimulatedWorld Simulated { get; } = new(
        new ImageCatalog([.. ImagesOf("web"), .. ImagesOf("orders"), .. ImagesOf("stock"), .. ImagesOf(Safe)]),
        ApplicationCatalog.Of([Application(Store, "web", [.. Workloads]), Application(Vault, Safe, Safe)], Manifests));

    /// <summary>A release that serves.</summary>
    public static string Good(string workload, int release) => $"{Registry}/{workload}:{release}";

    /// <summary>A release that dies two seconds after it has become ready.</summary>
    public static string Crashing(string workload) => $"{Registry}/{workload}:crashing";

    /// <summary>A release that was never pushed.</summary>
    public static string Missing(string workload) => $"{Registry}/{workload}:missing";

    private static IEnumerable<ImageProfile> ImagesOf(string workload)
    {
        var good = new ImageProfile { Image = Good(workload, 1), Listens = [8080], StartSeconds = 0.5, MemoryMi = 40, CpuMillis = 10 };
        yield return good;
        yield return good with { Image = Good(workload, 2) };
        yield return good with { Image = Crashing(workload), Crash = new ImageCrash(2, 1, ["FATAL no prices: exiting"]) };
    }

    private static Application Application(string name, string entry, params string[] workloads) => new()
    {
        Name = name,
        Title = name,
        Namespace = name,
        Users = new Users { Service = entry, RequestsPerSecond = 1 },
        Services = [.. workloads.Select(workload => new ApplicationService { Name = workload, Port = 80 })],
        Previous = workloads.ToDictionary(workload => workload, workload => Good(workload, 1)),
    };

    private static IReadOnlyList<JsonObject> Manifests(string folder) => folder switch
    {
        Store => [Namespace(Store), .. Workloads.SelectMany((name, index) => Workload(Store, name, index == 0 ? 3 : 2, index + 1))],
        Vault => [Namespace(Vault), .. Workload(Vault, Safe, 2, 9)],
        _ => ApplicationFiles.Manifests(folder),
    };

    private static JsonObject Namespace(string name) => Parse($$"""{ "apiVersion": "v1", "kind": "Namespace", "metadata": { "name": "{{name}}", "labels": { "kubernetes.io/metadata.name": "{{name}}" } } }""");

    private static IEnumerable<JsonObject> Workload(string ns, string name, int replicas, int address)
    {
        yield return Parse($$"""
            {
              "apiVersion": "v1", "kind": "Service", "metadata": { "name": "{{name}}", "namespace": "{{ns}}" },
              "spec": {
                "type": "ClusterIP", "clusterIP": "10.96.20.{{address}}", "clusterIPs": ["10.96.20.{{address}}"], "selector": { "app": "{{name}}" },
                "ports": [{ "name": "http", "port": 80, "protocol": "TCP", "targetPort": 8080 }]
              }
            }
            """);
        yield return Parse($$"""
            {
              "apiVersion": "apps/v1", "kind": "Deployment", "metadata": { "name": "{{name}}", "namespace": "{{ns}}", "labels": { "app": "{{name}}" } },
              "spec": {
                "replicas": {{replicas}}, "progressDeadlineSeconds": 60, "revisionHistoryLimit": 10, "selector": { "matchLabels": { "app": "{{name}}" } },
                "strategy": { "type": "RollingUpdate", "rollingUpdate": { "maxSurge": "25%", "maxUnavailable": "25%" } },
                "template": {
                  "metadata": { "labels": { "app": "{{name}}" } },
                  "spec": {
                    "terminationGracePeriodSeconds": 5,
                    "containers": [{
                      "name": "{{name}}", "image": "{{Good(name, 2)}}", "ports": [{ "name": "http", "containerPort": 8080, "protocol": "TCP" }],
                      "readinessProbe": { "httpGet": { "path": "/", "port": "http" }, "periodSeconds": 5 },
                      "resources": { "requests": { "cpu": "50m", "memory": "64Mi" }, "limits": { "memory": "128Mi" } }
                    }]
                  }
                }
              }
            }
            """);
    }

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
