using Autocura.Environments;
using Autocura.Verification;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>The activities of a parallel environment, typed: name, payload, result and patience in one place.</summary>
internal static class EnvironmentCalls
{
    public static Task<EnvironmentOpening> OpenEnvironmentAsync(this TaskOrchestrationContext context, EnvironmentOrder order) =>
        context.CallActivityAsync<EnvironmentOpening>(FunctionNames.OpenEnvironment, order, RetryPolicies.Reads);

    public static Task<CopyReport> CopyEnvironmentAsync(this TaskOrchestrationContext context, CopyOrder order) =>
        context.CallActivityAsync<CopyReport>(FunctionNames.CopyEnvironment, order, RetryPolicies.Writes);

    public static Task<CopyReport> ChangeCopyAsync(this TaskOrchestrationContext context, ChangeOrder order) =>
        context.CallActivityAsync<CopyReport>(FunctionNames.ChangeCopy, order, RetryPolicies.Writes);

    public static Task<MeasurementRound> MeasureEnvironmentAsync(this TaskOrchestrationContext context, EnvironmentMeasure measure) =>
        context.CallActivityAsync<MeasurementRound>(FunctionNames.MeasureEnvironment, measure, RetryPolicies.Reads);

    public static Task<RecordResult> RecordEnvironmentAsync(this TaskOrchestrationContext context, EnvironmentRecord record) =>
        context.CallActivityAsync<RecordResult>(FunctionNames.RecordEnvironment, record, RetryPolicies.Reads);

    public static Task<TearDownReport> TearDownEnvironmentAsync(this TaskOrchestrationContext context, TearDownOrder order) =>
        context.CallActivityAsync<TearDownReport>(FunctionNames.TearDownEnvironment, order, RetryPolicies.Writes);

    /// <summary>False: the object is gone already.</summary>
    public static Task<bool> ReleaseEnvironmentAsync(this TaskOrchestrationContext context, EnvironmentOrder order) =>
        context.CallActivityAsync<bool>(FunctionNames.ReleaseEnvironment, order, RetryPolicies.Writes);

    public static Task<TrialStart> StartTrialAsync(this TaskOrchestrationContext context, TrialOrder order) =>
        context.CallActivityAsync<TrialStart>(FunctionNames.StartTrial, order, RetryPolicies.Reads);

    public static Task<TrialLook> LookAtTrialAsync(this TaskOrchestrationContext context, EnvironmentOrder environment) =>
        context.CallActivityAsync<TrialLook>(FunctionNames.LookAtTrial, environment, RetryPolicies.Reads);
}
