using System.Collections;
using System.Reflection;
using System.Text;
using System.Text.Json.Serialization;
using Autocura.Incidents;
using Autocura.Orchestrations;
using Microsoft.Azure.Functions.Worker;

namespace Autocura.Architecture;

/// <summary>
/// What must not drift, as text: durable names with their payloads, events, routes and timers, and the shape of every type that crosses
/// a durable boundary.
/// </summary>
internal static class ContractText
{
    /// <summary>Types that cross a boundary without being the input or output of a function: the custom status and what events carry.</summary>
    private static readonly Type[] BesidesFunctions = [typeof(IncidentStatus), typeof(AlertSignal), typeof(Approval), typeof(Outcome)];

    private static readonly Assembly App = typeof(FunctionNames).Assembly;

    public static string Write()
    {
        var functions = Functions().ToList();
        var text = new StringBuilder("Approved by tests/Architecture/ContractTests: running instances depend on every line.\n");
        Section(text, "Orchestrators", functions.Where(Has<OrchestrationTriggerAttribute>).Select(Durable));
        Section(text, "Activities", functions.Where(Has<ActivityTriggerAttribute>).Select(Durable));
        Section(text, "Events", Constants(typeof(EventNames)));
        Section(text, "Routes", functions.Where(Has<HttpTriggerAttribute>).Select(Route));
        Section(text, "Timers", functions.Where(Has<TimerTriggerAttribute>).Select(Timer));

        var shapes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var payloads = functions.Where(method => Has<OrchestrationTriggerAttribute>(method) || Has<ActivityTriggerAttribute>(method))
            .SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(Answer(method)));
        foreach (var type in payloads.Concat(BesidesFunctions))
        {
            Collect(type, shapes);
        }

        Section(text, "Payloads", shapes.Values);
        return text.ToString();
    }

    public static IEnumerable<MethodInfo> Functions() =>
        App.GetTypes().SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => method.GetCustomAttribute<FunctionAttribute>() is not null)
            .OrderBy(NameOf, StringComparer.Ordinal);

    public static string NameOf(MethodInfo function) => function.GetCustomAttribute<FunctionAttribute>()!.Name;

    public static IEnumerable<string> Constants(Type names) =>
        names.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal);

    private static void Section(StringBuilder text, string title, IEnumerable<string> lines)
    {
        text.Append("\n## ").Append(title).Append('\n');
        foreach (var line in lines)
        {
            text.Append(line).Append('\n');
        }
    }

    private static bool Has<T>(MethodInfo method) where T : Attribute => method.GetParameters().Any(parameter => parameter.GetCustomAttribute<T>() is not null);

    private static string Durable(MethodInfo method)
    {
        var input = method.GetParameters().Where(parameter => IsPayload(parameter.ParameterType)).Select(parameter => TypeText.Of(parameter)).FirstOrDefault("nothing");
        return $"{NameOf(method)}: {input} -> {TypeText.Of(Answer(method))}";
    }

    private static string Route(MethodInfo method)
    {
        var trigger = method.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).First(attribute => attribute is not null)!;
        var methods = trigger.Methods is { Length: > 0 } given ? string.Join(',', given).ToUpperInvariant() : "ANY";
        return $"{methods} /{trigger.Route} -> {NameOf(method)} ({trigger.AuthLevel})";
    }

    private static string Timer(MethodInfo method)
    {
        var trigger = method.GetParameters().Select(parameter => parameter.GetCustomAttribute<TimerTriggerAttribute>()).First(attribute => attribute is not null)!;
        return $"{NameOf(method)}: {trigger.Schedule}";
    }

    private static Type Answer(MethodInfo method) => method.ReturnType switch
    {
        { IsGenericType: true } type when type.GetGenericTypeDefinition() == typeof(Task<>) => type.GetGenericArguments()[0],
        var type when type == typeof(Task) => typeof(void),
        var type => type,
    };

    private static bool IsPayload(Type type) => type.Assembly == App || type.Namespace?.StartsWith("System", StringComparison.Ordinal) == true && type != typeof(CancellationToken);

    private static void Collect(Type type, SortedDictionary<string, string> shapes)
    {
        foreach (var part in TypeText.Parts(type).Where(part => part.Assembly == App && !shapes.ContainsKey(part.FullName!)))
        {
            shapes[part.FullName!] = part.IsEnum ? Enum(part) : Record(part);
            foreach (var property in Properties(part))
            {
                Collect(property.PropertyType, shapes);
            }
        }
    }

    private static string Enum(Type type) => $"{type.FullName} = " + string.Join(" | ", type.GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => field.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? field.Name));

    /// <summary>Each line names its type, so that no two lines of the file are the same and a change of one is seen.</summary>
    private static string Record(Type type) => string.Join('\n', Properties(type).Select(property => $"{type.FullName}.{JsonName(property)}: {TypeText.Of(property)}"));

    private static IEnumerable<PropertyInfo> Properties(Type type) => type.IsEnum || typeof(IEnumerable).IsAssignableFrom(type) ? [] :
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0 && property.GetCustomAttribute<JsonIgnoreAttribute>() is null)
            .OrderBy(JsonName, StringComparer.Ordinal);

    private static string JsonName(PropertyInfo property) => property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? property.Name;
}
