using System.Text.Json.Nodes;
using Autocura.Cluster.Policies;
using Autocura.Incidents;
using Autocura.Policies.Rollback;
using Autocura.Policies.Rollback.Judging;

namespace Autocura.Metrics.Policies.Rollback;

/// <summary>One RollbackPolicy at one look: as it was read, what its target's newest release is, and what was found out about that.</summary>
internal sealed record RollbackCase
{
    public required JsonObject Policy { get; init; }

    public required ObjectRef Reference { get; init; }

    public required RollbackPolicySpec Spec { get; init; }

    public required WorkloadRef Workload { get; init; }

    public required RollbackMemory Memory { get; init; }

    public required RollbackStage Stage { get; init; }

    public WatchedRelease? Release { get; init; }

    public long TargetGeneration { get; init; }

    /// <summary>Since when that generation is known.</summary>
    public DateTimeOffset SeenAt { get; init; }

    /// <summary>What is wrong with the spec; empty when nothing is.</summary>
    public string Problem { get; init; } = "";

    /// <summary>The samples of each metric; empty while the release is not judged.</summary>
    public IReadOnlyList<ReleaseMetric> Metrics { get; init; } = [];

    /// <summary>The moments of the samples since the release.</summary>
    public IReadOnlyList<DateTimeOffset> Moments { get; init; } = [];

    /// <summary>Metrics that could not be read, each with the reason.</summary>
    public IReadOnlyList<string> Unread { get; init; } = [];

    /// <summary>Whether the source did not answer: then nothing is known to be gone.</summary>
    public bool IsBlind { get; init; }

    public ReleaseJudgement? Judgement { get; init; }

    public string Name => Reference.Name;

    /// <summary>What is compared with the threshold.</summary>
    public double Probability => Judgement is not { HasEvidence: true } judged ? 0 : Spec.Combine == RollbackCombination.Any ? judged.Any : judged.Probability;

    /// <summary>The policy as it was read, before anything is known of its target.</summary>
    public static RollbackCase Of(Declared<RollbackPolicySpec> policy) => new()
    {
        Policy = policy.Manifest,
        Reference = policy.Ref,
        Spec = policy.Spec ?? new RollbackPolicySpec(),
        Workload = (policy.Spec ?? new RollbackPolicySpec()).TargetRef.In(policy.Ref.Cluster, policy.Ref.Namespace),
        Memory = RollbackStatus.Remembered(policy.Manifest),
        Stage = policy.Spec switch { null => RollbackStage.Unreadable, { Suspend: true } => RollbackStage.Suspended, _ => RollbackStage.Watching },
        Problem = policy.Problem,
    };
}
