using System.Text.Json.Serialization;

namespace Autocura.Alerts;

/// <summary>One alert as Alertmanager reports it. Labels and annotations are free text from the outside and are never trusted.</summary>
public sealed record Alert
{
    public required AlertStatus Status { get; init; }

    /// <summary>Alertmanager's hash of the labels: the same for every firing of the same alert.</summary>
    public required string Fingerprint { get; init; }

    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>Null while firing: Alertmanager sends the year 1, which is no time.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();

    /// <summary>The label that says which of this system's own watching found it: see <see cref="IsOwn"/>.</summary>
    public const string SourceLabel = "autocura_source";

    /// <summary>The annotation that says which detectors saw it in a series, and how strongly.</summary>
    public const string DetectorsAnnotation = "detectors";

    /// <summary>Found by this system's own sweep or scan. No rule of a monitoring system stands behind it: it is resolved when the watching says so.</summary>
    [JsonIgnore]
    public bool IsOwn => Label(SourceLabel) is not null;

    [JsonIgnore]
    public string Name => Label("alertname") ?? "unnamed";

    /// <summary>The label's value, or null when it is missing or empty.</summary>
    public string? Label(string name) => Labels.TryGetValue(name, out var value) && value.Length > 0 ? value : null;
}

[JsonConverter(typeof(JsonStringEnumConverter<AlertStatus>))]
public enum AlertStatus
{
    [JsonStringEnumMemberName("firing")] Firing,
    [JsonStringEnumMemberName("resolved")] Resolved,
}
