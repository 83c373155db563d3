namespace Autocura.Signals.Looks;

/// <summary>A Deployment, StatefulSet or DaemonSet in a sweep: what it wants, what it has, and what it says of itself.</summary>
public sealed record WorkloadLook(Subject Subject)
{
    public int Wanted { get; init; }

    public int Ready { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public IReadOnlyList<ConditionLook> Conditions { get; init; } = [];

    public IReadOnlyDictionary<string, string> PodLabels { get; init; } = new Dictionary<string, string>();

    /// <summary>When its number of replicas was last written, by anybody; null when nobody says.</summary>
    public DateTimeOffset? ScaledAt { get; init; }

    /// <summary>A person has said that it is to be left alone, or rests on purpose.</summary>
    public bool IsLeftAlone { get; init; }

    /// <summary>Who owns which fields of its spec, the newest writer first; at most 4.</summary>
    public IReadOnlyList<WriterLook> Writers { get; init; } = [];

    /// <summary>What controls it: the custom resource that an operator makes it from; null for nearly all.</summary>
    public Subject? Owner { get; init; }

    public bool LacksPods => Ready < Wanted;

    public ConditionLook? Condition(string type) => Conditions.FirstOrDefault(condition => condition.Type == type);
}

/// <summary>A condition as the cluster tells it; the message is redacted and cut.</summary>
public sealed record ConditionLook(string Type, bool IsTrue, string Reason, string Message, DateTimeOffset? Since);

/// <summary>A field manager and the fields of the spec it owns, as short digests of their paths, sorted; at most 40.</summary>
public sealed record WriterLook(string Manager, DateTimeOffset At, IReadOnlyList<string> Fields);
