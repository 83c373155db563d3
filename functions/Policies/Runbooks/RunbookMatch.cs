using System.Text.Json;
using System.Text.RegularExpressions;
using Autocura.Alerts;
using Autocura.Diagnosis;
using Autocura.Incidents;

namespace Autocura.Policies.Runbooks;

/// <summary>Whether a runbook is for an incident: pure.</summary>
public static partial class RunbookMatch
{
    /// <summary>Why it applies, or null when it does not.</summary>
    public static string? Of(RunbookTrigger trigger, Incident incident, Evidence evidence)
    {
        var signals = evidence.Signals.Count > 0 ? evidence.Signals : incident.Signals;
        var told = new List<string>();
        var signal = signals.FirstOrDefault(signal => IsOfType(trigger, signal) && HasLabels(trigger, signal.Alert));
        if (signal is null || (trigger.ResourceKind.Length > 0 && trigger.ResourceKind != incident.Workload.Kind) || !HasSeverity(trigger, signals) || !IsSelected(trigger, evidence))
        {
            return null;
        }

        if (trigger.SignalType.Length > 0) told.Add(trigger.SignalType);
        if (trigger.Severity.Length > 0) told.Add($"severity {trigger.Severity}");
        if (trigger.ResourceKind.Length > 0) told.Add(trigger.ResourceKind);
        return $"{signal.Alert.Name} matches its trigger{(told.Count > 0 ? $" ({string.Join(", ", told)})" : "")}";
    }

    /// <summary>How much a trigger says: of two that match, the one that says more is meant.</summary>
    public static int Specificity(RunbookTrigger trigger) =>
        Said(trigger.SignalType) + Said(trigger.Severity) + Said(trigger.ResourceKind) + trigger.AlertLabels.Count + (trigger.ResourceSelector?.MatchLabels.Count ?? 0);

    private static int Said(string text) => text.Length > 0 ? 1 : 0;

    private static bool IsOfType(RunbookTrigger trigger, AlertSignal signal) => trigger.SignalType.Length == 0
        || trigger.SignalType == SignalTypes.NameOf(signal.Type) || trigger.SignalType == signal.Alert.Label("signal_type") || trigger.SignalType == Snake(signal.Alert.Name);

    private static bool HasLabels(RunbookTrigger trigger, Alert alert) => trigger.AlertLabels.All(pair => alert.Label(pair.Key) == pair.Value);

    private static bool HasSeverity(RunbookTrigger trigger, IReadOnlyList<AlertSignal> signals) => trigger.Severity.Length == 0
        || string.Equals(trigger.Severity, JsonSerializer.SerializeToElement(RiskScore.SeverityOf(RiskScore.Of(signals))).GetString(), StringComparison.OrdinalIgnoreCase)
        || signals.Any(signal => string.Equals(signal.Alert.Label("severity"), trigger.Severity, StringComparison.OrdinalIgnoreCase));

    private static bool IsSelected(RunbookTrigger trigger, Evidence evidence) =>
        (trigger.ResourceSelector?.MatchLabels ?? new Dictionary<string, string>()).All(pair => evidence.State?.PodLabels.GetValueOrDefault(pair.Key) == pair.Value);

    /// <summary>"HighCpuUsage" is "high_cpu_usage".</summary>
    internal static string Snake(string name) => Hump().Replace(name, "_").Replace('-', '_').ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hump();
}
