using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Diagnosis;
using Autocura.Planning;

namespace Autocura.Remediation.Actions;

/// <summary>
/// Replaces the pods one after another, as <c>kubectl rollout restart</c> does, by the time in a pod template annotation. Parameter <c>gracePeriodSeconds</c> (optional,
/// 0 to 3600): what the new pods have to end by themselves; those that are replaced have what they were started with.
/// </summary>
public sealed class RestartWorkload(ObjectEdit edit, TimeProvider time) : EditAction(edit)
{
    private const int LongestGrace = 3600;
    private const string RestartedAt = "kubectl.kubernetes.io/restartedAt";

    public override ActionProfile Profile { get; } = new()
    {
        Name = ActionNames.RestartWorkload,
        Summary = "Replace the pods one after another",
        Suits = [Cause.CrashAfterRelease, Cause.OutOfMemory, Cause.MemoryLeak, Cause.ConnectionPoolExhausted, Cause.NodePressure],
        Risk = 0.15,
        Reversible = true,
        SettleTime = TimeSpan.FromSeconds(60),
        BlastRadius = BlastRadius.Workload,
        Verbs = Remediation.Verbs.Edit(Remediation.Verbs.Workloads),
        Pods = PodEffect.ReplacesAll,
    };

    protected override string? Change(JsonObject target, PlanStep step)
    {
        if (target["spec"]?["paused"]?.GetValue<bool>() == true)
        {
            return "The rollout is paused: a restart would not take effect until somebody resumes it.";
        }

        if (target["spec"]?["template"] is not JsonObject template)
        {
            return "The object has no pod template.";
        }

        if (step.Parameters.GetValueOrDefault(ActionParameters.GracePeriodSeconds) is { } asked)
        {
            if (!int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > LongestGrace || template["spec"] is not JsonObject spec)
            {
                return $"Parameter 'gracePeriodSeconds' must be a whole number of 0 to {LongestGrace}; it is '{asked}'.";
            }

            spec["terminationGracePeriodSeconds"] = seconds;
        }

        var metadata = template["metadata"] as JsonObject ?? [];
        var annotations = metadata["annotations"] as JsonObject ?? [];
        annotations[RestartedAt] = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        metadata["annotations"] ??= annotations;
        template["metadata"] ??= metadata;
        return null;
    }
}
