using Autocura.Incidents;

namespace Autocura.Guardrails.Rules;

/// <summary>Never touches the namespaces on which the cluster, or this system, itself depends, nor those the administrator names.</summary>
internal sealed class ProtectedNamespaceRule : IGuardrail
{
    /// <summary>The cluster's own, and the one that this system is installed into.</summary>
    public static readonly IReadOnlyList<string> Always = ["kube-system", "kube-public", "kube-node-lease", "autocura-cognitiva"];

    public string Name => "ProtectedNamespace";

    public Verdict Review(PlanUnderReview review)
    {
        var touched = review.Plan.Steps.Select(step => NamespaceOf(step.Target)).Distinct();
        var found = touched.Where(ns => Always.Contains(ns) || review.Settings.ProtectedNamespaces.Contains(ns)).ToList();
        return found.Count > 0
            ? new Verdict(VerdictKind.Denied, Name, $"The namespace {string.Join(", ", found)} is protected.")
            : new Verdict(VerdictKind.Allowed, Name, "No protected namespace is touched.");
    }

    // The labels and annotations of a namespace are part of what is protected.
    private static string NamespaceOf(ObjectRef target) => target.Kind == "Namespace" ? target.Name : target.Namespace;
}
