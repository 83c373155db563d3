using Autocura.Alerts;
using Autocura.Incidents;

namespace Autocura.Correlation;

/// <summary>The signal that opens an incident for a workload which a diagnosis names as the origin, and of which nobody has complained itself.</summary>
public static class OriginSignal
{
    /// <summary>The value of the label <c>source</c> by which such a signal is known.</summary>
    public const string Source = DerivedAlert.Correlation;

    private const string Name = "NamedAsOrigin";

    /// <summary>It is the same whoever sends it, so that many dependants open one incident; it begins when the sender's trouble began.</summary>
    public static AlertDelivery For(WorkloadRef origin, Ties ties, DateTimeOffset at)
    {
        var labels = new Dictionary<string, string>
        {
            ["alertname"] = Name,
            ["source"] = Source,
            ["namespace"] = origin.Namespace,
            [DerivedAlert.LabelOf(origin.Kind)] = origin.Name,
        };
        var alert = new Alert { Status = AlertStatus.Firing, Fingerprint = Fingerprint.Of(labels), StartsAt = ties.Onset, Labels = labels };
        return new AlertDelivery(origin, [new AlertSignal(alert, SignalType.Other)], at);
    }

    /// <summary>The incident that has the signal now; null when none took it.</summary>
    public static IncidentLink? LinkOf(AlertDelivery delivery, AlertResult result) => result.Kind switch
    {
        AlertResultKind.Started => Link(delivery.Workload, new Incident { Workload = delivery.Workload, OpenedAt = delivery.At, Signals = delivery.Signals }.RecordName),
        AlertResultKind.Joined => Link(delivery.Workload, ""),
        _ => null,
    };

    private static IncidentLink Link(WorkloadRef origin, string record) => new(origin.InstanceId, record, origin) { Why = $"the diagnosis names {origin} as the origin" };
}
