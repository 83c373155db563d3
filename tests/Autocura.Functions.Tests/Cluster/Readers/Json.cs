using System.Text.Json.Nodes;

namespace Autocura.Functions.Tests.Cluster.Readers;

/// <summary>Objects as a cluster would send them.</summary>
internal static class Json
{
    public static JsonObject Object(string text) => JsonNode.Parse(text)!.AsObject();

    /// <summary>A pod template with one container named app, and more fields of it.</summary>
    public static JsonObject Template(string image, string more = "") =>
        Object($$"""{"spec":{"containers":[{"name":"app","image":"{{image}}"{{(more.Length > 0 ? "," + more : "")}} }]} }""");

    /// <summary>A ReplicaSet that keeps one release of the Deployment with the uid cart-uid.</summary>
    public static JsonObject ReplicaSet(int revision, JsonObject template, int replicas = 0, int ready = 0, string owner = "cart-uid")
    {
        var set = Object($$"""
            {"metadata":{"name":"cart-{{revision}}","creationTimestamp":"2030-01-15T11:{{revision + 10}}:00Z",
                "annotations":{"deployment.kubernetes.io/revision":"{{revision}}","deployment.kubernetes.io/desired-replicas":"3"},
                "ownerReferences":[{"kind":"Deployment","name":"cart","uid":"{{owner}}","controller":true}]},
             "spec":{"replicas":{{replicas}} },"status":{"readyReplicas":{{ready}} } }
            """);
        set["spec"]!["template"] = template.DeepClone();
        return set;
    }
}
