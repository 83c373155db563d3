namespace Autocura.Orchestrations;

/// <summary>
/// Durable names are data: they stand in the histories of running instances. A class may be renamed, a name here never.
/// </summary>
public static class FunctionNames
{
    public const string AlertWebhook = "AlertWebhook";
    public const string ApprovalDecision = "ApprovalDecision";
    public const string ApprovalWatch = "ApprovalWatch";
    public const string ApprovalLinks = "ApprovalLinks";
    public const string ApprovalPage = "ApprovalPage";
    public const string ApprovalByLink = "ApprovalByLink";
    public const string ListIncidents = "ListIncidents";
    public const string GetIncident = "GetIncident";
    public const string GetDiagnosis = "GetDiagnosis";
    public const string Health = "Health";
    public const string GetLearning = "GetLearning";
    public const string ResetLearning = "ResetLearning";
    public const string GetSettings = "GetSettings";
    public const string HistoryCleanup = "HistoryCleanup";
    public const string InstanceTimer = "InstanceTimer";
    public const string RecordCleanup = "RecordCleanup";
    public const string KnownGoodCapture = "KnownGoodCapture";
    public const string ClusterSweep = "ClusterSweep";
    public const string LiftSuspensions = "LiftSuspensions";
    public const string AnomalyScan = "AnomalyScan";
    public const string PolicyScan = "PolicyScan";
    public const string AzureAlert = "AzureAlert";
    public const string GrafanaAlert = "GrafanaAlert";
    public const string SignalIntake = "SignalIntake";
    public const string EnvironmentTimer = "EnvironmentTimer";

    public const string AlertIntake = "AlertIntakeOrchestrator";
    public const string Incident = "IncidentOrchestrator";
    public const string Remediation = "RemediationOrchestrator";
    public const string Sweep = "SweepOrchestrator";
    public const string Scan = "ScanOrchestrator";
    public const string Policies = "PolicyOrchestrator";
    public const string Environment = "EnvironmentOrchestrator";

    public const string ResolveAlert = "ResolveAlert";
    public const string DeliverAlert = "DeliverAlert";
    public const string QuarantineAlert = "QuarantineAlert";
    public const string ReadSettings = "ReadSettings";
    public const string CorrelateIncident = "CorrelateIncident";
    public const string LookAtRoot = "LookAtRoot";
    public const string CollectEvidence = "CollectEvidence";
    public const string CollectSurroundings = "CollectSurroundings";
    public const string CollectNeighbours = "CollectNeighbours";
    public const string CollectMeasurements = "CollectMeasurements";
    public const string DiagnoseIncident = "DiagnoseIncident";
    public const string InvestigateWorkload = "InvestigateWorkload";
    public const string DraftPlan = "DraftPlan";
    public const string ReviewPlan = "ReviewPlan";
    public const string EngageBrakes = "EngageBrakes";
    public const string RenewBrakes = "RenewBrakes";
    public const string SettleBrakes = "SettleBrakes";
    public const string PrepareStep = "PrepareStep";
    public const string ApplyStep = "ApplyStep";
    public const string RevertStep = "RevertStep";
    public const string MeasureRecovery = "MeasureRecovery";
    public const string RecordIncident = "RecordIncident";
    public const string SweepCluster = "SweepCluster";
    public const string ScanMetrics = "ScanMetrics";
    public const string ScanPolicies = "ScanPolicies";
    public const string OpenEnvironment = "OpenEnvironment";
    public const string CopyEnvironment = "CopyEnvironment";
    public const string ChangeCopy = "ChangeCopy";
    public const string MeasureEnvironment = "MeasureEnvironment";
    public const string RecordEnvironment = "RecordEnvironment";
    public const string TearDownEnvironment = "TearDownEnvironment";
    public const string ReleaseEnvironment = "ReleaseEnvironment";
    public const string StartTrial = "StartTrial";
    public const string LookAtTrial = "LookAtTrial";
}
