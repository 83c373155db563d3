namespace Autocura.Metrics;

/// <summary>The settings under <c>Metrics:Dependencies:</c>.</summary>
public sealed class DependencyOptions
{
    /// <summary>Asked in place of the built-in ones, which are those of the OpenTelemetry service graph connector and of Istio.</summary>
    public DependencyTemplates? Queries { get; set; }

    /// <summary>How far back calls are counted. As long as the evidence's own traffic: trouble that has just begun would be lost among the calls of longer ago.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(2);

    internal IReadOnlyList<DependencyTemplates> All => Queries is null ? [DependencyTemplates.OpenTelemetry, DependencyTemplates.Istio] : [Queries];

    internal IEnumerable<string> Problems()
    {
        if (Window <= TimeSpan.Zero || Window > TimeSpan.FromHours(1))
        {
            yield return $"Metrics:Dependencies:Window is {Window}: use more than zero and at most 01:00:00.";
        }

        foreach (var problem in Queries?.Problems("Metrics:Dependencies:Queries") ?? [])
        {
            yield return problem;
        }
    }

    internal bool TellsClustersApart() => All.All(one => new[] { one.Requests, one.Failed, one.Latency, one.Served }.All(template => template.Length == 0 || QueryTemplate.Uses(template, "cluster")));
}
