using System.Reflection;

namespace Autocura.Embedded.Hosting.Invocation;

/// <summary>Turns what a method returns (a value, nothing, a task, a value task) into one awaitable shape.</summary>
internal static class AwaitedResult
{
    public static Func<object?, Task<object?>> Of(Type type)
    {
        if (type == typeof(Task)) return OfTask;
        if (type == typeof(ValueTask)) return OfValueTask;
        if (!type.IsGenericType) return Task.FromResult;
        var definition = type.GetGenericTypeDefinition();
        return definition == typeof(Task<>) ? Closed(nameof(OfTaskOf), type)
            : definition == typeof(ValueTask<>) ? Closed(nameof(OfValueTaskOf), type)
            : Task.FromResult;
    }

    private static Func<object?, Task<object?>> Closed(string name, Type type) =>
        typeof(AwaitedResult).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type.GenericTypeArguments[0])
            .CreateDelegate<Func<object?, Task<object?>>>();

    private static async Task<object?> OfTask(object? task)
    {
        await (Task)task!;
        return null;
    }

    private static async Task<object?> OfValueTask(object? task)
    {
        await (ValueTask)task!;
        return null;
    }

    private static async Task<object?> OfTaskOf<T>(object? task) => await (Task<T>)task!;

    private static async Task<object?> OfValueTaskOf<T>(object? task) => await (ValueTask<T>)task!;
}
