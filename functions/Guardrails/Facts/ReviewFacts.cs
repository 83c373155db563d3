using Autocura.Diagnosis.Surroundings;
using Autocura.Guardrails.Brakes;

namespace Autocura.Guardrails.Facts;

/// <summary>
/// The world as one review sees it, read once, at one moment, each part by itself. What nobody read is unread, and so denies: forgetting to read a part never opens
/// a way.
/// </summary>
public sealed record ReviewFacts
{
    private const string NotAsked = "it was not asked for";

    /// <summary>The workload, then the objects that the plan's steps would change, in their order, each once.</summary>
    public Fact<IReadOnlyList<TargetView>> Targets { get; init; } = Fact<IReadOnlyList<TargetView>>.Unread(NotAsked);

    public Fact<KillSwitch> KillSwitch { get; init; } = Fact<KillSwitch>.Unread(NotAsked);

    /// <summary>What was done in the cluster lately.</summary>
    public Fact<BrakeLedger> Ledger { get; init; } = Fact<BrakeLedger>.Unread(NotAsked);

    /// <summary>Who holds the lock of the workload; empty when nobody does.</summary>
    public Fact<string> LockHolder { get; init; } = Fact<string>.Unread(NotAsked);

    /// <summary>What each workload and pod among the targets serves.</summary>
    public Fact<IReadOnlyList<ServingView>> Serving { get; init; } = Fact<IReadOnlyList<ServingView>>.Unread(NotAsked);

    /// <summary>The cluster's nodes; read only for a plan that takes one out of service.</summary>
    public Fact<NodeCount> Nodes { get; init; } = Fact<NodeCount>.Unread(NotAsked);

    /// <summary>What scales the workloads among the targets.</summary>
    public Fact<IReadOnlyList<ScalerView>> Scalers { get; init; } = Fact<IReadOnlyList<ScalerView>>.Unread(NotAsked);

    /// <summary>Experiments that disturb the workload.</summary>
    public Fact<IReadOnlyList<ExperimentView>> Experiments { get; init; } = Fact<IReadOnlyList<ExperimentView>>.Unread(NotAsked);

    /// <summary>Alerts of the incident that somebody has silenced, each with the silence; empty where no Alertmanager is configured.</summary>
    public Fact<IReadOnlyList<string>> Silenced { get; init; } = Fact<IReadOnlyList<string>>.Unread(NotAsked);

    /// <summary>How the plan's first action went for that cause before.</summary>
    public Fact<PastSuccess> Success { get; init; } = Fact<PastSuccess>.Unread(NotAsked);
}
