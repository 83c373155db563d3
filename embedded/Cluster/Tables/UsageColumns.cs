using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Admission;

namespace Autocura.Embedded.Cluster.Tables;

/// <summary>The columns of what is measured, and of who serves it.</summary>
internal static class UsageColumns
{
    public static TableShape Measured { get; } = new(
        TableColumn.ObjectName,
        TableColumn.Text("cpu", obj => $"{Math.Ceiling(Sum(obj, "cpu") * 1000):0}m"),
        TableColumn.Text("memory", obj => $"{Math.Floor(Sum(obj, "memory") / 1024):0}Ki"),
        TableColumn.Text("Window", obj => obj.Text("window")));

    public static TableShape Service { get; } = new(
        TableColumn.ObjectName,
        TableColumn.Text("Service", obj => obj.Text("spec", "service", "name") is { } name ? $"{obj.Text("spec", "service", "namespace")}/{name}" : "Local"),
        TableColumn.Text("Available", obj => obj.Items("status", "conditions").FirstOrDefault(condition => condition.Text("type") == "Available").Text("status") ?? "Unknown"),
        TableColumn.Age);

    private static decimal Sum(JsonObject metrics, string resource) => metrics["containers"] is null
        ? Amount(metrics, resource)
        : metrics.Items("containers").OfType<JsonObject>().Sum(container => Amount(container, resource));

    private static decimal Amount(JsonObject measured, string resource) => Quantity.Parse(measured.Text("usage", resource)) ?? 0;
}
