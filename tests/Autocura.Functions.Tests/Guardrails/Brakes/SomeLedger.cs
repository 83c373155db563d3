using Autocura.Guardrails.Brakes;

namespace Autocura.Functions.Tests.Guardrails.Brakes;

/// <summary>Ledgers of what was done lately.</summary>
internal static class SomeLedger
{
    public static BrakeEntry Entry(string holder, DateTimeOffset at, string target = "Deployment shop/cart") => new()
    {
        Holder = holder,
        At = at,
        Incident = holder,
        Targets = [target],
        Namespaces = [target.StartsWith("Node ", StringComparison.Ordinal) ? "" : "shop"],
    };

    /// <summary>So many single steps on as many objects, all at one moment and long settled.</summary>
    public static BrakeLedger Spent(int steps, DateTimeOffset at) =>
        new() { Entries = [.. Enumerable.Range(0, steps).Select(number => Entry($"host/{number}/1", at, $"Deployment shop/other-{number}") with { Result = BrakeResult.Helped, SettledAt = at })] };
}
