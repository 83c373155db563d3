using System.Text.Json.Serialization;

namespace Autocura.Signals.Training;

/// <summary>A series that has a model of its own: one golden signal of one service.</summary>
public sealed record SeriesKey(string Namespace, string Service, TrainedMetric Metric)
{
    public override string ToString() => $"{Namespace}/{Service} {Metric}";
}

/// <summary>What models are trained on: requests a second, the share of them that failed, the latency below which 95 % stay in seconds, and messages that wait.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TrainedMetric>))]
public enum TrainedMetric
{
    Rate,
    ErrorShare,
    Latency,
    Backlog,
}
