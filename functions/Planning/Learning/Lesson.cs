namespace Autocura.Planning.Learning;

/// <summary>One plan whose effect was measured.</summary>
/// <param name="Case">Who carried out which plan: by it a case is counted once, however often it is told.</param>
/// <param name="Key">What it is counted by.</param>
/// <param name="Prior">The chance that the diagnosis' rule gave the remedy.</param>
/// <param name="Helped">Whether the workload recovered.</param>
public sealed record Lesson(string Case, RemedyKey Key, double Prior, bool Helped)
{
    /// <summary>What a plan teaches whose effect was measured; null when nobody said what was to be expected of it.</summary>
    public static Lesson? Of(string holder, RemediationPlan plan, bool helped) => plan.Chance is { } chance
        ? new Lesson(holder, new RemedyKey(plan.Cause, plan.Remedy.Action, chance.Class), chance.Prior, helped)
        : null;
}
