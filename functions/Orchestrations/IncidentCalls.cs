using Autocura.Correlation;
using Autocura.Diagnosis;
using Autocura.Guardrails;
using Autocura.Incidents;
using Autocura.Planning;
using Autocura.Verification;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>The activities of an incident, typed: name, payload, result and patience in one place.</summary>
internal static class IncidentCalls
{
    public static Task<IncidentSettings> ReadSettingsAsync(this TaskOrchestrationContext context, WorkloadRef workload) =>
        context.CallActivityAsync<IncidentSettings>(FunctionNames.ReadSettings, workload, RetryPolicies.Reads);

    public static Task<CorrelationDecision> CorrelateAsync(this TaskOrchestrationContext context, CorrelationRequest request) =>
        context.CallActivityAsync<CorrelationDecision>(FunctionNames.CorrelateIncident, request, RetryPolicies.Reads);

    public static Task<RootLook> LookAtRootAsync(this TaskOrchestrationContext context, string instanceId) =>
        context.CallActivityAsync<RootLook>(FunctionNames.LookAtRoot, instanceId, RetryPolicies.Reads);

    public static Task<PlanDraft> DraftPlanAsync(this TaskOrchestrationContext context, PlanRequest request) =>
        context.CallActivityAsync<PlanDraft>(FunctionNames.DraftPlan, request, RetryPolicies.Reads);

    public static Task<PlanVerdict> ReviewPlanAsync(this TaskOrchestrationContext context, ReviewRequest request) =>
        context.CallActivityAsync<PlanVerdict>(FunctionNames.ReviewPlan, request, RetryPolicies.Reads);

    public static Task<PreparedStep> PrepareStepAsync(this TaskOrchestrationContext context, StepOrder order) =>
        context.CallActivityAsync<PreparedStep>(FunctionNames.PrepareStep, order, RetryPolicies.Reads);

    public static Task<ActionReceipt> ApplyStepAsync(this TaskOrchestrationContext context, StepToApply step) =>
        context.CallActivityAsync<ActionReceipt>(FunctionNames.ApplyStep, step, RetryPolicies.Writes);

    public static Task<ActionReceipt> RevertStepAsync(this TaskOrchestrationContext context, StepToRevert step) =>
        context.CallActivityAsync<ActionReceipt>(FunctionNames.RevertStep, step, RetryPolicies.Writes);

    public static Task<MeasurementRound> MeasureRecoveryAsync(this TaskOrchestrationContext context, MeasureRequest request) =>
        context.CallActivityAsync<MeasurementRound>(FunctionNames.MeasureRecovery, request, RetryPolicies.Reads);

    public static Task<RecordResult> RecordIncidentAsync(this TaskOrchestrationContext context, IncidentRecord record) =>
        context.CallActivityAsync<RecordResult>(FunctionNames.RecordIncident, record, RetryPolicies.Records);

    /// <summary>Carries a plan out in an instance of its own, so that the incident's history stays short.</summary>
    public static Task<Execution> RemediateAsync(this TaskOrchestrationContext context, RemediationOrder order) =>
        context.CallSubOrchestratorAsync<Execution>(FunctionNames.Remediation, order);

    public static DateTimeOffset Now(this TaskOrchestrationContext context) => new(DateTime.SpecifyKind(context.CurrentUtcDateTime, DateTimeKind.Utc));
}
