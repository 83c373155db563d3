namespace Autocura.Planning;

/// <summary>What planning and guardrails know of an action: never the code that carries it out.</summary>
public sealed record ActionProfile
{
    public required string Name { get; init; }

    /// <summary>One line: what it does.</summary>
    public required string Summary { get; init; }

    /// <summary>Causes it can cure.</summary>
    public required IReadOnlyList<string> Suits { get; init; }

    /// <summary>Chance of making things worse, 0 to 1, before anything is known of the case.</summary>
    public required double Risk { get; init; }

    /// <summary>True when the declared state before can be restored exactly, or is not changed at all.</summary>
    public required bool Reversible { get; init; }

    /// <summary>Kinds of targets for which a person is asked first, whatever the mode; <see cref="AnyKind"/> for all.</summary>
    public IReadOnlyList<string> AsksFirst { get; init; } = [];

    /// <summary>Parameters with which a person is asked first, whatever the mode.</summary>
    public IReadOnlyList<string> AsksFirstWith { get; init; } = [];

    /// <summary>What it needs to be allowed to do.</summary>
    public IReadOnlyList<ApiVerbs> Verbs { get; init; } = [];

    /// <summary>How long it takes before its effect can be judged.</summary>
    public required TimeSpan SettleTime { get; init; }

    public required BlastRadius BlastRadius { get; init; }

    /// <summary>What it does to the pods that serve.</summary>
    public PodEffect Pods { get; init; }

    // A HorizontalPodAutoscaler looks back five minutes before it takes a pod away.
    private static readonly TimeSpan Stabilization = TimeSpan.FromSeconds(330);

    /// <summary>How long its effect on one kind of target takes before it can be judged.</summary>
    public TimeSpan SettleOf(string kind) => kind == "HorizontalPodAutoscaler" && SettleTime < Stabilization ? Stabilization : SettleTime;

    /// <summary>Stands for every kind in <see cref="AsksFirst"/>.</summary>
    public const string AnyKind = "*";

    /// <summary>Whether a step is not done without a person's word.</summary>
    public bool AsksFirstFor(PlanStep step) => AsksFirst.Contains(step.Target.Kind) || AsksFirst.Contains(AnyKind) || AsksFirstWith.Any(step.Parameters.ContainsKey);

    /// <summary>The same for one target.</summary>
    public PodEffect PodsOf(string kind) => Pods != PodEffect.ReplacesAllOfWorkload ? Pods
        : kind is "Deployment" or "StatefulSet" or "DaemonSet" ? PodEffect.ReplacesAll : PodEffect.None;
}
