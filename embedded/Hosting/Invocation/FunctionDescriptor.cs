using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Autocura.Embedded.Hosting.Invocation;

/// <summary>A function as its attributes declare it: the name the world uses, the method behind it, and what starts it.</summary>
internal sealed record FunctionDescriptor(string Name, MethodInfo Method, ParameterInfo TriggerParameter, TriggerBindingAttribute Trigger)
{
    public string EntryPoint => $"{Method.DeclaringType!.FullName}.{Method.Name}";

    public HttpTriggerAttribute? Http => Trigger as HttpTriggerAttribute;

    public TimerTriggerAttribute? Timer => Trigger as TimerTriggerAttribute;

    public bool IsOrchestrator => Trigger is OrchestrationTriggerAttribute;

    public bool IsActivity => Trigger is ActivityTriggerAttribute;

    /// <summary>The word <c>func host</c> prints beside the name.</summary>
    public string TriggerKind => Trigger.GetType().Name[..^nameof(Attribute).Length] switch
    {
        var kind => char.ToLowerInvariant(kind[0]) + kind[1..],
    };
}
