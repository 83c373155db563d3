using System.Globalization;
using System.Text.Json.Serialization;

namespace Autocura.Incidents;

/// <summary>One episode of trouble on one workload, as the orchestration receives it.</summary>
public sealed record Incident
{
    public required WorkloadRef Workload { get; init; }

    /// <summary>When this episode was opened (UTC).</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>The signals that opened it.</summary>
    public required IReadOnlyList<AlertSignal> Signals { get; init; }

    /// <summary>Earlier episodes of the workload, newest first, at most <see cref="PastEpisode.Most"/>.</summary>
    public IReadOnlyList<PastEpisode> Past { get; init; } = [];

    /// <summary>The trace that this episode is part of, as W3C's traceparent; null when it was opened untraced.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TraceParent { get; init; }

    /// <summary>The durable instance: the same for every episode of this workload.</summary>
    public string InstanceId => Workload.InstanceId;

    /// <summary>The record's name in the cluster: different for every episode.</summary>
    public string RecordName => $"{Clip(Workload.Name, 40)}-{Workload.Digest(10)}-{OpenedAt.ToUnixTimeSeconds()}";

    /// <summary>Ten letters and digits for the names of what is made for this episode.</summary>
    public string ShortName() => Workload.Digest(6) + (OpenedAt.ToUnixTimeSeconds() % 10_000).ToString("0000", CultureInfo.InvariantCulture);

    private static string Clip(string name, int length) => name.Length <= length ? name : name[..length].TrimEnd('-', '.');
}
