using System.Text.Json.Serialization;
using Autocura.Incidents;

namespace Autocura.Alerts;

/// <summary>What became of one alert, and why. Alert and fingerprint are empty for one that could not be read.</summary>
public sealed record AlertResult(AlertResultKind Kind, string Alert, string Fingerprint, string Reason)
{
    /// <summary>The incident's instance, when there is one.</summary>
    public string? Incident { get; init; }

    public static AlertResult Of(AlertResultKind kind, Alert alert, string reason) => new(kind, alert.Name, alert.Fingerprint, reason);

    public static AlertResult Started(Alert alert, WorkloadRef workload) => Of(AlertResultKind.Started, alert, $"An incident was opened for {workload}.") with { Incident = workload.InstanceId };
}

[JsonConverter(typeof(JsonStringEnumConverter<AlertResultKind>))]
public enum AlertResultKind
{
    /// <summary>It opened an incident.</summary>
    Started,

    /// <summary>The running incident has taken it.</summary>
    Joined,

    /// <summary>The same episode was dealt with before.</summary>
    Duplicate,

    /// <summary>It needs nothing: it says that something is over, and no incident runs.</summary>
    Ignored,

    /// <summary>It names no workload that exists. It is kept, and nothing is acted on.</summary>
    Unrouted,

    /// <summary>It could not be read. It is kept, and nothing is acted on.</summary>
    Quarantined,

    /// <summary>It could not be delivered now: the intake fails, and is started again when the message comes again.</summary>
    Failed,
}
