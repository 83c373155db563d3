using Autocura.Alerts;
using Autocura.Diagnosis;
using Autocura.Guardrails;
using Autocura.Guardrails.Brakes;
using Autocura.Incidents;
using Autocura.Orchestrations;
using Autocura.Planning;
using Autocura.Verification;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Functions.Tests.Orchestrations;

/// <summary>The activities by which an incident sees and changes a <see cref="SmallWorld"/>.</summary>
internal sealed class SmallWorldFunctions(SmallWorld world, TimeProvider time)
{
    private static readonly ActionProfile Mend = new()
    {
        Name = "Mend",
        Summary = "Mends what is broken",
        Suits = ["BadImage", "NodeDown"],
        Risk = 0.05,
        Reversible = true,
        SettleTime = TimeSpan.Zero,
        BlastRadius = BlastRadius.Workload,
    };

    [Function(FunctionNames.ResolveAlert)]
    public AlertRoute Resolve([ActivityTrigger] Alert alert) => new(IncidentRun.Workload(alert.Label("deployment")!), "By its label.");

    [Function(FunctionNames.QuarantineAlert)]
    public RecordResult Quarantine([ActivityTrigger] QuarantinedAlert alert) => new(true, alert.Reason);

    [Function(FunctionNames.ReadSettings)]
    public IncidentSettings ReadSettings([ActivityTrigger] WorkloadRef workload) => world.Settings;

    [Function(FunctionNames.CollectEvidence)]
    public Task<Evidence> CollectAsync([ActivityTrigger] EvidenceRequest request) => world.CollectAsync(request);

    [Function(FunctionNames.CollectSurroundings)]
    public SurroundingsReading Around([ActivityTrigger] EvidenceRequest request) => world.Around(request.Incident.Workload.Name);

    [Function(FunctionNames.CollectNeighbours)]
    public NeighboursReading Neighbours([ActivityTrigger] EvidenceRequest request) => world.Neighbours(request.Incident.Workload.Name);

    [Function(FunctionNames.CollectMeasurements)]
    public MeasurementsReading Measurements([ActivityTrigger] EvidenceRequest request) => new(null, [request.Incident.RecordName]);

    [Function(FunctionNames.InvestigateWorkload)]
    public Investigation Investigate([ActivityTrigger] InvestigationRequest request) => new(request.Workload, world.Diagnose(request.Workload));

    [Function(FunctionNames.DiagnoseIncident)]
    public RankedHypotheses Diagnose([ActivityTrigger] Evidence evidence) => world.Diagnose(evidence.Workload);

    [Function(FunctionNames.DraftPlan)]
    public PlanDraft Draft([ActivityTrigger] PlanRequest request) => Planner.Draft(request, new Dictionary<string, ActionProfile> { [Mend.Name] = Mend });

    [Function(FunctionNames.ReviewPlan)]
    public PlanVerdict Review([ActivityTrigger] ReviewRequest request) =>
        new(request.Settings.Mode == OperatingMode.Auto ? VerdictKind.Allowed : VerdictKind.Denied, $"mode {request.Settings.Mode}", []);

    [Function(FunctionNames.PrepareStep)]
    public PreparedStep Prepare([ActivityTrigger] StepOrder order) =>
        new() { Key = order.Key, Action = order.Step.Action, Target = order.Step.Target, Patch = order.Step.Parameters["thing"], Diff = ["mended"] };

    [Function(FunctionNames.EngageBrakes)]
    public BrakeHold Engage([ActivityTrigger] BrakeOrder order) => BrakeHold.Of(order);

    [Function(FunctionNames.RenewBrakes)]
    public string Renew([ActivityTrigger] BrakeHold hold) => "";

    [Function(FunctionNames.SettleBrakes)]
    public string Settle([ActivityTrigger] BrakeSettlement settlement) => "";

    [Function(FunctionNames.ApplyStep)]
    public ActionReceipt Apply([ActivityTrigger] StepToApply order)
    {
        world.Act(order.Step.Patch, order.Step.Key.Split('-')[0]);
        return ActionReceipt.Expected(order.Step);
    }

    [Function(FunctionNames.RevertStep)]
    public ActionReceipt Revert([ActivityTrigger] StepToRevert order) => order.Receipt with { Result = ReceiptResult.Reverted };

    [Function(FunctionNames.MeasureRecovery)]
    public MeasurementRound Measure([ActivityTrigger] MeasureRequest request)
    {
        var isIll = world.IsIll(request.Incident.Workload.Name);
        return new MeasurementRound(time.GetUtcNow(), [new Measurement("health", isIll ? MeasurementResult.Bad : MeasurementResult.Good, isIll ? "ill" : "well")]);
    }

    [Function(FunctionNames.RecordIncident)]
    public RecordResult Record([ActivityTrigger] IncidentRecord record) => new(true, record.Status.RecordName);
}
