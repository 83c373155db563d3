using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;

namespace Autocura.Embedded.Tests.Cluster.Extensions.GitOps;

/// <summary>A repository with one folder: the Deployment "cart" with two replicas, and a ConfigMap.</summary>
internal static class RepositoryFolder
{
    public const string Url = "https://git.example/shop";

    private const string Cart =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: cart
        spec:
          replicas: 2
          selector: { matchLabels: { app: cart } }
          template:
            metadata: { labels: { app: cart } }
            spec:
              containers:
              - name: app
                image: cart:1
                ports: [{ name: http, containerPort: 8080 }]
        """;

    private const string Settings = "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: cart-settings }\ndata: { mode: fast }\n";

    public static ObjectKey Key => ObjectKey.Core("configmaps", "default", "shop-repository");

    public static ObjectKey Deployment => ObjectKey.Apps("deployments", "test", "cart");

    public static ObjectKey ConfigMap => ObjectKey.Core("configmaps", "test", "cart-settings");

    public static void Put(ExtensionCluster cluster) => cluster.Live.Create(new JsonObject
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ConfigMap",
        ["metadata"] = new JsonObject
        {
            ["name"] = Key.Name,
            ["namespace"] = Key.Namespace,
            ["annotations"] = new JsonObject { ["simulation.autocura.io/repository"] = Url, ["simulation.autocura.io/path"] = "apps/test" },
        },
        ["data"] = new JsonObject { ["cart.yaml"] = Cart, ["settings.yaml"] = Settings },
    });

    /// <summary>A commit: the Deployment gets another image, or the ConfigMap goes.</summary>
    public static void Commit(ExtensionCluster cluster, string? image = null, bool withoutSettings = false) => cluster.Live.Update(Key, map =>
    {
        map.Ensure("data")["cart.yaml"] = Cart.Replace("cart:1", image ?? "cart:1", StringComparison.Ordinal);
        if (withoutSettings)
        {
            map.Ensure("data").Remove("settings.yaml");
        }
    });

    public static void Scale(ExtensionCluster cluster, int replicas) => cluster.Live.Update(Deployment, cart => cart.Ensure("spec")["replicas"] = replicas);

    public static int Replicas(ExtensionCluster cluster) => (int)cluster.Store.Find(Deployment).Number("spec", "replicas")!.Value;

    public static string Image(ExtensionCluster cluster) => cluster.Store.Find(Deployment).Items("spec", "template", "spec", "containers").Single().Text("image")!;

    public static IEnumerable<string?> Managers(ExtensionCluster cluster) => cluster.Store.Find(Deployment).Items("metadata", "managedFields").Select(entry => $"{entry.Text("manager")}/{entry.Text("operation")}");
}
