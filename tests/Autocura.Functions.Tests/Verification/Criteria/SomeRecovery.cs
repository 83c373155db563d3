using Autocura.Diagnosis;
using Autocura.Functions.Tests.Conformance;
using Autocura.Support;
using Autocura.Verification;

namespace Autocura.Functions.Tests.Verification.Criteria;

/// <summary>A workload that has recovered, and the question about it.</summary>
internal static class SomeRecovery
{
    public static RecoveryObservation Seen() => new()
    {
        At = Some.Noon,
        State = Some.State(),
        Pods = Some.Evidence().Pods,
        Services = [Some.Service()],
        Alerts = [new AlertReading("KubePodNotReady", AlertState.Clear, "clear")],
        Traffic = new TrafficReading(TrafficState.Measured, "measured", ErrorRatio: 0.001, RequestsPerSecond: 10),
    };

    public static MeasureRequest Request() => new()
    {
        Incident = Some.Incident(),
        Plan = SomePlan.Plan(),
        Baseline = RecoveryBaseline.Of(Faulty.CrashAfterRelease() with { ErrorRatio = 0.5 }),
        Unresolved = [Some.Alert()],
    };

    public static MeasureRequest Repairing(string service) => Request() with
    {
        Plan = SomePlan.Plan(ActionNames.RepairService) with
        {
            Steps = [SomePlan.Plan(ActionNames.RepairService).Steps[0] with { Target = new("v1", "Service", "shop", service) }],
        },
        Baseline = RecoveryBaseline.Of(Faulty.ServicePort()),
    };
}
