using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Applications.Conditions;

/// <summary>The way of a request from one pod to another. <paramref name="From"/> is null when it comes from outside of the cluster.</summary>
/// <param name="From">The pod that calls.</param>
/// <param name="To">The pod that is called.</param>
/// <param name="Port">The port of the pod, after the Service has chosen it.</param>
internal sealed record Hop(JsonObject? From, JsonObject To, int Port);
