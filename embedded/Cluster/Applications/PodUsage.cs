using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Applications.Conditions;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Applications;

/// <summary>
/// What containers use: what they use at rest, for each request that they serve, what leaks, what strains them; all of it up to their limits. Of a container of
/// an application the traffic knows what it has used of the CPU; any other uses the same all the time.
/// </summary>
internal sealed class PodUsage(TimeProvider time, ContainerProfiles profiles, Traffic traffic) : IPodUsage
{
    private const double Mi = 1 << 20;

    /// <summary>The scheduler's usual period is a tenth of a second.</summary>
    private const double PeriodsPerSecond = 10;

    public IReadOnlyList<ContainerUsage> Of(JsonObject pod)
    {
        var usage = new List<ContainerUsage>();
        foreach (var status in pod.Objects("status", "containerStatuses"))
        {
            var container = pod.Objects("spec", "containers").FirstOrDefault(known => known.Text("name") == status.Text("name"));
            if (container is not null && status.Time("state", "running", "startedAt") is { } started)
            {
                usage.Add(Of(pod, container, Math.Max(0, (time.GetUtcNow() - started).TotalSeconds)));
            }
        }

        return usage;
    }

    /// <summary>Mebibytes that a container needs after so many seconds, whatever its limit, while it serves so many requests a second.</summary>
    public static double NeedMi(ImageProfile profile, double runs, double served)
    {
        var grown = profile.MemoryGrowsForSeconds > 0 ? Math.Min(1, (runs + 0.2) / (profile.MemoryGrowsForSeconds + 0.2)) : 1;
        var leaked = profile.MemoryGrowsMiPerSecond * Math.Max(0, runs - profile.LeaksAfterSeconds);
        return (profile.MemoryMi * grown) + (profile.MemoryMiPerRequest * served) + leaked;
    }

    private ContainerUsage Of(JsonObject pod, JsonObject container, double runs)
    {
        var name = container.Text("name")!;
        var profile = profiles.Of(pod, container);
        var meter = traffic.Meter(pod, name);
        var memory = Math.Min(Math.Round(NeedMi(profile, runs, meter?.Served ?? 0) * Mi), Limit(container, "memory"));
        var cores = meter?.Cores ?? Math.Min(profile.CpuMillis / 1000, Limit(container, "cpu"));
        return new ContainerUsage(name, cores, memory)
        {
            CpuSeconds = Math.Round(meter?.CpuSeconds ?? runs * cores, 6),
            ThrottledSeconds = Math.Round(meter?.ThrottledSeconds ?? 0, 6),
            Periods = Math.Floor(runs * PeriodsPerSecond),
            ThrottledPeriods = Math.Floor(Math.Min(runs, meter?.HeldBackFor ?? 0) * PeriodsPerSecond),
        };
    }

    private static double Limit(JsonObject container, string resource) => container.Amount("resources", "limits", resource) is > 0 and var limit ? limit : double.MaxValue;
}
