using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;

namespace Autocura.KnownGood.Health;

/// <summary>The workloads whose replicas an autoscaler decides on.</summary>
internal sealed class Scaled
{
    private readonly HashSet<(string Namespace, string Kind, string Name)> targets = [];

    /// <summary>KEDA's default kind is Deployment.</summary>
    public void Add(JsonObject scaler) => targets.Add((
        scaler.Text("metadata", "namespace") ?? "",
        scaler.Text("spec", "scaleTargetRef", "kind") ?? "Deployment",
        scaler.Text("spec", "scaleTargetRef", "name") ?? ""));

    public bool Contains(JsonObject workload) => targets.Contains((workload.Text("metadata", "namespace") ?? "", workload.Text("kind") ?? "", workload.Name()));
}
