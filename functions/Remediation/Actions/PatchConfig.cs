using System.Text.Json;
using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Diagnosis;
using Autocura.KnownGood;
using Autocura.Planning;

namespace Autocura.Remediation.Actions;

/// <summary>
/// Changes what an object declares. Parameters <c>patch</c> (a JSON merge patch, RFC 7386); or <c>key</c> and <c>value</c> for one entry of a ConfigMap; or <c>container</c> with
/// <c>image</c> or <c>env</c> (a JSON object of names and values) for one container of a workload. Fields by which a pod gets more rights than it had are never set.
/// </summary>
public sealed class PatchConfig(ObjectEdit edit) : EditAction(edit)
{
    private static readonly string[] NotDeclared = ["apiVersion", "kind", "metadata", "status"];

    private static readonly string[] Rights =
    [
        "privileged", "securityContext", "hostNetwork", "hostPID", "hostIPC", "hostPath", "serviceAccount", "serviceAccountName", "automountServiceAccountToken", "capabilities",
        "clientConfig", "externalName", "externalIPs",
    ];

    private static readonly IReadOnlyList<ResourceKind> Patched = [.. KeptKinds.Whole, Kinds.ConfigMap, Kinds.TidbCluster];

    public override ActionProfile Profile { get; } = new()
    {
        Name = ActionNames.PatchConfig,
        Summary = "Change fields of an object, or an entry of a ConfigMap",
        Suits =
        [
            Cause.MalformedConfiguration, Cause.MissingConfiguration, Cause.ConfigurationChanged, Cause.FeatureFlag, Cause.WrongAddress, Cause.WrongProbe, Cause.BadCommand,
            Cause.OperatorMisconfigured, Cause.QuotaExceeded, Cause.DisruptionBudgetDeadlock, Cause.AutoscalerMisconfigured, Cause.AutoscalerWithoutMetrics, Cause.BlockedTraffic,
            Cause.Unschedulable, Cause.TlsRequired, Cause.StrictMutualTls, Cause.ConnectionPoolExhausted,
        ],
        Risk = 0.15,
        Reversible = true,
        SettleTime = TimeSpan.FromSeconds(60),
        BlastRadius = BlastRadius.Workload,
        Pods = PodEffect.ReplacesAllOfWorkload,
        Verbs = Remediation.Verbs.Edit(Patched),
    };

    protected override string? Change(JsonObject target, PlanStep step)
    {
        if (!Patched.Any(kind => kind.Kind == step.Target.Kind))
        {
            return $"{step.Target} is not patched: only {string.Join(", ", Patched.Select(kind => kind.Kind).Order(StringComparer.Ordinal))} are.";
        }

        if (step.Parameters.GetValueOrDefault(ActionParameters.Container) is { Length: > 0 } container)
        {
            return Kinds.IsWorkload(step.Target.Kind) ? ContainerParameters.Read(container, step, out var change) ?? change.ApplyTo(target) : "Parameter 'container' is of a workload.";
        }

        if (step.Parameters.GetValueOrDefault(ActionParameters.Key) is { Length: > 0 } key)
        {
            return Set(target, step, key);
        }

        if (Read(step.Parameters.GetValueOrDefault(ActionParameters.Patch)) is not { Count: > 0 } patch)
        {
            return "Parameter 'patch' must be a JSON object that says what to change, such as {\"spec\":{\"replicas\":2}}; or name 'key' and 'value'.";
        }

        if ((patch.Select(field => field.Key).FirstOrDefault(NotDeclared.Contains) ?? Right(patch)) is { } field)
        {
            return $"Parameter 'patch' sets '{field}', which no patch may.";
        }

        MergePatch.Into(target, patch);
        return null;
    }

    private static string? Set(JsonObject target, PlanStep step, string key)
    {
        if (step.Target.Kind != Kinds.ConfigMap.Kind || step.Parameters.GetValueOrDefault(ActionParameters.Value) is not { } value)
        {
            return "Parameter 'key' goes with 'value', and is of a ConfigMap.";
        }

        var entries = target["data"] as JsonObject ?? [];
        entries[key] = value;
        target["data"] ??= entries;
        return null;
    }

    private static JsonObject? Read(string? patch)
    {
        try
        {
            return JsonNode.Parse(patch ?? "null") as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Right(JsonNode? patch) => patch switch
    {
        JsonObject fields => fields.Select(field => Rights.Contains(field.Key) ? field.Key : Right(field.Value)).FirstOrDefault(found => found is not null),
        JsonArray items => items.Select(Right).FirstOrDefault(found => found is not null),
        _ => null,
    };
}
