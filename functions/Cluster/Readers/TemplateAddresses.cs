using System.Text.Json.Nodes;
using Autocura.Diagnosis;

namespace Autocura.Cluster.Readers;

/// <summary>The addresses in the variables of all containers of a workload's pod template.</summary>
internal static class TemplateAddresses
{
    public static IEnumerable<AddressView> Of(JsonNode? workload)
    {
        var spec = workload.At("spec", "template", "spec");
        return spec.Items("containers").Concat(spec.Items("initContainers")).SelectMany(EnvironmentAddresses.Of);
    }
}
