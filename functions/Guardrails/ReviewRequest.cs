using Autocura.Diagnosis;
using Autocura.Incidents;
using Autocura.Planning;

namespace Autocura.Guardrails;

/// <summary>A plan and everything its review needs that the world does not have to be asked for.</summary>
public sealed record ReviewRequest
{
    public required Incident Incident { get; init; }

    public required RemediationPlan Plan { get; init; }

    public required Evidence Evidence { get; init; }

    public required IncidentSettings Settings { get; init; }

    /// <summary>What the evidence shows outside of the workload's namespace.</summary>
    public PlanScope Scope { get; init; } = PlanScope.None;

    /// <summary>What exactly would change, line by line, as the server tried it; bounded.</summary>
    public IReadOnlyList<string> Diff { get; init; } = [];
}
