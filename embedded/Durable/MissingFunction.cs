namespace Autocura.Embedded.Durable;

/// <summary>What to say when the app has no function of a name.</summary>
internal static class MissingFunction
{
    public static string Orchestrator(string name) => $"The function '{name}' doesn't exist, is disabled, or is not an orchestrator function.";

    public static string Activity(string name) => $"The function '{name}' doesn't exist, is disabled, or is not an activity function.";

    public static string Instance(string instanceId) => $"No instance with ID '{instanceId}' was found.";
}
