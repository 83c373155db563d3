using System.Text.Json.Nodes;
using Autocura.Diagnosis;

namespace Autocura.Cluster.Readers;

/// <summary>What a pod template declares of its containers.</summary>
internal static class PodTemplate
{
    private const int MostContainers = 20;

    public static IReadOnlyList<ContainerView> Containers(JsonNode? template) =>
        [.. template.Items("spec", "containers").Take(MostContainers).Select(container => new ContainerView(
            container.Text("name") ?? "",
            LogRedactor.Redact(container.Text("image") ?? ""),
            MemoryQuantity.Parse(container.NumberOrText("resources", "limits", "memory")),
            MemoryQuantity.Parse(container.NumberOrText("resources", "requests", "memory")),
            [.. container.Items("ports").Where(port => port.Int("containerPort") is not null).Select(port => new PortView(port.Text("name"), port.Int("containerPort")!.Value))]))];
}
