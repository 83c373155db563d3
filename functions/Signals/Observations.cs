using Autocura.Incidents;

namespace Autocura.Signals;

/// <summary>How each observation weighs and how urgent it is: the labels its alert carries.</summary>
internal static class Observations
{
    public static SignalType TypeOf(Observation observation) => observation switch
    {
        Observation.RestartsRising => SignalType.PodRestart,
        Observation.ContainerOutOfMemory => SignalType.OomKill,
        Observation.PodsNotReady or Observation.PodsUnschedulable or Observation.ImagePullFailing or Observation.ContainerConfigError or Observation.ClaimPending or Observation.NodeInTrouble =>
            SignalType.PodNotReady,
        Observation.RolloutFailing or Observation.QuotaExceeded or Observation.OperatorRefused or Observation.ReleaseWorse => SignalType.DeployFailing,
        Observation.ErrorsRising or Observation.TrafficLost or Observation.ServiceWithoutEndpoints or Observation.ScaledToZeroInUse => SignalType.ErrorRate,
        Observation.LatencyRising or Observation.BacklogRising => SignalType.LatencySpike,
        _ => SignalType.Other,
    };

    public static string SeverityOf(Observation observation) => observation switch
    {
        Observation.ScaledToZeroInUse or Observation.ServiceWithoutEndpoints or Observation.ErrorsRising or Observation.TrafficLost => "critical",
        Observation.AutoscalerAtMaximum or Observation.TrafficSurge or Observation.DriftFight or Observation.CapacitySpare => "info",
        _ => "warning",
    };

    /// <summary>Whether it is read off the pods of a workload: it can be gone only when they were looked at.</summary>
    public static bool IsOfPods(Observation observation) => observation is Observation.RestartsRising or Observation.ContainerOutOfMemory or Observation.PodsNotReady
        or Observation.ImagePullFailing or Observation.ContainerConfigError or Observation.PodsUnschedulable or Observation.ClaimPending or Observation.NodeInTrouble;
}
