using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Applications.Conditions;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Applications;

/// <summary>What containers use: what their image uses at rest and grows to, and what strains them, up to their limits.</summary>
internal sealed class PodUsage(TimeProvider time, ImageCatalog images, ConditionSet conditions) : IPodUsage
{
    private const double Mi = 1 << 20;

    public IReadOnlyList<ContainerUsage> Of(JsonObject pod)
    {
        var usage = new List<ContainerUsage>();
        foreach (var status in pod.Objects("status", "containerStatuses"))
        {
            if (status.Time("state", "running", "startedAt") is { } started)
            {
                usage.Add(Of(pod, status, Math.Max(0, (time.GetUtcNow() - started).TotalSeconds)));
            }
        }

        return usage;
    }

    private ContainerUsage Of(JsonObject pod, JsonObject status, double runs)
    {
        var name = status.Text("name")!;
        var profile = images.Find(status.Text("image") ?? "");
        var strain = conditions.Of(pod, name);
        var spec = pod.Objects("spec", "containers").FirstOrDefault(known => known.Text("name") == name);
        var grown = profile.MemoryGrowsForSeconds > 0 ? Math.Min(1, (runs + 0.2) / (profile.MemoryGrowsForSeconds + 0.2)) : 1;
        var memory = Math.Round(((profile.MemoryMi * grown) + strain.MemoryMi) * Mi);
        var cores = (profile.CpuMillis + strain.CpuMillis) / 1000;
        return new ContainerUsage(name, Math.Min(cores, Limit(spec, "cpu")), Math.Min(memory, Limit(spec, "memory"))) { CpuSeconds = Math.Round(runs * cores, 6) };
    }

    private static double Limit(JsonObject? container, string resource) => container.Amount("resources", "limits", resource) is > 0 and var limit ? limit : double.MaxValue;
}
