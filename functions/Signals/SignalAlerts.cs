using Autocura.Alerts;

namespace Autocura.Signals;

/// <summary>What this system's own watching found, in the form in which everything comes in: as an alert with labels, fingerprint and start.</summary>
internal static class SignalAlerts
{
    public static Alert Of(StandingCondition condition, string cluster, string source, DateTimeOffset? endedAt = null)
    {
        var labels = Labels(condition, cluster, source);
        return new Alert
        {
            Status = endedAt is null ? AlertStatus.Firing : AlertStatus.Resolved,
            Fingerprint = Fingerprint.Of(labels),
            StartsAt = condition.StartsAt,
            EndsAt = endedAt,
            Labels = labels,
            Annotations = Annotations(condition),
        };
    }

    private static Dictionary<string, string> Annotations(StandingCondition condition)
    {
        var annotations = new Dictionary<string, string> { ["summary"] = $"{condition.Subject}: {condition.Detail}" };
        if (condition.SeenBy.Length > 0) annotations[Alert.DetectorsAnnotation] = condition.SeenBy;
        return annotations;
    }

    private static Dictionary<string, string> Labels(StandingCondition condition, string cluster, string source)
    {
        var labels = new Dictionary<string, string>
        {
            ["alertname"] = condition.Observation.ToString(),
            ["cluster"] = cluster,
            [KindLabel(condition.Subject.Kind)] = condition.Subject.Name,
            ["severity"] = Observations.SeverityOf(condition.Observation),
            ["signal_type"] = SignalTypes.NameOf(Observations.TypeOf(condition.Observation)),
            [Alert.SourceLabel] = source,
        };
        if (condition.Subject.Namespace.Length > 0) labels["namespace"] = condition.Subject.Namespace;
        if (condition.About.Length > 0) labels.TryAdd(AboutLabel(condition.Observation), condition.About);
        return labels;
    }

    private static string KindLabel(string kind) => kind == "Job" ? "job_name" : kind.ToLowerInvariant();

    private static string AboutLabel(Observation observation) => observation switch
    {
        Observation.NodeInTrouble => "node",
        Observation.ClaimPending => "persistentvolumeclaim",
        Observation.AutoscalerAtMaximum or Observation.AutoscalerWithoutMetrics => "horizontalpodautoscaler",
        Observation.PolicyBreached => "healingpolicy",
        Observation.ReleaseWorse => "rollbackpolicy",
        Observation.ExhaustionAhead => "resource",
        _ => "service",
    };
}
