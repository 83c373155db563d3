using System.Text.Json.Serialization;
using Autocura.Incidents;
using Autocura.Planning.Learning;

namespace Autocura.Guardrails.Brakes;

/// <summary>What a plan holds while it acts: the locks on all that it changes, and its share of the budgets. Or why it does not.</summary>
public sealed record BrakeHold
{
    public required string Cluster { get; init; }

    public required string Holder { get; init; }

    /// <summary>What is locked: the workload and the target of every step, each once.</summary>
    public required IReadOnlyList<ObjectRef> Locked { get; init; }

    public required ReviewSettings Settings { get; init; }

    /// <summary>Why it may not act; empty when it may.</summary>
    public string Refused { get; init; } = "";

    /// <summary>When it is worth asking again; null when it is not.</summary>
    public DateTimeOffset? ChangesAt { get; init; }

    [JsonIgnore]
    public bool IsHeld => Refused.Length == 0;

    public static BrakeHold Of(BrakeOrder order) => new()
    {
        Cluster = order.Cluster,
        Holder = order.Holder,
        Settings = order.Settings,
        // In one order everywhere, or two that want the same locks could each wait for the other's.
        Locked = [.. order.Targets
            .Prepend(new ObjectRef("apps/v1", order.Workload.Kind, order.Workload.Namespace, order.Workload.Name))
            .DistinctBy(target => target.ToString())
            .OrderBy(target => target.ToString(), StringComparer.Ordinal)],
    };
}

/// <summary>What came of the plan that held.</summary>
/// <param name="Hold">What it held.</param>
/// <param name="Result">Null when it changed nothing: then it spent nothing.</param>
public sealed record BrakeSettlement(BrakeHold Hold, BrakeResult? Result)
{
    /// <summary>What it teaches; null when its effect was not measured.</summary>
    public Lesson? Lesson { get; init; }

    /// <summary>What it teaches of the language model that had spoken; null when none had.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Lesson? AdviceLesson { get; init; }
}
