using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Autocura.Embedded.Hosting.Invocation;

/// <summary>Finds one argument of a function.</summary>
internal delegate ValueTask<object?> ArgumentSource(EmbeddedFunctionContext context);

/// <summary>Decides, once at start, where each parameter's value comes from. What the real worker would not fill is refused here too.</summary>
internal static class ArgumentSources
{
    public static ArgumentSource For(FunctionDescriptor function, ParameterInfo parameter, List<string> errors)
    {
        var source = Find(function, parameter);
        if (source is not null) return source;
        errors.Add($"{function.EntryPoint}: nothing fills parameter '{parameter.Name}' ({parameter.ParameterType.Name}) of function '{function.Name}'. {Advice(function)}");
        return _ => default;
    }

    private static ArgumentSource? Find(FunctionDescriptor function, ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        // By position: reflection may hand out another object for the same parameter when two hosts start at once.
        if (parameter.Position == function.TriggerParameter.Position) return OfTrigger(function, type);
        if (type == typeof(FunctionContext)) return context => new(context);
        if (type == typeof(CancellationToken)) return context => new(context.CancellationToken);
        if (parameter.IsDefined(typeof(DurableClientAttribute)))
            return type == typeof(DurableTaskClient) ? context => new(context.InstanceServices.GetRequiredService<DurableTaskClient>()) : null;
        if (function.Http is not null) return HttpArguments.For(parameter, RouteNames(function));
        return function.IsOrchestrator ? OrchestratorInput.Of(parameter) : null;
    }

    private static ArgumentSource? OfTrigger(FunctionDescriptor function, Type type)
    {
        var fits = function.Trigger switch
        {
            HttpTriggerAttribute => type == typeof(HttpRequest),
            TimerTriggerAttribute => type == typeof(TimerInfo),
            OrchestrationTriggerAttribute => type == typeof(TaskOrchestrationContext),
            _ => true,
        };
        return fits ? context => new(context.Invocation.TriggerValue) : null;
    }

    private static HashSet<string> RouteNames(FunctionDescriptor function) =>
        [.. RoutePatternFactory.Parse(function.Http!.Route ?? function.Name).Parameters.Select(p => p.Name.ToLowerInvariant())];

    private static string Advice(FunctionDescriptor function) => function.Trigger switch
    {
        HttpTriggerAttribute => "An HTTP function takes HttpRequest on the trigger, route values by name, [FromBody], [DurableClient] DurableTaskClient, FunctionContext and CancellationToken.",
        TimerTriggerAttribute => "A timer function takes TimerInfo on the trigger, [DurableClient] DurableTaskClient, FunctionContext and CancellationToken.",
        OrchestrationTriggerAttribute => "An orchestrator takes TaskOrchestrationContext on the trigger and at most its input.",
        _ => "An activity takes its input on the trigger, FunctionContext and CancellationToken.",
    };
}
