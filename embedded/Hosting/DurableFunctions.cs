using System.Collections.Frozen;
using System.Text.Json;
using Autocura.Embedded.Durable;
using Autocura.Embedded.Hosting.Invocation;
using Autocura.Embedded.Hosting.Settings;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Configuration;

namespace Autocura.Embedded.Hosting;

/// <summary>Runs the app's orchestrators and activities for the durable engine, by their durable names.</summary>
internal sealed class DurableFunctions(FunctionIndex index, FunctionInvoker invoker, IConfiguration settings) : IFunctionInvoker
{
    private const string Reason = "(null)";

    private readonly FrozenDictionary<string, FunctionDescriptor> orchestrators =
        ByName(index, settings, f => f.Trigger is OrchestrationTriggerAttribute trigger ? trigger.Orchestration ?? f.Name : null);

    private readonly FrozenDictionary<string, FunctionDescriptor> activities =
        ByName(index, settings, f => f.Trigger is ActivityTriggerAttribute trigger ? trigger.Activity ?? f.Name : null);

    public bool HasOrchestrator(string name) => orchestrators.ContainsKey(name);

    public bool HasActivity(string name) => activities.ContainsKey(name);

    public Task<object?> InvokeOrchestratorAsync(string name, TaskOrchestrationContext context) =>
        invoker.InvokeAsync(orchestrators[name], new Invocation.Invocation(Reason, context) { BindingData = Instance(context.InstanceId) }, CancellationToken.None);

    public async Task<string?> InvokeActivityAsync(string name, string instanceId, string? inputJson, CancellationToken cancellation)
    {
        var function = activities[name];
        var input = inputJson is null ? null : JsonSerializer.Deserialize(inputJson, function.TriggerParameter.ParameterType, DurableJson.Options);
        var invocation = new Invocation.Invocation(Reason, input) { BindingData = Instance(instanceId) };
        return DurableJson.Serialize(await invoker.InvokeAsync(function, invocation, cancellation));
    }

    private static Dictionary<string, object?> Instance(string id) => new(StringComparer.OrdinalIgnoreCase) { ["instanceId"] = id };

    private static FrozenDictionary<string, FunctionDescriptor> ByName(
        FunctionIndex index, IConfiguration settings, Func<FunctionDescriptor, string?> durableName) =>
        index.Functions
            .Where(f => durableName(f) is not null && !settings.IsDisabled(f.Name))
            .ToFrozenDictionary(f => durableName(f)!, StringComparer.OrdinalIgnoreCase);
}
