using Autocura.Diagnosis;

namespace Autocura.Planning;

/// <summary>A remedy of an earlier attempt in this incident and how it went; the same one is not tried a third time.</summary>
public sealed record TriedRemedy(string Cause, string Action, string Target, string Result)
{
    /// <summary>What tells two remedies of one action apart, such as the revision gone back to; empty stands for any.</summary>
    public string Parameters { get; init; } = "";

    /// <summary>The rung of a prescription that it was (<see cref="PlanOrigin.Key"/>); empty for a rule's.</summary>
    public string Origin { get; init; } = "";

    /// <summary>False when it was refused before it changed anything: then it says nothing about the cause.</summary>
    public bool WasCarriedOut { get; init; } = true;

    /// <summary>What it did, without what was suspended for it; empty where that is not known any more.</summary>
    public IReadOnlyList<PlanStep> Steps { get; init; } = [];

    /// <summary>How probable its cause was when it was planned.</summary>
    public double Probability { get; init; }

    /// <summary>How likely it was to cure, had that been the cause.</summary>
    public double Chance { get; init; }

    /// <summary>It was made of two that had been tried alone.</summary>
    public bool IsJoint { get; init; }

    internal bool IsSameAs(IReadOnlyList<PlanStep> steps) => !IsJoint && Action == steps[0].Action && Target == steps[0].Target.ToString()
        && (Parameters.Length == 0 || Parameters == ParametersOf(steps));

    // What a plan is completed with, such as restarts of who reads what it changed, makes it no other remedy.
    internal static string ParametersOf(IReadOnlyList<PlanStep> steps) => string.Join("; ", steps.Where(step => step.Parameters.Count > 0 && step.Action != ActionNames.SuspendGitOps).Select(step =>
        string.Join(", ", step.Parameters.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}={pair.Value}"))));
}
