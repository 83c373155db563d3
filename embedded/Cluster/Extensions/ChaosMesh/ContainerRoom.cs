using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Extensions.ChaosMesh;

/// <summary>What a container may use: shares of memory are of its limit, or of a node of usual size where it has none.</summary>
internal readonly record struct ContainerRoom(JsonObject Pod, string Container)
{
    private const double Mi = 1 << 20;
    private const double NodeMemoryMi = 7_600;

    public double MemoryMi
    {
        get
        {
            var name = Container;
            var limit = Pod.Objects("spec", "containers").FirstOrDefault(known => known.Text("name") == name).Amount("resources", "limits", "memory");
            return limit > 0 ? limit / Mi : NodeMemoryMi;
        }
    }
}
