using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Controllers.Deployments;

/// <summary>
/// How far a rolling update may go above and below the desired number of pods. Percentages round up for the surge and down for what
/// may be unavailable; when both come to nothing one pod may be unavailable, as the update could not move otherwise.
/// </summary>
internal readonly record struct RollingLimits(int Desired, int MaxSurge, int MaxUnavailable)
{
    public const string Default = "25%";

    public int MostPods => Desired + MaxSurge;

    public int LeastAvailable => Desired - MaxUnavailable;

    public static RollingLimits Of(JsonNode deployment)
    {
        var desired = deployment.Whole("spec", "replicas") ?? 1;
        if (deployment.Text("spec", "strategy", "type") == "Recreate")
        {
            return new RollingLimits(desired, 0, 0);
        }

        var rolling = deployment.At("spec", "strategy", "rollingUpdate");
        return Of(rolling.At("maxSurge"), rolling.At("maxUnavailable"), desired);
    }

    public static RollingLimits Of(JsonNode? maxSurge, JsonNode? maxUnavailable, int desired)
    {
        var surge = IntOrPercent.Resolve(maxSurge, Default, desired, roundUp: true);
        var unavailable = IntOrPercent.Resolve(maxUnavailable, Default, desired, roundUp: false);
        if (surge == 0 && unavailable == 0)
        {
            unavailable = 1;
        }

        return new RollingLimits(desired, surge, Math.Min(unavailable, desired));
    }
}
