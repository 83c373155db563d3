using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;
using Autocura.Environments;
using Autocura.Guardrails.Rules;

namespace Autocura.Cluster.Environments;

/// <summary>Says whether an environment may be made at all, before anything is.</summary>
internal static class EnvironmentAdmission
{
    /// <summary>Why it may not; null when it may.</summary>
    public static async Task<string?> RefusalAsync(ICluster cluster, EnvironmentOrder order, EnvironmentSpec spec, IReadOnlyList<string> protectedNamespaces, CancellationToken cancellationToken)
    {
        if (spec.Source == spec.Target)
        {
            return $"targetNamespace must differ from the source, {spec.Source}.";
        }

        if (new[] { spec.Source, spec.Target }.FirstOrDefault(ns => ProtectedNamespaceRule.Always.Contains(ns) || protectedNamespaces.Contains(ns)) is { } guarded)
        {
            return $"The namespace {guarded} is protected: nothing is copied from it or into it.";
        }

        if (cluster.Namespaces.Count > 0 && new[] { spec.Source, spec.Target }.FirstOrDefault(ns => !cluster.Namespaces.Contains(ns)) is { } unseen)
        {
            return $"The namespace {unseen} is not among those that are looked after ({string.Join(", ", cluster.Namespaces)}).";
        }

        return Misplaced(spec) ?? (spec.Source == order.Namespace ? null : await StrangeSourceAsync(cluster, order, spec.Source, cancellationToken));
    }

    /// <summary>Whoever may make environments in one namespace must not read another through them.</summary>
    private static async Task<string?> StrangeSourceAsync(ICluster cluster, EnvironmentOrder order, string source, CancellationToken cancellationToken)
    {
        JsonObject? ns = await cluster.FindMetadataAsync(Kinds.Namespace.Ref("", source), cancellationToken);
        var allowed = (ns.Text("metadata", "annotations", EnvironmentNames.CopyableFrom) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return allowed.Contains("*") || allowed.Contains(order.Namespace) ? null
            : $"The namespace {source} does not allow environments in {order.Namespace} to copy it: its annotation {EnvironmentNames.CopyableFrom} must name {order.Namespace}.";
    }

    private static string? Misplaced(EnvironmentSpec spec) =>
        spec.Actions.FirstOrDefault(step => Kinds.Find(step.Target.Kind) is null) is { } unknown ? $"{unknown.Action} is to change a {unknown.Target.Kind}, a kind this system does not work with."
        : spec.Actions.FirstOrDefault(step => step.Target.Namespace != spec.Source || !Kinds.Named(step.Target.Kind).Namespaced) is { } outside ? $"{outside.Action} is to change {outside.Target}, which is not copied: a change is tried on what is in {spec.Source} alone."
        : null;
}
