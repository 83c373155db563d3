using System.Globalization;
using System.Text.Json;
using Autocura.Diagnosis;

namespace Autocura.Policies.Runbooks;

/// <summary>Says what is wrong with a step before any incident needs it.</summary>
public static class StepCheck
{
    /// <summary>Everything that is wrong with the steps, one sentence each: "steps[1] (RollBackRelease): ...".</summary>
    public static IEnumerable<string> Problems(RunbookSpec runbook, IReadOnlyDictionary<string, string> commands) => runbook.Steps
        .SelectMany((step, index) => Problems(step, commands).Select(problem => $"steps[{index}] ({step.Action}): {problem}."));

    private static IEnumerable<string> Problems(RunbookStep step, IReadOnlyDictionary<string, string> commands)
    {
        if (StepRules.Find(step.Action) is not { } rule)
        {
            return [$"there is no such action; there are {string.Join(", ", StepRules.Actions)}"];
        }

        return [.. Missing(step, rule), .. Unknown(step, rule), .. Malformed(step, rule), .. NotAllowed(step, rule, commands), .. OfConfig(step, rule)];
    }

    private static IEnumerable<string> Missing(RunbookStep step, StepRule rule)
    {
        var needed = rule.Parameters.Where(parameter => parameter.IsRequired).Select(parameter => parameter.Name).Concat(TargetParameters(rule.Target).Required);
        foreach (var name in needed.Where(name => !Has(step, name)))
        {
            yield return $"parameter '{name}' is missing";
        }

        if (rule.OneOf.Count > 0 && !rule.OneOf.Any(name => Has(step, name)))
        {
            yield return $"one of the parameters {string.Join(", ", rule.OneOf)} must be given";
        }
    }

    private static IEnumerable<string> Unknown(RunbookStep step, StepRule rule)
    {
        var (required, optional) = TargetParameters(rule.Target);
        string[] known = [.. rule.Parameters.Select(parameter => parameter.Name), .. required, .. optional];
        return rule.TakesEntries ? [] : step.Params.Keys.Where(name => !known.Contains(name)).Order(StringComparer.Ordinal)
            .Select(name => $"it takes no parameter '{name}'{(known.Length > 0 ? $"; it takes {string.Join(", ", known)}" : "")}");
    }

    private static IEnumerable<string> Malformed(RunbookStep step, StepRule rule) =>
        from parameter in rule.Parameters
        let value = step.Params.GetValueOrDefault(parameter.Name)
        where value is not null && !Fits(value, parameter.Form)
        select $"parameter '{parameter.Name}' must be {Told(parameter.Form)}; it is '{value}'";

    private static IEnumerable<string> NotAllowed(RunbookStep step, StepRule rule, IReadOnlyDictionary<string, string> commands) =>
        rule.Action == StepRules.Custom && step.Params.GetValueOrDefault(StepRules.Command) is { } command && !commands.ContainsKey(command)
            ? [$"the command '{command}' is not among Autocura:Jobs:Commands: an administrator must allow it"]
            : [];

    private static IEnumerable<string> OfConfig(RunbookStep step, StepRule rule)
    {
        if (rule.Action != ActionNames.PatchConfig)
        {
            yield break;
        }

        if (!Has(step, ActionParameters.Patch) && !Has(step, StepRules.ConfigMap))
        {
            yield return "say what to change: 'configmap' with its entries as further parameters, or 'patch'";
        }
        else if (!Has(step, ActionParameters.Patch) && !RunbookSteps.Entries(step).Any())
        {
            yield return "no entry of the ConfigMap is named: give each as a parameter of its own";
        }
    }

    private static (string[] Required, string[] Optional) TargetParameters(StepTarget target) => target switch
    {
        StepTarget.Named => ([StepRules.TargetKind, StepRules.TargetName], []),
        StepTarget.WorkloadOrNamed => ([], [StepRules.TargetKind, StepRules.TargetName]),
        StepTarget.OfKind => ([StepRules.TargetName], []),
        StepTarget.Pod => ([], [StepRules.TargetPod]),
        StepTarget.Node => ([], [StepRules.TargetNode]),
        _ => ([], []),
    };

    private static bool Has(RunbookStep step, string name) => step.Params.GetValueOrDefault(name) is { Length: > 0 };

    private static bool Fits(string value, ParameterForm form) => form switch
    {
        ParameterForm.Whole => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _),
        ParameterForm.Count => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0,
        ParameterForm.Replicas => Fits(value.StartsWith('+') ? value[1..] : value, ParameterForm.Count),
        ParameterForm.Quantity => Diagnosis.Quantity.Parse(value) is > 0,
        ParameterForm.Flag => value is "true" or "false",
        ParameterForm.JsonObject => KindOf(value) == JsonValueKind.Object,
        ParameterForm.JsonTexts => KindOf(value) == JsonValueKind.Array,
        _ => value.Length > 0,
    };

    private static JsonValueKind KindOf(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind;
        }
        catch (JsonException)
        {
            return JsonValueKind.Undefined;
        }
    }

    private static string Told(ParameterForm form) => form switch
    {
        ParameterForm.Whole => "a whole number of 0 or more",
        ParameterForm.Count => "a whole number of 1 or more",
        ParameterForm.Replicas => "a whole number of 1 or more, or how many more, such as +1",
        ParameterForm.Quantity => "a quantity such as 500m or 512Mi",
        ParameterForm.Flag => "true or false",
        ParameterForm.JsonObject => "a JSON object",
        ParameterForm.JsonTexts => "a JSON array of texts such as [\"--all\"]",
        _ => "given",
    };
}
