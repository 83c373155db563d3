using Autocura.Incidents;

namespace Autocura.Guardrails;

/// <summary>
/// The mode that holds for one workload, and whose word it is. The nearest word counts: the workload's annotation before its namespace's before the
/// setting; but the setting is also the ceiling, so that a person who can annotate a workload cannot give the system more freedom than
/// its administrator did. A word that is none of the four is taken for observe.
/// </summary>
public sealed record EffectiveMode(OperatingMode Mode, string Reason)
{
    public static EffectiveMode Of(
        OperatingMode setting,
        IReadOnlyDictionary<string, string> namespaceAnnotations,
        IReadOnlyDictionary<string, string> workloadAnnotations)
    {
        if (workloadAnnotations.TryGetValue(Annotations.Mode, out var word))
        {
            return Word(setting, word, "the workload");
        }

        return namespaceAnnotations.TryGetValue(Annotations.Mode, out word)
            ? Word(setting, word, "the namespace")
            : new EffectiveMode(setting, $"the setting says {Name(setting)}");
    }

    private static EffectiveMode Word(OperatingMode ceiling, string word, string whose)
    {
        OperatingMode? asked = word.Trim().ToLowerInvariant() switch
        {
            "observe" => OperatingMode.Observe,
            "suggest" => OperatingMode.Suggest,
            "approve" => OperatingMode.Approve,
            "auto" => OperatingMode.Auto,
            _ => null,
        };
        return asked switch
        {
            null => new EffectiveMode(OperatingMode.Observe, $"{whose} says \"{word}\" in {Annotations.Mode}, which is no mode: use observe, suggest, approve or auto"),
            _ when asked > ceiling => new EffectiveMode(ceiling, $"{whose} asks for {Name(asked.Value)}, but the setting allows no more than {Name(ceiling)}"),
            _ => new EffectiveMode(asked.Value, $"{whose} says {Name(asked.Value)}"),
        };
    }

    internal static string Name(OperatingMode mode) => mode.ToString().ToLowerInvariant();
}
