using System.Text.Json.Nodes;
using Autocura.Diagnosis;

namespace Autocura.Cluster.Readers;

/// <summary>Reads the Services that select a workload's pods, with their endpoints.</summary>
internal static class ServiceReader
{
    /// <summary>The label by which an EndpointSlice names its Service.</summary>
    public const string ServiceLabel = "kubernetes.io/service-name";

    private const int Most = 10;

    /// <summary>Whether a Service selects pods with these labels.</summary>
    public static bool Selects(JsonObject service, IReadOnlyDictionary<string, string> podLabels) =>
        service.Map("spec", "selector") is { Count: > 0 } selector && selector.All(pair => podLabels.TryGetValue(pair.Key, out var value) && value == pair.Value);

    /// <summary>The first of them by name.</summary>
    public static IReadOnlyList<JsonObject> InOrder(IEnumerable<JsonObject> services) => [.. services.OrderBy(service => service.Name(), StringComparer.Ordinal).Take(Most)];

    public static ServiceView View(JsonObject service, IEnumerable<JsonObject> slices)
    {
        // One pod stands in several slices when it has addresses of both families.
        var endpoints = slices
            .Where(slice => slice.Text("metadata", "labels", ServiceLabel) == service.Name() && LeadsSomewhere(service, slice))
            .SelectMany(slice => slice.Items("endpoints"))
            .GroupBy(endpoint => endpoint.Text("targetRef", "uid") ?? endpoint.Texts("addresses").FirstOrDefault() ?? "")
            .Select(group => group.Any(IsReady))
            .ToList();
        return new ServiceView
        {
            Name = service.Name(),
            Ports = [.. service.Items("spec", "ports").Select(Port)],
            Selector = service.Map("spec", "selector"),
            ReadyEndpoints = endpoints.Count(ready => ready),
            NotReadyEndpoints = endpoints.Count(ready => !ready),
            Changes = ManagedFields.Read(service),
        };
    }

    // A named target port that no container has leaves a slice without ports: its endpoints cannot be reached.
    private static bool LeadsSomewhere(JsonObject service, JsonObject slice) =>
        !service.Items("spec", "ports").Any() || slice.Items("ports").Any();

    // The cluster's own reading: no condition means ready.
    private static bool IsReady(JsonObject endpoint) => endpoint.At("conditions", "ready") is null || endpoint.Flag("conditions", "ready");

    public static ServicePortView Port(JsonObject port) => new(
        port.Text("name"),
        port.Int("port") ?? 0,
        port.NumberOrText("targetPort") ?? port.NumberOrText("port") ?? "");
}
