using System.Text.Json.Serialization;
using Autocura.Diagnosis;
using Autocura.Incidents;
using Autocura.Planning.Advising;
using Autocura.Planning.Foresight;
using Autocura.Planning.Learning;

namespace Autocura.Planning;

/// <summary>What one attempt will do, in order. An approval names the plan's id, so it never holds for another plan.</summary>
public sealed record RemediationPlan
{
    /// <summary>"{record}/{attempt}": also the prefix of every step's idempotency key.</summary>
    public required string Id { get; init; }

    public required int Attempt { get; init; }

    /// <summary>The cause it is meant to cure, and how probable that cause is; <see cref="Diagnosis.Cause.Unknown"/> where it was prescribed for another reason.</summary>
    public required string Cause { get; init; }

    public required double Probability { get; init; }

    /// <summary>How likely it cures when that is the cause; null when nobody estimated it.</summary>
    public SuccessEstimate? Chance { get; init; }

    public required IReadOnlyList<PlanStep> Steps { get; init; }

    /// <summary>One line for the record.</summary>
    public required string Strategy { get; init; }

    /// <summary>Chance of making things worse, 0 to 1.</summary>
    public required double Risk { get; init; }

    public required BlastRadius BlastRadius { get; init; }

    /// <summary>What its simulation says; null when it was not simulated.</summary>
    public Forecast? Forecast { get; init; }

    /// <summary>Who prescribed it, and on what terms; null when it comes from the diagnosis' rules.</summary>
    public PlanOrigin? Origin { get; init; }

    /// <summary>What a language model has to do with it; null when none was asked, or none answered.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PlanAdvice? Advice { get; init; }

    /// <summary>It is made of two remedies that did not help alone, for two causes at once: <see cref="Cause"/> is the likelier one, <see cref="Probability"/> that of both.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsJoint { get; init; }

    /// <summary>How long its effect takes to show.</summary>
    public required TimeSpan SettleTime { get; init; }

    /// <summary>The step that is meant to cure: the first, unless something has to be suspended for it.</summary>
    [JsonIgnore]
    public PlanStep Remedy => Steps.FirstOrDefault(step => step.Action != ActionNames.SuspendGitOps) ?? Steps[0];

    /// <summary>The idempotency key of a step: "{plan}/{step}".</summary>
    public string KeyOf(int step) => $"{Id}/{step + 1}";

    /// <summary>This plan as a remedy that has been tried, and how it went.</summary>
    public TriedRemedy Tried(string result, bool wasCarriedOut = true) => new(Cause, Remedy.Action, Remedy.Target.ToString(), result)
    {
        Parameters = TriedRemedy.ParametersOf(Steps),
        Origin = Origin?.Key ?? "",
        WasCarriedOut = wasCarriedOut,
        Steps = [.. Steps.Where(step => step.Action != ActionNames.SuspendGitOps)],
        Probability = Probability,
        Chance = Chance?.Mean ?? 0,
        IsJoint = IsJoint,
    };
}
