using Autocura.Diagnosis.Surroundings;
using Autocura.Incidents;

namespace Autocura.Cluster.Readers;

/// <summary>Each tool that writes objects from Git or a chart leaves its name on them: the labels and annotations by which it knows its own.</summary>
internal static class ToolMarks
{
    /// <summary>The tool's object that stands for an object; null when none left its mark.</summary>
    public static OwnerView? Of(IReadOnlyDictionary<string, string> labels, IReadOnlyDictionary<string, string> notes, string ns, string cluster)
    {
        return Flux("kustomize.toolkit.fluxcd.io", "Kustomization", "v1")
            ?? Flux("helm.toolkit.fluxcd.io", "HelmRelease", "v2")
            ?? (notes.TryGetValue("argocd.argoproj.io/tracking-id", out var tracking) ? Argo(tracking.Split(':')[0]) : null)
            ?? (labels.TryGetValue("argocd.argoproj.io/instance", out var instance) ? Argo(instance) : null)
            ?? (notes.TryGetValue("meta.helm.sh/release-name", out var release) ? View("helm.sh/v3", "Release", notes.GetValueOrDefault("meta.helm.sh/release-namespace") ?? ns, release, "Helm") : null);

        OwnerView View(string version, string kind, string home, string name, string tool) => new(new ObjectRef(version, kind, home, name) { Cluster = cluster }, tool, []);

        // An Application outside of Argo CD's own namespace is called "namespace_name".
        OwnerView Argo(string called) => called.Split('_') is [var home, var name] ? View("argoproj.io/v1alpha1", "Application", home, name, "Argo CD") : View("argoproj.io/v1alpha1", "Application", "", called, "Argo CD");

        OwnerView? Flux(string group, string kind, string version) => labels.TryGetValue($"{group}/name", out var name)
            ? View($"{group}/{version}", kind, labels.GetValueOrDefault($"{group}/namespace") ?? "", name, "Flux")
            : null;
    }
}
