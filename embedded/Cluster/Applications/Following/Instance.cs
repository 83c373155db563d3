using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Applications.Following;

/// <summary>A container that runs in a pod of an application: what it does, and what it can carry within its CPU limit.</summary>
internal sealed class Instance
{
    private const double LeastShare = 0.02;

    public Instance(JsonObject pod, JsonObject container, string workload, ImageProfile profile)
    {
        Pod = pod;
        Container = container;
        Workload = workload;
        Profile = profile;
        Uid = pod.Uid();
        CpuLimitMillis = container.Amount("resources", "limits", "cpu") is > 0 and var cores ? cores * 1000 : double.PositiveInfinity;
        Capacity = WithinLimit();
    }

    public JsonObject Pod { get; }

    public JsonObject Container { get; }

    public string Workload { get; }

    public ImageProfile Profile { get; }

    public string Uid { get; }

    public double CpuLimitMillis { get; }

    /// <summary>Requests a second that it can serve.</summary>
    public double Capacity { get; }

    /// <summary>What it uses of the CPU while it serves so many requests a second.</summary>
    public double CpuMillis(double served) => Math.Min(CpuLimitMillis, Profile.CpuMillis + (Profile.CpuMillisPerRequest * served));

    /// <summary>The share of its time for which it would run and may not.</summary>
    public double Throttled(double served)
    {
        var wanted = Profile.CpuMillis + (Profile.CpuMillisPerRequest * served);
        return wanted > CpuLimitMillis ? 1 - (CpuLimitMillis / wanted) : 0;
    }

    public bool Listens(int port) => Stages.ContainerFacts.Listens(Container, Profile, port);

    /// <summary>What rests of the limit after all else, or at the worst a small share of it: a scheduler is fair.</summary>
    private double WithinLimit()
    {
        if (double.IsInfinity(CpuLimitMillis) || Profile.CpuMillisPerRequest <= 0)
        {
            return Profile.Capacity;
        }

        var left = Math.Max(CpuLimitMillis - Profile.CpuMillis, CpuLimitMillis * LeastShare);
        return Math.Min(Profile.Capacity, left / Profile.CpuMillisPerRequest);
    }
}
