using Autocura.Embedded.Cluster.Applications.Following;

namespace Autocura.Embedded.Cluster.Applications.Counting;

/// <summary>What one container of an application has used since it started, and what it serves now.</summary>
internal sealed class ContainerMeter
{
    public double CpuSeconds { get; private set; }

    public double ThrottledSeconds { get; private set; }

    /// <summary>Seconds in which its limit held it back at all.</summary>
    public double HeldBackFor { get; private set; }

    /// <summary>Requests a second.</summary>
    public double Served { get; private set; }

    /// <summary>Cores in use.</summary>
    public double Cores { get; private set; }

    public void Add(Instance instance, double served, double seconds)
    {
        Served = served;
        Cores = instance.CpuMillis(served) / 1000;
        CpuSeconds += Cores * seconds;
        var throttled = instance.Throttled(served);
        ThrottledSeconds += throttled * seconds;
        HeldBackFor += throttled > 0 ? seconds : 0;
    }
}
