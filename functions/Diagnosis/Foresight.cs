using Autocura.Alerts;
using Autocura.Signals;

namespace Autocura.Diagnosis;

/// <summary>What this system foresaw of a workload: it stands in the alert that says so, until that is resolved.</summary>
internal static class Foresight
{
    private const string Memory = "memory";

    /// <summary>Memory that will be full, as a clue of that weight; none when nothing was foreseen.</summary>
    public static IEnumerable<Clue> ForeseenClues(this Evidence evidence, double weight) => evidence.FullMemory() is { } foreseen ? [new Clue($"foreseen: {foreseen}", weight)] : [];

    /// <summary>What was said of memory that will be full; null when nothing was.</summary>
    public static string? FullMemory(this Evidence evidence) => evidence.Signals
        .GroupBy(signal => signal.Alert.Fingerprint)
        .Select(group => group.Last().Alert)
        .Where(alert => alert is { Status: AlertStatus.Firing, IsOwn: true, Name: nameof(Observation.ExhaustionAhead) } && alert.Label("resource") == Memory)
        .Select(alert => alert.Annotations.GetValueOrDefault("summary", "its memory will be full"))
        .FirstOrDefault();
}
