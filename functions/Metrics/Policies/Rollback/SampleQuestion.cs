using Autocura.Incidents;
using Autocura.Policies.Rollback;

namespace Autocura.Metrics.Policies.Rollback;

/// <summary>A metric of a workload at given moments.</summary>
internal sealed record SampleQuestion(string Text, WorkloadRef Workload, SampleClock Clock)
{
    /// <summary>What one range can answer: the same metric, in one cluster, at the same step, and of releases that began in about the same time.</summary>
    public (string, string, TimeSpan, DateTimeOffset) Key => (
        Workload.Cluster,
        IsOfMany ? Text : new PolicyMetric(Text, Workload).Expression([], ""),
        Clock.Step,
        // One that waits for its rollback beyond its window has a longer past than the others.
        Clock.Now - Clock.Release.BeganAt > Clock.Window ? Clock.Release.BeganAt : default);

    /// <summary>Whether it names a metric, of which one question reads the series of many workloads.</summary>
    public bool IsOfMany => GoldenMetric.Is(Text) || new PolicyMetric(Text, Workload).IsName;

    public IEnumerable<DateTimeOffset> Moments => Clock.Before.Concat(Clock.Since);
}

/// <summary>What was answered: a value for each moment that has one, with the requests behind it where they are known; or why nothing was.</summary>
internal sealed record SampleAnswer(IReadOnlyDictionary<DateTimeOffset, double> Values, IReadOnlyDictionary<DateTimeOffset, double>? Requests, string Reason)
{
    /// <summary>Whether the source answered, be it that there is nothing.</summary>
    public bool IsAnswered { get; init; } = true;

    public static SampleAnswer None(string reason, bool isAnswered) => new(new Dictionary<DateTimeOffset, double>(), null, reason) { IsAnswered = isAnswered };
}
