namespace Autocura.Signals.Looks;

/// <summary>A Service that selects pods, and how many of them are ready behind it.</summary>
public sealed record ServiceLook(string Name, DateTimeOffset CreatedAt, IReadOnlyDictionary<string, string> Selector, int ReadyEndpoints)
{
    public bool Selects(WorkloadLook workload)
    {
        ArgumentNullException.ThrowIfNull(workload);
        return Selector.All(wanted => workload.PodLabels.TryGetValue(wanted.Key, out var value) && value == wanted.Value);
    }
}
