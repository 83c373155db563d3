using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Usage;

/// <summary>What the process in a pod says of itself to whoever scrapes it.</summary>
public interface IPodMetrics
{
    /// <summary>The text that it serves, in Prometheus' format; null when nothing in the pod listens at that port.</summary>
    string? Read(JsonObject pod, int port);
}
