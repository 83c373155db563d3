using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Embedded.Cluster;
using Autocura.Support;

namespace Autocura.Functions.Tests.Settings.Instances;

/// <summary>Instances and Secrets in a cluster, as people apply them.</summary>
internal static class SomeInstance
{
    public const string Own = "autocura-cognitiva";

    public static ObjectKey Key(string name) => new("autocura.cognitiva.io", "instances", Own, name);

    public static Task WriteAsync(TestCluster cluster, string name, string spec) => cluster.Client.CreateAsync(
        Kinds.Instance,
        new JsonObject { ["apiVersion"] = "autocura.cognitiva.io/v1alpha1", ["kind"] = "Instance", ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = Own }, ["spec"] = JsonNode.Parse(spec) },
        CancellationToken.None);

    public static void Secret(TestCluster cluster, string name, string entry, string value) => cluster.Store.Create(
        ObjectKey.Core("secrets", Own, name),
        new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Secret",
            ["type"] = "Opaque",
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = Own },
            ["data"] = new JsonObject { [entry] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(value)) },
        },
        Actor.ApiServer);
}
