using System.Text.RegularExpressions;
using Autocura.Incidents;

namespace Autocura.Metrics.Policies;

/// <summary>
/// A metric as people name it in a policy: the name of a metric, of which the series that belong to the workload are meant, or a PromQL expression that yields one
/// number, in which <c>$namespace</c>, <c>$kind</c> and <c>$workload</c> stand for the workload's.
/// </summary>
/// <param name="Text">What its author wrote.</param>
/// <param name="Workload">The workload.</param>
internal sealed partial record PolicyMetric(string Text, WorkloadRef Workload)
{
    /// <summary>Whether it is the name of a metric, and not an expression.</summary>
    public bool IsName => Name().IsMatch(Text);

    /// <summary>The expression to ask; of a name, with every series of the namespaces that are given.</summary>
    public string Expression(IReadOnlyCollection<string> namespaces, string clusterMatcher) => IsName
        ? $"{Text}{{namespace=~{PromQl.Quote(string.Join('|', namespaces.Order(StringComparer.Ordinal).Select(Regex.Escape)))}{(clusterMatcher.Length > 0 ? $",{clusterMatcher}" : "")}}}"
        : Text.Replace("$namespace", Workload.Namespace, StringComparison.Ordinal)
            .Replace("$workload", Workload.Name, StringComparison.Ordinal)
            .Replace("$kind", Workload.Kind, StringComparison.Ordinal);

    /// <summary>Whether a series of a metric with that name is the workload's: by the labels that exporters and instrumentations use.</summary>
    public bool Owns(IReadOnlyDictionary<string, string> labels) =>
        !IsName || (labels.GetValueOrDefault("namespace") == Workload.Namespace && (OwnerLabels(Workload.Kind).Any(label => labels.GetValueOrDefault(label) == Workload.Name)
            || (labels.GetValueOrDefault("pod") is { } pod && IsPodOf(pod))));

    private static string[] OwnerLabels(string kind) => [kind.ToLowerInvariant(), "workload", "service", "app", "app_kubernetes_io_name", "job"];

    private bool IsPodOf(string pod) => pod.StartsWith(Workload.Name + "-", StringComparison.Ordinal) && pod[(Workload.Name.Length + 1)..] is var rest && Workload.Kind switch
    {
        "Deployment" => ReplicaSetPod().IsMatch(rest),
        "StatefulSet" => Ordinal().IsMatch(rest),
        _ => Random().IsMatch(rest),
    };

    [GeneratedRegex(@"^[a-zA-Z_:][a-zA-Z0-9_:]*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Name();

    [GeneratedRegex(@"^[a-z0-9]{1,10}-[a-z0-9]{5}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex ReplicaSetPod();

    [GeneratedRegex(@"^[0-9]+\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Ordinal();

    [GeneratedRegex(@"^[a-z0-9]{5}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Random();
}
