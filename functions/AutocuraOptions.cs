using Autocura.Correlation;
using Autocura.Forecasting;
using Autocura.Guardrails;
using Autocura.Incidents;
using Autocura.LanguageModels;
using Autocura.Ledger;
using Autocura.Notifications;
using Autocura.Planning.Foresight;
using Autocura.Policies;
using Autocura.Remediation;
using Autocura.Signals;
using Autocura.Signals.Training;
using Autocura.Telemetry;
using Autocura.Verification;

namespace Autocura;

/// <summary>The administrator's settings under <c>Autocura:</c>. What is not set keeps the careful default.</summary>
public sealed record AutocuraOptions
{
    /// <summary>observe, suggest, approve or auto: how much may be done without asking. The ceiling for every annotation.</summary>
    public string Mode { get; init; } = "observe";

    /// <summary>Attempts at one incident before it is handed over; 1 to 10.</summary>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>How many workloads a diagnosis may follow from one to the next, the first included; 1 to 10.</summary>
    public int MaxDiagnosisDepth { get; init; } = 5;

    /// <summary>How long a plan waits for a decision before it is handed over.</summary>
    public TimeSpan ApprovalTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Time between two measurements of recovery.</summary>
    public TimeSpan MeasureEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How far back requests are counted when recovery is measured: shorter forgets the fault sooner, but it must span several scrapes.</summary>
    public TimeSpan MeasureOver { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long every criterion must hold.</summary>
    public TimeSpan HoldFor { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long recovery may take.</summary>
    public TimeSpan RecoverWithin { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How candidates are simulated before one is chosen.</summary>
    public PlanningOptions Planning { get; init; } = new();

    /// <summary>What ends a verification before its deadline.</summary>
    public VerificationOptions Verification { get; init; } = new();

    /// <summary>Namespaces, separated by commas, where nothing is changed; the system's own and Kubernetes' are always among them.</summary>
    public string ProtectedNamespaces { get; init; } = "";

    /// <summary>Where this system's own objects live, and what it keeps of alerts that belong to no workload.</summary>
    public string Namespace { get; init; } = "autocura-cognitiva";

    /// <summary>Which incidents are one trouble, and when trouble flaps.</summary>
    public CorrelationOptions Correlation { get; init; } = new();

    /// <summary>How plans are judged and held back.</summary>
    public ReviewOptions Review { get; init; } = new();

    /// <summary>What RunJob may run.</summary>
    public JobOptions Jobs { get; init; } = new();

    /// <summary>How this system watches the clusters by itself.</summary>
    public SweepOptions Sweep { get; init; } = new();

    /// <summary>How this system compares services with their own past.</summary>
    public ScanOptions Scan { get; init; } = new();

    /// <summary>How models of services are trained.</summary>
    public TrainingOptions Training { get; init; } = new();

    /// <summary>What is foreseen.</summary>
    public ForecastOptions Forecast { get; init; } = new();

    /// <summary>How long the record in a cluster is kept.</summary>
    public RetentionOptions Retention { get; init; } = new();

    /// <summary>Time between two refreshes of what the dashboard shows beside the incidents, which it follows by the second; 1 s to 1 h.</summary>
    public TimeSpan DashboardRefreshEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Who is told of incidents, when and by which way.</summary>
    public NotificationOptions Notifications { get; init; } = new();

    /// <summary>When a language model is asked, and what it may cost.</summary>
    public LanguageModelOptions LanguageModel { get; init; } = new();

    /// <summary>What is told of the inside.</summary>
    public TelemetryOptions Telemetry { get; init; } = new();

    /// <summary>The longest that the alerts of an incident are silenced in Alertmanager while it is remediated; zero: they are not.</summary>
    public TimeSpan SilenceFor { get; init; }

    /// <summary>Every setting that is wrong: which, and what it may be.</summary>
    public IEnumerable<string> Problems()
    {
        if (!Enum.TryParse<OperatingMode>(Mode, ignoreCase: true, out _) || int.TryParse(Mode, out _)) yield return $"Autocura:Mode is '{Mode}'; it may be observe, suggest, approve or auto.";
        if (MaxAttempts is < 1 or > 10) yield return $"Autocura:MaxAttempts is {MaxAttempts}; it may be 1 to 10.";
        if (MaxDiagnosisDepth is < 1 or > 10) yield return $"Autocura:MaxDiagnosisDepth is {MaxDiagnosisDepth}; it may be 1 to 10.";
        if (ApprovalTimeout <= TimeSpan.Zero) yield return $"Autocura:ApprovalTimeout is {ApprovalTimeout}; it must be longer than zero.";
        if (MeasureEvery <= TimeSpan.Zero) yield return $"Autocura:MeasureEvery is {MeasureEvery}; it must be longer than zero.";
        if (MeasureOver < TimeSpan.FromSeconds(1)) yield return $"Autocura:MeasureOver is {MeasureOver}; it must be at least 00:00:01, and span several scrapes.";
        if (HoldFor < TimeSpan.Zero) yield return $"Autocura:HoldFor is {HoldFor}; it cannot be negative.";
        if (RecoverWithin <= HoldFor) yield return $"Autocura:RecoverWithin is {RecoverWithin}; it must be longer than Autocura:HoldFor ({HoldFor}).";
        if (string.IsNullOrWhiteSpace(Namespace)) yield return "Autocura:Namespace is empty; it must name the namespace of this system's own objects.";
        if (SilenceFor < TimeSpan.Zero || SilenceFor > TimeSpan.FromHours(4)) yield return $"Autocura:SilenceFor is {SilenceFor}; it may be 00:00:00 (no silences) to 04:00:00.";
        if (DashboardRefreshEvery < TimeSpan.FromSeconds(1) || DashboardRefreshEvery > TimeSpan.FromHours(1)) yield return $"Autocura:DashboardRefreshEvery is {DashboardRefreshEvery}; it may be 00:00:01 to 01:00:00.";
        foreach (var problem in Planning.Problems().Concat(Verification.Problems()).Concat(Correlation.Problems()).Concat(Review.Problems())) yield return problem;
        foreach (var problem in Sweep.Problems().Concat(Scan.Problems()).Concat(Forecast.Problems()).Concat(Training.Problems()).Concat(Jobs.Problems()).Concat(Retention.Problems()).Concat(Notifications.Problems()).Concat(LanguageModel.Problems()).Concat(Telemetry.Problems())) yield return problem;
    }

    /// <summary>The settings as an incident takes them with it.</summary>
    public IncidentSettings ToIncidentSettings() => new()
    {
        Mode = Enum.Parse<OperatingMode>(Mode, ignoreCase: true),
        MaxAttempts = MaxAttempts,
        MaxDiagnosisDepth = MaxDiagnosisDepth,
        ApprovalTimeout = ApprovalTimeout,
        MeasureEvery = MeasureEvery,
        MeasureOver = MeasureOver,
        HoldFor = HoldFor,
        RecoverWithin = RecoverWithin,
        Limits = Verification.ToLimits(),
        Correlation = Correlation.ToSettings(),
        Review = Review.ToSettings(),
        Planning = Planning.ToSettings(),
        Notices = Notifications.ToSettings(),
        SilenceFor = SilenceFor,
        ProtectedNamespaces = [Namespace, .. ProtectedNamespaces.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
    };
}
