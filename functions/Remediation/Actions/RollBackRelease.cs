using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Diagnosis;
using Autocura.Planning;

namespace Autocura.Remediation.Actions;

/// <summary>
/// Gives a workload the pod template of an earlier release. Parameter <c>toRevision</c>: the revision's number. What the release changed outside
/// the pod template (replicas, a Service, a ConfigMap) stays.
/// </summary>
public sealed class RollBackRelease(IClusters clusters, ObjectEdit edit) : IRemediationAction
{
    private const string TemplateHash = "pod-template-hash";

    public ActionProfile Profile { get; } = new()
    {
        Name = ActionNames.RollBackRelease,
        Summary = "Return to an earlier release",
        Suits =
        [
            Cause.BadImage, Cause.WrongArchitecture, Cause.BadCommand, Cause.WrongBinary, Cause.CrashAfterRelease, Cause.DegradedByRelease, Cause.HangingInitContainer, Cause.WrongProbe,
            Cause.WrongAddress, Cause.NameResolution, Cause.MalformedConfiguration, Cause.MissingConfiguration, Cause.WrongCredentials, Cause.TlsRequired, Cause.Unschedulable, Cause.Preempted,
            Cause.MissingVolumeClaim, Cause.StrictMutualTls, Cause.OutOfMemory, Cause.MemoryLeak, Cause.CpuThrottling, Cause.ConnectionPoolExhausted, Cause.AutoscalerWithoutMetrics,
            Cause.AdmissionWebhook, Cause.InsufficientCapacity,
        ],
        Risk = 0.1,
        Reversible = true,
        SettleTime = TimeSpan.FromSeconds(60),
        BlastRadius = BlastRadius.Workload,
        Verbs = [.. Remediation.Verbs.Edit(Remediation.Verbs.Workloads), .. Remediation.Verbs.On([Kinds.ReplicaSet, Kinds.ControllerRevision], "list")],
        Pods = PodEffect.ReplacesAll,
    };

    public async Task<PreparedStep> PrepareAsync(PlanStep step, string key, CancellationToken cancellationToken)
    {
        var asked = step.Parameters.GetValueOrDefault("toRevision");
        if (!int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var revision))
        {
            return await edit.PrepareAsync(step, key, _ => $"Parameter 'toRevision' must be a revision's number; it is '{asked ?? "missing"}'.", cancellationToken);
        }

        var releases = await ReleaseTemplates.ReadAsync(clusters.Named(step.Target.Cluster), step.Target, cancellationToken);
        return await edit.PrepareAsync(step, key, workload => RollBack(workload, releases, revision), cancellationToken);
    }

    public Task<ActionReceipt> ApplyAsync(PreparedStep step, CancellationToken cancellationToken) => edit.ApplyAsync(step, cancellationToken);

    public Task<ActionReceipt> RevertAsync(ActionReceipt receipt, CancellationToken cancellationToken) => edit.RevertAsync(receipt, cancellationToken);

    private static string? RollBack(JsonObject workload, IReadOnlyDictionary<int, JsonObject> releases, int revision)
    {
        if (workload["spec"]?["paused"]?.GetValue<bool>() == true)
        {
            return "The rollout is paused: a rollback would not take effect until somebody resumes it.";
        }

        if (!releases.TryGetValue(revision, out var kept))
        {
            return releases.Count <= 1
                ? "There is only one release: nothing to return to."
                : $"There is no revision {revision}; there are {string.Join(", ", releases.Keys.Order())}.";
        }

        var template = (JsonObject)kept.DeepClone();
        (template["metadata"]?["labels"] as JsonObject)?.Remove(TemplateHash);
        template.Remove("$patch");
        workload["spec"]!["template"] = template;
        return null;
    }
}
