using System.Text.Json;
using Autocura.Diagnosis;
using Autocura.Environments;
using Autocura.Planning;

namespace Autocura.Remediation;

/// <summary>A change of one container, from a step's parameters.</summary>
internal static class ContainerParameters
{
    /// <summary>Null, and the change; or what is wrong with the parameters.</summary>
    public static string? Read(string container, PlanStep step, out ContainerChange change)
    {
        change = new ContainerChange(container) { Image = step.Parameters.GetValueOrDefault(ActionParameters.Image, "") };
        if (step.Parameters.GetValueOrDefault(ActionParameters.Variables) is { Length: > 0 } variables)
        {
            try
            {
                change = change with { Variables = JsonSerializer.Deserialize<Dictionary<string, string>>(variables) ?? [] };
            }
            catch (JsonException)
            {
                return $"Parameter '{ActionParameters.Variables}' must be a JSON object of names and texts, such as {{\"LEVEL\":\"debug\"}}.";
            }
        }

        return change.Image.Length > 0 || change.Variables.Count > 0 ? null : $"Parameter '{ActionParameters.Container}' goes with '{ActionParameters.Image}' or '{ActionParameters.Variables}'.";
    }
}
