namespace Autocura.Policies.Runbooks;

/// <summary>What a step with one action may say.</summary>
/// <param name="Action">The action.</param>
/// <param name="Target">What it is done to.</param>
/// <param name="Parameters">What it may be told.</param>
public sealed record StepRule(string Action, StepTarget Target, params IReadOnlyList<ParameterRule> Parameters)
{
    /// <summary>The kind of the target where it is always the same; empty otherwise.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Of these at least one must be given.</summary>
    public IReadOnlyList<string> OneOf { get; init; } = [];

    /// <summary>True when any other parameter may be given: an entry and its value.</summary>
    public bool TakesEntries { get; init; }
}

/// <summary>One parameter: its name, what it must look like, and whether it must be there.</summary>
public sealed record ParameterRule(string Name, ParameterForm Form, bool IsRequired = false);

public enum StepTarget
{
    /// <summary>The workload of the incident.</summary>
    Workload,

    /// <summary>The workload, unless parameters <c>kind</c> and <c>name</c> say otherwise.</summary>
    WorkloadOrNamed,

    /// <summary>An object by <c>kind</c> and <c>name</c>.</summary>
    Named,

    /// <summary>An object of one kind by <c>name</c>.</summary>
    OfKind,

    /// <summary>The pod by <c>pod</c>; without it, the workload's worst.</summary>
    Pod,

    /// <summary>The node by <c>node</c>; without it, that of the workload's worst pod.</summary>
    Node,

    /// <summary>A Job that is made for it.</summary>
    Job,
}

public enum ParameterForm
{
    Text,

    /// <summary>A whole number of 0 or more.</summary>
    Whole,

    /// <summary>A whole number of 1 or more.</summary>
    Count,

    /// <summary>A number of replicas, or how many more: "4", "+1".</summary>
    Replicas,

    /// <summary>A Kubernetes quantity.</summary>
    Quantity,

    /// <summary>"true" or "false".</summary>
    Flag,

    /// <summary>A JSON object.</summary>
    JsonObject,

    /// <summary>A JSON array of texts.</summary>
    JsonTexts,
}
