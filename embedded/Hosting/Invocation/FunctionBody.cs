using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Autocura.Embedded.Hosting.Invocation;

/// <summary>The method of a function, made ready once: how its class is created, its arguments found, and its result awaited.</summary>
internal sealed class FunctionBody
{
    private readonly ObjectFactory? _create;
    private readonly MethodInvoker _method;
    private readonly ArgumentSource[] _arguments;
    private readonly Func<object?, Task<object?>> _result;

    private FunctionBody(FunctionDescriptor function, ArgumentSource[] arguments)
    {
        Function = function;
        _arguments = arguments;
        _method = MethodInvoker.Create(function.Method);
        _result = AwaitedResult.Of(function.Method.ReturnType);
        _create = function.Method.IsStatic ? null : ActivatorUtilities.CreateFactory(function.Method.DeclaringType!, Type.EmptyTypes);
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
        var arguments = new object?[_arguments.Length];
        for (var i = 0; i < arguments.Length; i++) arguments[i] = await _arguments[i](context);
        var instance = _create?.Invoke(context.InstanceServices, []);
        try
        {
            return await _result(_method.Invoke(instance, arguments.AsSpan()));
        }
        finally
        {
            if (instance is IAsyncDisposable later) await later.DisposeAsync();
            else (instance as IDisposable)?.Dispose();
        }
    }
}
