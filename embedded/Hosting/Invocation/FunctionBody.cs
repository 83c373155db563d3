using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Autocura.Embedded.Hosting.Invocation;

/// <summary>The method of a function, made ready once: how its class is created, its arguments found, and its result awaited.</summary>
internal sealed class FunctionBody
{
    // A factory is compiled code, and the same for every host of a process.
    private static readonly ConcurrentDictionary<Type, ObjectFactory> Factories = new();

    private readonly ObjectFactory? create;
    private readonly MethodInvoker method;
    private readonly ArgumentSource[] arguments;
    private readonly Func<object?, Task<object?>> result;

    private FunctionBody(FunctionDescriptor function, ArgumentSource[] arguments)
    {
        Function = function;
        this.arguments = arguments;
        method = MethodInvoker.Create(function.Method);
        result = AwaitedResult.Of(function.Method.ReturnType);
        create = function.Method.IsStatic ? null : Factories.GetOrAdd(function.Method.DeclaringType!, type => ActivatorUtilities.CreateFactory(type, Type.EmptyTypes));
    }

    public FunctionDescriptor Function { get; }

    /// <summary>Prepares every function, or says of each parameter that nothing can fill why not.</summary>
    public static IReadOnlyList<FunctionBody> Prepare(IEnumerable<FunctionDescriptor> functions)
    {
        var errors = new List<string>();
        var bodies = functions.Select(f => new FunctionBody(f, [.. f.Method.GetParameters().Select(p => ArgumentSources.For(f, p, errors))])).ToList();
        return errors.Count == 0 ? bodies : throw new FunctionIndexException(errors);
    }

    public async Task<object?> RunAsync(EmbeddedFunctionContext context)
    {
        var arguments = new object?[this.arguments.Length];
        for (var i = 0; i < arguments.Length; i++) arguments[i] = await this.arguments[i](context);
        var instance = create?.Invoke(context.InstanceServices, []);
        try
        {
            return await result(method.Invoke(instance, arguments.AsSpan()));
        }
        finally
        {
            if (instance is IAsyncDisposable later) await later.DisposeAsync();
            else (instance as IDisposable)?.Dispose();
        }
    }
}
