using System.Text.Json.Serialization;

namespace Autocura.Incidents;

/// <summary>
/// What the administrator allows for one incident, read once at its start by an activity and so recorded:
/// a change of settings never alters the past of a running incident.
/// </summary>
public sealed record IncidentSettings
{
    public required OperatingMode Mode { get; init; }

    /// <summary>Attempts before it is handed over.</summary>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>How many workloads a diagnosis may follow from one to the next, the first included.</summary>
    public int MaxDiagnosisDepth { get; init; } = 5;

    public TimeSpan ApprovalTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Time between two measurements of recovery.</summary>
    public TimeSpan MeasureEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How far back requests are counted when recovery is measured.</summary>
    public TimeSpan MeasureOver { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long every criterion must hold before it counts as recovered.</summary>
    public TimeSpan HoldFor { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a remedy may take before it counts as not recovered.</summary>
    public TimeSpan RecoverWithin { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How many measurements of a kind end a verification before its deadline.</summary>
    public MeasurementLimits Limits { get; init; } = new();

    public CorrelationSettings Correlation { get; init; } = new();

    public ReviewSettings Review { get; init; } = new();

    public PlanningSettings Planning { get; init; } = new();

    public NoticeSettings Notices { get; init; } = new();

    /// <summary>The longest that its alerts are silenced while it is remediated; zero: they are not.</summary>
    public TimeSpan SilenceFor { get; init; }

    /// <summary>When a language model is asked; null: none is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AdviceSettings? Advice { get; init; }

    /// <summary>Namespaces where nothing is ever changed.</summary>
    public IReadOnlyList<string> ProtectedNamespaces { get; init; } = [];
}
