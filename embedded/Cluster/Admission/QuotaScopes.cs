using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Selectors;

namespace Autocura.Embedded.Cluster.Admission;

/// <summary>Which pods a quota is about: all, or those of its scopes (of a kind of life, of a quality of service, of priority classes).</summary>
internal static class QuotaScopes
{
    private const string PriorityKey = "PriorityClass";
    private static readonly string[] Affinities = ["podAffinity", "podAntiAffinity"];

    /// <summary>Whether the quota narrows itself to some pods; it then counts nothing else.</summary>
    public static bool Any(JsonObject quota) => quota.Items("spec", "scopes").Any() || quota.Items("spec", "scopeSelector", "matchExpressions").Any();

    public static bool Take(JsonObject quota, JsonObject pod) =>
        quota.Items("spec", "scopes").All(scope => Holds(scope.Text() ?? "", pod))
        && quota.Items("spec", "scopeSelector", "matchExpressions").All(expression => Matches(expression!, pod));

    private static bool Holds(string scope, JsonObject pod) => scope switch
    {
        "Terminating" => pod.Number("spec", "activeDeadlineSeconds") is >= 0,
        "NotTerminating" => pod.Number("spec", "activeDeadlineSeconds") is null,
        "BestEffort" => PodRules.QualityOfService(pod) == "BestEffort",
        "NotBestEffort" => PodRules.QualityOfService(pod) != "BestEffort",
        PriorityKey => !string.IsNullOrEmpty(pod.Text("spec", "priorityClassName")),
        "CrossNamespacePodAffinity" => CrossesNamespaces(pod),
        _ => false,
    };

    private static bool Matches(JsonNode expression, JsonObject pod)
    {
        var scope = expression.Text("scopeName") ?? "";
        if (scope != PriorityKey || expression.Text("operator") == "Exists")
        {
            return Holds(scope, pod) != (expression.Text("operator") == "DoesNotExist");
        }

        var condition = new JsonObject { ["key"] = scope, ["operator"] = expression.Text("operator"), ["values"] = expression["values"]?.DeepClone() };
        return LabelSelector.OfExpressions([condition]).Matches(new Dictionary<string, string> { [scope] = pod.Text("spec", "priorityClassName") ?? "" });
    }

    private static bool CrossesNamespaces(JsonObject pod) => Affinities
        .Select(affinity => pod.At("spec", "affinity", affinity))
        .SelectMany(affinity => affinity.Items("requiredDuringSchedulingIgnoredDuringExecution")
            .Concat(affinity.Items("preferredDuringSchedulingIgnoredDuringExecution").Select(term => term.At("podAffinityTerm"))))
        .Any(term => term.Items("namespaces").Any() || term.At("namespaceSelector") is not null);
}
