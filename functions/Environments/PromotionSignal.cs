using Autocura.Alerts;
using Autocura.Incidents;

namespace Autocura.Environments;

/// <summary>The signal by which a change that has passed comes to the workload it is for: it opens an incident, and names the environment that prescribes what to do.</summary>
public static class PromotionSignal
{
    private const string Name = "ChangePassedOnCopy";
    private const string ByNamespace = "environment_namespace";
    private const string ByName = "environment_name";
    private const string ByUid = "environment_uid";

    /// <summary>It begins now: an incident that has ended before has not answered it.</summary>
    public static AlertDelivery For(EnvironmentOrder order, WorkloadRef carrier, DateTimeOffset at)
    {
        var labels = new Dictionary<string, string>
        {
            ["alertname"] = Name,
            ["source"] = DerivedAlert.Environment,
            ["namespace"] = carrier.Namespace,
            [DerivedAlert.LabelOf(carrier.Kind)] = carrier.Name,
            [ByNamespace] = order.Namespace,
            [ByName] = order.Name,
            [ByUid] = order.Uid,
        };
        var alert = new Alert { Status = AlertStatus.Firing, Fingerprint = Fingerprint.Of(labels), StartsAt = at, Labels = labels };
        return new AlertDelivery(carrier, [new AlertSignal(alert, SignalType.Other)], at);
    }

    /// <summary>The environments that an incident was opened for. Only this system's own signals say so: a label alone is anybody's.</summary>
    public static IEnumerable<EnvironmentOrder> OrdersOf(Incident incident) => incident.Signals
        .Where(signal => signal is { Intake: null, Alert.Name: Name } && signal.Alert.Label("source") == DerivedAlert.Environment)
        .Select(signal => new EnvironmentOrder(incident.Workload.Cluster, signal.Alert.Label(ByNamespace) ?? "", signal.Alert.Label(ByName) ?? "", signal.Alert.Label(ByUid) ?? "", 0))
        .Distinct();
}
