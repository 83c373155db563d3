using System.Text.Json;
using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Applications.Effects;

/// <summary>One container as effects see it: its pod, and its configuration as its process read it.</summary>
internal sealed record EffectSubject(JsonObject Pod, ContainerConfig Config);

/// <summary>Decides whether the conditions of an effect hold.</summary>
internal static class EffectTest
{
    /// <summary>For a pod, or on the way from one to another. What is not there makes every test fail but those for its absence.</summary>
    public static bool Holds(Effect effect, FlagBoard flags, EffectSubject? subject, EffectSubject? callee = null) =>
        effect.When.All(condition => Holds(condition, flags, condition.Callee ? callee : subject));

    private static bool Holds(EffectCondition condition, FlagBoard flags, EffectSubject? subject)
    {
        var value = Value(condition, flags, subject);
        var text = value is JsonValue scalar && scalar.TryGetValue<string>(out var plain) ? plain : value?.ToJsonString(Relaxed);
        return (condition.Exists is not { } exists || exists == value is not null)
            && (condition.Is is not { } same || JsonNode.DeepEquals(same, value))
            && (condition.Not is not { } other || (value is not null && !JsonNode.DeepEquals(other, value)))
            && (condition.Contains is not { } part || text?.Contains(part, StringComparison.Ordinal) == true)
            && (condition.Lacks is not { } missing || text?.Contains(missing, StringComparison.Ordinal) != true)
            && (condition.Parses is not { } parses || (text is not null && parses == Parses(text)));
    }

    private static JsonSerializerOptions Relaxed { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static JsonNode? Value(EffectCondition condition, FlagBoard flags, EffectSubject? subject)
    {
        if (condition.Flag is { } flag)
        {
            return flags.Value(flag);
        }

        return condition switch
        {
            _ when subject is null => null,
            { Env: { } name } => subject.Config.Variable(name),
            { File: { } file } => subject.Config.File(file),
            { Command: true } => subject.Config.CommandLine,
            { Pod: { } pointer } => At(subject.Pod, pointer),
            _ => null,
        };
    }

    private static JsonNode? At(JsonNode? node, string pointer)
    {
        foreach (var step in pointer.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = step.Replace("~1", "/").Replace("~0", "~");
            node = node is JsonArray items
                ? int.TryParse(name, out var index) && index < items.Count ? items[index] : null
                : (node as JsonObject)?[name];
        }

        return node;
    }

    private static bool Parses(string text)
    {
        try
        {
            return YamlTree.Parse(text) is not null;
        }
        catch (YamlDotNet.Core.YamlException)
        {
            return false;
        }
    }
}
