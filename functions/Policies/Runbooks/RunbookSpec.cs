namespace Autocura.Policies.Runbooks;

/// <summary>The spec of a Runbook, with the defaults of its definition.</summary>
public sealed record RunbookSpec
{
    public string Description { get; init; } = "";

    public RunbookTrigger Trigger { get; init; } = new();

    public IReadOnlyList<RunbookStep> Steps { get; init; } = [];

    public PrescriptionStrategy Strategy { get; init; }

    public int MaxAttempts { get; init; } = 3;

    public bool RequireApproval { get; init; }

    public bool Rehearse { get; init; }

    public bool Suspend { get; init; }
}

/// <summary>Which incidents it is for. What is empty matches everything.</summary>
public sealed record RunbookTrigger
{
    /// <summary>A signal type ("oom_kill"), or the name of an alert in small letters with underscores ("high_cpu_usage").</summary>
    public string SignalType { get; init; } = "";

    /// <summary>The incident's severity, or that of one of its alerts.</summary>
    public string Severity { get; init; } = "";

    public string ResourceKind { get; init; } = "";

    public LabelMatch? ResourceSelector { get; init; }

    /// <summary>Labels that one of the alerts must have.</summary>
    public IReadOnlyDictionary<string, string> AlertLabels { get; init; } = new Dictionary<string, string>();
}

public sealed record LabelMatch
{
    public IReadOnlyDictionary<string, string> MatchLabels { get; init; } = new Dictionary<string, string>();
}

/// <summary>One step, as its author wrote it.</summary>
public sealed record RunbookStep
{
    public string Name { get; init; } = "";

    public string Action { get; init; } = "";

    public string Description { get; init; } = "";

    public IReadOnlyDictionary<string, string> Params { get; init; } = new Dictionary<string, string>();
}
