using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Autocura.Embedded.Hosting.Invocation;

/// <summary>
/// All functions of an app, found by their attributes, so that there is no second list to keep. Whatever cannot be run is
/// refused at start, all of it in one message.
/// </summary>
internal sealed class FunctionIndex
{
    // Reading the attributes of every method takes as long as the rest of a start, and an assembly does not change.
    private static readonly ConcurrentDictionary<Assembly, FunctionIndex> Known = new();

    private readonly FrozenDictionary<string, FunctionDescriptor> byName;

    private FunctionIndex(IReadOnlyList<FunctionDescriptor> functions)
    {
        Functions = functions;
        byName = functions.ToFrozenDictionary(f => f.Name, StringComparer.OrdinalIgnoreCase);
    }

    public IReadOnlyList<FunctionDescriptor> Functions { get; }

    /// <summary>The function of that name, in any case, or null.</summary>
    public FunctionDescriptor? Find(string name) => byName.GetValueOrDefault(name);

    public static FunctionIndex Of(Assembly assembly) => Known.GetOrAdd(assembly, known => Of(known.GetTypes()));

    public static FunctionIndex Of(IEnumerable<Type> types)
    {
        var functions = new List<FunctionDescriptor>();
        var errors = new List<string>();
        const BindingFlags declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var marked = types.SelectMany(t => t.GetMethods(declared)).Where(m => m.IsDefined(typeof(FunctionAttribute)));
        foreach (var method in marked.OrderBy(m => m.DeclaringType!.FullName, StringComparer.Ordinal).ThenBy(m => m.Name, StringComparer.Ordinal))
            Describe(method.GetCustomAttribute<FunctionAttribute>()!.Name, method, functions, errors);

        errors.AddRange(functions.GroupBy(f => f.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Skip(1).Any()).Select(g =>
            $"The name '{g.Key}' is used by {string.Join(" and ", g.Select(f => f.EntryPoint))}: a function's name must be its own."));
        return errors.Count == 0
            ? new FunctionIndex([.. functions.OrderBy(f => f.Name, StringComparer.OrdinalIgnoreCase)])
            : throw new FunctionIndexException(errors);
    }

    private static void Describe(string name, MethodInfo method, List<FunctionDescriptor> functions, List<string> errors)
    {
        var place = $"{method.DeclaringType!.FullName}.{method.Name}";
        var triggers = method.GetParameters().SelectMany(p => p.GetCustomAttributes<TriggerBindingAttribute>().Select(t => (Parameter: p, Trigger: t))).ToList();
        if (!IsName(name)) errors.Add($"{place}: '{name}' is not a function name: a letter first, then letters, digits, '_' or '-', at most 127.");
        if (!method.IsPublic) errors.Add($"{place}: the method of function '{name}' must be public.");
        if (triggers.Count != 1)
        {
            errors.Add($"{place}: function '{name}' has {triggers.Count} triggers; exactly one parameter must carry one.");
            return;
        }

        var (parameter, trigger) = triggers[0];
        var function = new FunctionDescriptor(name, method, parameter, trigger);
        if (trigger is HttpTriggerAttribute or TimerTriggerAttribute or OrchestrationTriggerAttribute or ActivityTriggerAttribute)
            functions.Add(function);
        else
            errors.Add($"{place}: function '{name}' has a {function.TriggerKind}, which this host does not serve (it serves HTTP, timer, orchestration and activity).");
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= 127 && char.IsAsciiLetter(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
}

/// <summary>The app cannot be hosted as it is written; the message lists every reason.</summary>
internal sealed class FunctionIndexException(IReadOnlyList<string> errors)
    : Exception("The functions cannot be hosted:" + string.Concat(errors.Select(e => Environment.NewLine + "  " + e)));
