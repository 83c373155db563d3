using System.Reflection;
using Microsoft.DurableTask;

namespace Autocura.Embedded.Hosting.Invocation;

/// <summary>The optional second parameter of an orchestrator: the input it was scheduled with.</summary>
internal static class OrchestratorInput
{
    public static ArgumentSource Of(ParameterInfo parameter) =>
        typeof(OrchestratorInput).GetMethod(nameof(Read), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(parameter.ParameterType)
            .CreateDelegate<ArgumentSource>();

    private static ValueTask<object?> Read<T>(EmbeddedFunctionContext context) =>
        new(((TaskOrchestrationContext)context.Invocation.TriggerValue!).GetInput<T>());
}
