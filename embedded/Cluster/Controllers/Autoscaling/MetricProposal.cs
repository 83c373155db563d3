using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Controllers.Autoscaling;

/// <summary>How many replicas one metric asks for, what the metric is called in conditions, and its value as the status shows it.</summary>
internal sealed record MetricProposal(int Replicas, string Name, JsonObject Current);

/// <summary>A metric that could not be had, or from which no number of replicas follows; reason and message are the controller's.</summary>
internal sealed class MetricUnavailableException(string reason, string message) : Exception(message)
{
    public string Reason { get; } = reason;
}
