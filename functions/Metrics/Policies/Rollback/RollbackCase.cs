using System.Text.Json;
using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Policies;
using Autocura.Cluster.Readers;
using Autocura.Incidents;
using Autocura.Policies.Rollback;
using Autocura.Policies.Rollback.Judging;

namespace Autocura.Metrics.Policies.Rollback;

/// <summary>One RollbackPolicy at one look: as it was read, what its target's newest release is, and what was found out about that.</summary>
internal sealed record RollbackCase
{
    public required JsonObject Policy { get; init; }

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

    public string Name => Policy.Name();

    public ObjectRef Reference => Kinds.RollbackPolicy.Ref(Policy.Text("metadata", "namespace") ?? "", Name);

    /// <summary>What is compared with the threshold.</summary>
    public double Probability => Judgement is not { HasEvidence: true } judged ? 0 : Spec.Combine == RollbackCombination.Any ? judged.Worst : judged.Probability;

    /// <summary>The policy as it was read, before anything is known of its target.</summary>
    public static RollbackCase Of(JsonObject policy, string cluster)
    {
        var (spec, problem) = Read(policy);
        return new RollbackCase
        {
            Policy = policy,
            Spec = spec,
            Workload = spec.TargetRef.In(cluster, policy.Text("metadata", "namespace") ?? ""),
            Memory = RollbackStatus.Remembered(policy),
            Stage = problem.Length > 0 ? RollbackStage.Unreadable : spec.Suspend ? RollbackStage.Suspended : RollbackStage.Watching,
            Problem = problem,
        };
    }

    /// <summary>The schema lets nothing through that cannot be read; a server that does not check it might.</summary>
    private static (RollbackPolicySpec Spec, string Problem) Read(JsonObject policy)
    {
        try
        {
            return (RollbackPolicySpec.Of(policy), "");
        }
        catch (JsonException unreadable)
        {
            return (new RollbackPolicySpec(), unreadable.Message);
        }
    }
}
