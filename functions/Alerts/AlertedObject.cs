using System.Text.RegularExpressions;

namespace Autocura.Alerts;

/// <summary>
/// An object that an alert names, as a kind and a name. Labels come from outside, so a name that no object can have is none: it would
/// be part of a path.
/// </summary>
public sealed partial record AlertedObject(string Kind, string Name, string Label)
{
    /// <summary>A Deployment, StatefulSet or DaemonSet: the alert gives the name alone.</summary>
    public const string AnyWorkload = "Workload";

    private const string Exported = "exported_";

    // In the order in which they are believed: what the alert is about before what it was measured on.
    private static readonly (string Label, string Kind)[] Labels =
    [
        ("deployment", "Deployment"),
        ("statefulset", "StatefulSet"),
        ("daemonset", "DaemonSet"),
        ("workload", AnyWorkload),
        ("replicaset", "ReplicaSet"),
        ("pod", "Pod"),
        ("horizontalpodautoscaler", "HorizontalPodAutoscaler"),
        ("hpa", "HorizontalPodAutoscaler"),
        ("service", "Service"),
    ];

    // Labels that Prometheus sets for whatever it scraped. Beside an exported namespace they name the exporter, not what it reports on.
    private static readonly string[] OfTheScrape = ["pod", "service"];

    /// <summary>The namespace the alert is about; null when it names none.</summary>
    public static string? NamespaceOf(Alert alert) => Valid(alert.Label(Exported + "namespace") ?? alert.Label("namespace"));

    /// <summary>The objects the alert names, the one most to be believed first.</summary>
    public static IReadOnlyList<AlertedObject> Of(Alert alert)
    {
        var foreign = alert.Label(Exported + "namespace") is not null;
        var named = new List<AlertedObject>();
        foreach (var (label, kind) in Labels)
        {
            var source = alert.Label(Exported + label) is not null ? Exported + label : label;
            if (Valid(alert.Label(source)) is { } name && !(foreign && source == label && OfTheScrape.Contains(label)))
            {
                named.Add(new AlertedObject(kind == AnyWorkload ? KindOf(alert.Label("workload_type")) : kind, name, source));
            }
        }

        return named;
    }

    // As the recording rules of the kubernetes-mixin name the kinds.
    private static string KindOf(string? type) => type switch
    {
        "deployment" => "Deployment",
        "statefulset" => "StatefulSet",
        "daemonset" => "DaemonSet",
        _ => AnyWorkload,
    };

    private static string? Valid(string? name) => name is not null && name.Length <= 253 && ObjectName().IsMatch(name) ? name : null;

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9.]*[a-z0-9])?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex ObjectName();
}
