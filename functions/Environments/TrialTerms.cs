using Autocura.Diagnosis;
using Autocura.Guardrails;
using Autocura.Incidents;
using Autocura.Planning;

namespace Autocura.Environments;

/// <summary>Whether a plan is to be tried on a copy before it is carried out, because its author, its workload or its namespace says so.</summary>
public sealed record TrialTerms(SecretCopying Secrets)
{
    /// <summary>Null: it is not to be tried.</summary>
    public static TrialTerms? Of(RemediationPlan plan, Evidence evidence)
    {
        var word = evidence.State?.Annotations.GetValueOrDefault(Annotations.Rehearse) ?? evidence.State?.NamespaceAnnotations.GetValueOrDefault(Annotations.Rehearse) ?? "";
        var isAsked = word.Length > 0 && word != "false";
        var isPromoted = plan.Origin?.Source == Policies.PrescriptionSource.ParallelEnvironment; // it comes from a copy
        return isPromoted || (!isAsked && plan.Origin is not { Rehearse: true }) ? null
            : new TrialTerms(Enum.TryParse<SecretCopying>(word, ignoreCase: true, out var secrets) ? secrets : SecretCopying.None);
    }

    /// <summary>Why a plan cannot be tried on a copy; null when it can.</summary>
    public static string? Refusal(WorkloadRef workload, RemediationPlan plan) =>
        plan.Steps.FirstOrDefault(step => step.Target.Namespace != workload.Namespace) is { } outside ? $"{outside.Action} changes {outside.Target}, which is not copied" : null;
}

/// <summary>A plan to try on a copy.</summary>
public sealed record TrialOrder(Incident Incident, RemediationPlan Plan, TrialTerms Terms, TimeSpan Within);

/// <summary>The environment that was made for a trial, or why none was.</summary>
public sealed record TrialStart(EnvironmentOrder? Environment, string Refused);

/// <summary>How a trial stands.</summary>
public sealed record TrialLook(EnvironmentPhase Phase, Verification.AssessmentKind? Verdict, string Reason)
{
    /// <summary>Everything is told, and the copy is gone or on its way out.</summary>
    public bool IsOver => Verdict is not null || EnvironmentTransitions.IsFinal(Phase);
}
