using Autocura.Diagnosis;
using Autocura.Guardrails.Brakes;
using Autocura.Guardrails.Facts;
using Autocura.Incidents;
using Autocura.Planning;

namespace Autocura.Guardrails;

/// <summary>Everything a guardrail may look at.</summary>
public sealed record PlanUnderReview
{
    public required Incident Incident { get; init; }

    public required RemediationPlan Plan { get; init; }

    public required Evidence Evidence { get; init; }

    public required IncidentSettings Settings { get; init; }

    /// <summary>What the evidence shows outside of the workload's namespace.</summary>
    public PlanScope Scope { get; init; } = PlanScope.None;

    /// <summary>What exactly would change, line by line.</summary>
    public IReadOnlyList<string> Diff { get; init; } = [];

    /// <summary>The world at the moment of the review.</summary>
    public ReviewFacts Facts { get; init; } = new();

    /// <summary>What would be locked and spent.</summary>
    public BrakeOrder Order => BrakeOrder.Of(Incident, Plan, Settings.Review);

    public required DateTimeOffset Now { get; init; }

    /// <summary>The profiles of the plan's actions by name; an action that is missing here is unknown.</summary>
    public required IReadOnlyDictionary<string, ActionProfile> Profiles { get; init; }
}
