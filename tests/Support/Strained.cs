using Autocura.Diagnosis;
using Autocura.Diagnosis.Measurements;
using Autocura.Diagnosis.Neighbours;
using Autocura.Diagnosis.Surroundings;
using Autocura.Incidents;

namespace Autocura.Support;

/// <summary>The evidence of <see cref="Some"/> when it has too little of something, with the numbers that say so.</summary>
public static class Strained
{
    public static readonly ObjectRef Autoscaler = new("autoscaling/v2", "HorizontalPodAutoscaler", "shop", "cart");

    /// <summary>A signal that changed plainly, so many minutes before noon.</summary>
    public static SeriesView Series(string signal, double before, double after, double minutesAgo = 5) => new()
    {
        Signal = signal,
        Before = before,
        After = after,
        Latest = after,
        Shift = after > before ? 8 : -8,
        ChangedAt = Some.Noon - TimeSpan.FromMinutes(minutesAgo),
        Points = 60,
    };

    /// <summary>A signal that stays as it was.</summary>
    public static SeriesView Flat(string signal, double level) => new() { Signal = signal, Before = level, After = level, Latest = level, SlopePerHour = 0, Points = 60 };

    public static Evidence With(this Evidence evidence, params SeriesView[] series)
    {
        var replaced = series.Select(one => one.Signal).ToHashSet();
        var before = evidence.Measurements?.Series ?? [];
        return evidence with { Measurements = (evidence.Measurements ?? new MeasurementsView()) with { Series = [.. before.Where(one => !replaced.Contains(one.Signal)), .. series] } };
    }

    /// <summary>Four times the load; two minutes later requests begin to fail.</summary>
    public static Evidence Surge() => (Some.Evidence() with { ErrorRatio = 0.2, RequestRate = 80, Surroundings = new SurroundingsView() })
        .With(Series(Signal.RequestRate, 20, 80, 7), Series(Signal.ErrorRatio, 0.001, 0.2, 5), Series(Signal.Cpu, 0.3, 0.9, 7));

    public static Evidence SurgeBehind(AutoscalerView autoscaler)
    {
        var surge = Surge();
        return surge with { State = surge.State! with { ScaledBy = autoscaler.Ref.Name }, Surroundings = surge.Surroundings! with { Autoscaler = autoscaler } };
    }

    /// <summary>Two pods at half a core each, held back in most periods, with the load as ever.</summary>
    public static Evidence Throttled()
    {
        var slow = Some.Evidence() with { ErrorRatio = 0.001, RequestRate = 20, Surroundings = new SurroundingsView() };
        return (slow with { State = slow.State! with { Containers = [Some.Container() with { CpuLimit = 0.5 }] } })
            .With(Flat(Signal.RequestRate, 20), Series(Signal.CpuThrottling, 0.02, 0.7), Series(Signal.LatencyP95, 0.1, 0.9), Series(Signal.Cpu, 0.5, 0.97));
    }

    /// <summary>Memory that climbed for hours; the kernel has just killed one of the containers, and it runs again.</summary>
    public static Evidence Leak()
    {
        var healthy = Some.Evidence() with { Surroundings = new SurroundingsView() };
        var again = new ContainerStateView { Name = "app", Ready = true, Restarts = 4, LastEnd = "OOMKilled", LastExitCode = 137, LastEndAt = Some.Noon - TimeSpan.FromMinutes(4) };
        return (healthy with { Pods = [healthy.Pods[0] with { Containers = [again], ReadySince = Some.Noon - TimeSpan.FromMinutes(3) }, healthy.Pods[1]] })
            .With(Flat(Signal.RequestRate, 20), Rising());
    }

    public static SeriesView Rising() => new() { Signal = Signal.MemoryShare, Before = 0.35, After = 0.85, Latest = 0.96, Shift = 6, SlopePerHour = 0.08, Points = 200 };

    /// <summary>Its own pods are well, and a share of its requests fails; what it logs may say why.</summary>
    public static Evidence Failing(string log = "")
    {
        var healthy = Some.Evidence() with { ErrorRatio = 0.3, RequestRate = 20 };
        return healthy with { Pods = [.. healthy.Pods.Select(pod => pod with { Containers = [pod.Containers[0] with { Log = log }] })] };
    }

    public static AutoscalerView Blind() => new(Autoscaler, 2, 10, 2, 2)
    {
        Metrics = ["cpu 70 %, now unknown"],
        Conditions = ["ScalingActive=False: FailedGetResourceMetric"],
        ChangedAt = Some.Noon - TimeSpan.FromDays(30),
    };

    public static AutoscalerView AtMaximum() => new(Autoscaler, 2, 4, 4, 4) { Metrics = ["cpu 70 %, now 140 %"], Conditions = ["ScalingLimited=True: TooManyReplicas"], ChangedAt = Some.Noon - TimeSpan.FromDays(30) };

    public static NeighbourView Dependency(string trouble = "", double? failedCalls = null) => new()
    {
        Workload = new WorkloadRef("test", "Deployment", "shop", "ledger"),
        Direction = Direction.Dependency,
        Source = "metrics",
        Replicas = 1,
        ReadyReplicas = trouble.Length > 0 ? 0 : 1,
        Trouble = trouble,
        FailedCalls = failedCalls,
    };

    public static ExperimentView Experiment() => new()
    {
        Ref = new ObjectRef("chaos-mesh.org/v1alpha1", "StressChaos", "shop", "burn"),
        Action = "stress",
        IsRunning = true,
        Since = Some.Noon - TimeSpan.FromMinutes(7),
    };
}
