using Autocura.Alerts;
using Autocura.Embedded.Durable;
using Autocura.Environments;
using Autocura.Guardrails;
using Autocura.Guardrails.Notices;
using Autocura.Incidents;
using Autocura.Orchestrations;
using Autocura.Signals;
using Autocura.Signals.Training;
using Microsoft.DurableTask;

namespace Autocura.Scenarios.Replay;

/// <summary>The app's orchestrators alone: in a replay every result is recorded, and nothing else may be asked for.</summary>
internal sealed class AppOrchestrators : IFunctionInvoker
{
    private static readonly Dictionary<string, Func<TaskOrchestrationContext, Task<object?>>> ByName = new()
    {
        [FunctionNames.AlertIntake] = async context => await AlertIntakeOrchestrator.RunAsync(context, context.GetInput<AlertBatch>()!),
        [FunctionNames.Incident] = async context => await IncidentOrchestrator.RunAsync(context, context.GetInput<Incident>()!),
        [FunctionNames.Sweep] = async context => await SweepOrchestrator.RunAsync(context, context.GetInput<SweepRequest>()!),
        [FunctionNames.Scan] = async context => await ScanOrchestrator.RunAsync(context, context.GetInput<SweepRequest>()!),
        [FunctionNames.Policies] = async context => await PolicyOrchestrator.RunAsync(context, context.GetInput<SweepRequest>()!),
        [FunctionNames.Notices] = async context => await NoticeOrchestrator.RunAsync(context, context.GetInput<NoticeOrder>()!),
        [FunctionNames.Digest] = async context => await DigestOrchestrator.RunAsync(context, context.GetInput<DigestOrder>()!),
        [FunctionNames.Forecast] = async context => await ForecastOrchestrator.RunAsync(context, context.GetInput<SweepRequest>()!),
        [FunctionNames.Training] = async context => await TrainingOrchestrator.RunAsync(context, context.GetInput<TrainingRequest>()!),
        [FunctionNames.Environment] = async context => await EnvironmentOrchestrator.RunAsync(context, context.GetInput<EnvironmentOrder>()!),
        [FunctionNames.Remediation] = async context => await RemediationOrchestrator.RunAsync(context, context.GetInput<RemediationOrder>()!),
    };

    public bool HasOrchestrator(string name) => ByName.ContainsKey(name);

    public bool HasActivity(string name) => false;

    public Task<object?> InvokeOrchestratorAsync(string name, TaskOrchestrationContext context) => ByName[name](context);

    public Task<string?> InvokeActivityAsync(string name, string instanceId, string? inputJson, CancellationToken cancellation) =>
        throw new InvalidOperationException($"A replay called activity '{name}'.");
}
