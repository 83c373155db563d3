using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Diagnosis;
using Autocura.KnownGood;
using Autocura.Planning;

namespace Autocura.Remediation.Actions;

/// <summary>
/// Gives a workload the pod template of an earlier release. Parameter <c>toRevision</c>: the revision's number, its name (change cause, version label, the object
/// that keeps it, or a label as key=value; the newest but the present one that bears it), <c>previous</c>, or <c>lastHealthy</c> for the newest that was seen healthy for long. What the release changed outside the pod template stays.
/// </summary>
public sealed class RollBackRelease(IClusters clusters, KnownGoodStore store, ObjectEdit edit, TimeProvider time) : IRemediationAction
{
    private const string TemplateHash = "pod-template-hash";
    private const string Previous = "previous";
    private const string LastHealthy = "lastHealthy";

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
        Verbs = [.. Remediation.Verbs.Edit(Remediation.Verbs.Workloads), .. Remediation.Verbs.On([Kinds.ReplicaSet, Kinds.ControllerRevision], "list"), .. Remediation.Verbs.On([Kinds.KnownGood], "list", "get")],
        Pods = PodEffect.ReplacesAll,
    };

    public async Task<PreparedStep> PrepareAsync(PlanStep step, string key, CancellationToken cancellationToken)
    {
        var asked = step.Parameters.GetValueOrDefault(ActionParameters.ToRevision) ?? "";
        var cluster = clusters.Named(step.Target.Cluster);
        if (asked == LastHealthy)
        {
            var known = await store.FindAsync(cluster, step.Target, time.GetUtcNow(), cancellationToken);
            return await edit.PrepareAsync(step, key, workload => ToHealthy(workload, known), cancellationToken);
        }

        var releases = await ReleaseTemplates.ReadAsync(cluster, step.Target, cancellationToken);
        return await edit.PrepareAsync(step, key, workload => Paused(workload) ?? RollBack(workload, releases, asked), cancellationToken);
    }

    public Task<ActionReceipt> ApplyAsync(PreparedStep step, CancellationToken cancellationToken) => edit.ApplyAsync(step, cancellationToken);

    public Task<ActionReceipt> RevertAsync(ActionReceipt receipt, CancellationToken cancellationToken) => edit.RevertAsync(receipt, cancellationToken);

    private static string? RollBack(JsonObject workload, IReadOnlyList<KeptRelease> releases, string asked)
    {
        if (asked.Length == 0)
        {
            return $"Parameter 'toRevision' is missing: give a revision's number or name, '{Previous}' or '{LastHealthy}'.";
        }

        if (releases.Count <= 1)
        {
            return "There is only one release: nothing to return to.";
        }

        if (Find(releases, asked) is not { } release)
        {
            return $"There is no revision {asked}; there are {string.Join(", ", releases.Select(kept => kept.Revision))}.";
        }

        return Use(workload, release.Template);
    }

    private static KeptRelease? Find(IReadOnlyList<KeptRelease> releases, string asked) => asked == Previous
        ? releases[^2]
        : releases.FirstOrDefault(release => int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var revision) && release.Revision == revision)
            ?? releases.SkipLast(1).LastOrDefault(release => release.Names.Contains(asked))
            ?? releases.FirstOrDefault(release => release.Names.Contains(asked));

    private static string? ToHealthy(JsonObject workload, KnownObject? known) => known?.Content.At("spec", "template") is JsonObject template
        ? Paused(workload) ?? Use(workload, template)
        : "No release of it is known to have been healthy.";

    private static string? Paused(JsonObject workload) => workload.Flag("spec", "paused") ? "The rollout is paused: a rollback would not take effect until somebody resumes it." : null;

    private static string? Use(JsonObject workload, JsonObject kept)
    {
        var template = kept.DeepClone().AsObject();
        (template["metadata"]?["labels"] as JsonObject)?.Remove(TemplateHash);
        template.Remove("$patch");
        workload["spec"]!["template"] = template;
        return null;
    }
}
