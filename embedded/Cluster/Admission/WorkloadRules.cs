using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Selectors;

namespace Autocura.Embedded.Cluster.Admission;

/// <summary>What Deployments, ReplicaSets, StatefulSets and DaemonSets have in common: a selector that must match the template and never changes.</summary>
internal abstract class WorkloadRules : KindRules
{
    /// <inheritdoc />
    public override void Default(JsonObject obj)
    {
        if (obj.Child("spec", "template", "spec") is { } spec)
        {
            PodRules.DefaultSpec(spec);
        }
    }

    /// <inheritdoc />
    public override IEnumerable<StatusCause> Validate(JsonObject obj)
    {
        foreach (var cause in Causes.NotNegative(obj, "spec.replicas", "spec.minReadySeconds", "spec.revisionHistoryLimit", "spec.progressDeadlineSeconds"))
        {
            yield return cause;
        }

        if (obj.Child("spec", "selector") is { } selector)
        {
            var matches = LabelSelector.From(selector);
            if (matches.IsEmpty)
            {
                yield return Causes.Invalid("spec.selector", selector, $"empty selector is invalid for {obj.Kind().ToLowerInvariant()}");
            }
            else if (obj.Child("spec", "template") is { } template && !matches.Matches(template))
            {
                yield return Causes.Invalid("spec.template.metadata.labels", template.At("metadata", "labels"), "`selector` does not match template `labels`");
            }
        }

        if (obj.Text("spec", "template", "spec", "restartPolicy") is { } policy and not "Always")
        {
            yield return Causes.NotSupported("spec.template.spec.restartPolicy", policy, "Always");
        }

        if (obj.Child("spec", "template") is not null)
        {
            foreach (var cause in PodRules.ValidateTemplate(obj, "spec.template"))
            {
                yield return cause;
            }
        }
    }

    /// <inheritdoc />
    public override IEnumerable<StatusCause> ValidateUpdate(JsonObject before, JsonObject after) =>
        JsonNode.DeepEquals(before.At("spec", "selector"), after.At("spec", "selector")) ? [] : [Causes.Immutable("spec.selector", after.At("spec", "selector"))];
}

/// <summary>Rules for ReplicaSets.</summary>
internal sealed class ReplicaSetRules : WorkloadRules;

/// <summary>Rules for Deployments.</summary>
internal sealed class DeploymentRules : WorkloadRules
{
    /// <inheritdoc />
    public override void Default(JsonObject obj)
    {
        base.Default(obj);
        var strategy = obj.Ensure("spec", "strategy");
        if (strategy.Text("type") == "RollingUpdate")
        {
            var bounds = strategy.Ensure("rollingUpdate");
            bounds["maxSurge"] ??= "25%";
            bounds["maxUnavailable"] ??= "25%";
        }
    }

    /// <inheritdoc />
    public override IEnumerable<StatusCause> Validate(JsonObject obj)
    {
        foreach (var cause in base.Validate(obj))
        {
            yield return cause;
        }

        var strategy = obj.Child("spec", "strategy");
        if (strategy.Text("type") == "Recreate" && strategy.At("rollingUpdate") is not null)
        {
            yield return Causes.Forbidden("spec.strategy.rollingUpdate", "may not be specified when strategy `type` is 'Recreate'");
        }

        if (strategy.Text("type") == "RollingUpdate" && IsZero(strategy.At("rollingUpdate", "maxSurge")) && IsZero(strategy.At("rollingUpdate", "maxUnavailable")))
        {
            yield return Causes.Invalid("spec.strategy.rollingUpdate.maxUnavailable", strategy.At("rollingUpdate", "maxUnavailable"), "may not be 0 when `maxSurge` is 0");
        }

        if (obj.Number("spec", "progressDeadlineSeconds") <= (obj.Number("spec", "minReadySeconds") ?? 0))
        {
            yield return Causes.Invalid("spec.progressDeadlineSeconds", obj.At("spec", "progressDeadlineSeconds"), "must be greater than minReadySeconds");
        }
    }

    private static bool IsZero(JsonNode? bound) => bound?.ToString() is "0" or "0%";
}

/// <summary>Rules for StatefulSets.</summary>
internal sealed class StatefulSetRules : WorkloadRules
{
    private static readonly string[] Mutable = ["replicas", "ordinals", "template", "updateStrategy", "persistentVolumeClaimRetentionPolicy", "minReadySeconds", "revisionHistoryLimit"];

    /// <inheritdoc />
    public override void Default(JsonObject obj)
    {
        base.Default(obj);
        var spec = obj.Ensure("spec");
        if (spec.Text("updateStrategy", "type") == "RollingUpdate")
        {
            spec.Ensure("updateStrategy", "rollingUpdate")["partition"] ??= 0;
        }

        spec["persistentVolumeClaimRetentionPolicy"] ??= new JsonObject { ["whenDeleted"] = "Retain", ["whenScaled"] = "Retain" };
    }

    /// <inheritdoc />
    public override IEnumerable<StatusCause> ValidateUpdate(JsonObject before, JsonObject after) => JsonNode.DeepEquals(Fixed(before), Fixed(after))
        ? []
        : [Causes.Forbidden("spec", "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden")];

    private static JsonObject Fixed(JsonObject obj)
    {
        var spec = (obj.Child("spec") ?? []).Copy();
        foreach (var name in Mutable)
        {
            spec.Remove(name);
        }

        return spec;
    }
}

/// <summary>Rules for DaemonSets.</summary>
internal sealed class DaemonSetRules : WorkloadRules
{
    /// <inheritdoc />
    public override void Default(JsonObject obj)
    {
        base.Default(obj);
        if (obj.Text("spec", "updateStrategy", "type") == "RollingUpdate")
        {
            var bounds = obj.Ensure("spec", "updateStrategy", "rollingUpdate");
            bounds["maxUnavailable"] ??= 1;
            bounds["maxSurge"] ??= 0;
        }
    }
}
