using System.Text.Json.Serialization;
using Autocura.Planning.Foresight;
using Autocura.Planning.Learning;

namespace Autocura.Planning;

/// <summary>The planner's answer: a plan, or the reason why there is none, and everything that was weighed.</summary>
public sealed record PlanDraft
{
    public required PlanDecision Decision { get; init; }

    public required string Reason { get; init; }

    /// <summary>Set when the decision is <see cref="PlanDecision.Act"/>.</summary>
    public RemediationPlan? Plan { get; init; }

    /// <summary>Every candidate, best first, with its score.</summary>
    public IReadOnlyList<Candidate> Candidates { get; init; } = [];

    /// <summary>What the planner had to do without; empty when nothing was missing.</summary>
    public string Gap { get; init; } = "";
}

[JsonConverter(typeof(JsonStringEnumConverter<PlanDecision>))]
public enum PlanDecision
{
    /// <summary>Carry out the plan.</summary>
    Act,

    /// <summary>Nothing is wrong: see whether it stays so, and close.</summary>
    WaitAndSee,

    /// <summary>No remedy is known, or all that are known have failed: a person must look.</summary>
    HandOver,
}

/// <summary>A remedy that was weighed. Score is probability of cure less risk; a rejected one says why.</summary>
public sealed record Candidate(string Action, string Target, string Cause, double Score, string? Rejected)
{
    /// <summary>What its simulation says; null when it was not simulated.</summary>
    public Forecast? Forecast { get; init; }

    /// <summary>How likely it cures, by its rule and by how it went before; null when nobody estimated it.</summary>
    public SuccessEstimate? Chance { get; init; }
}
