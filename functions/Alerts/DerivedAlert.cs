namespace Autocura.Alerts;

/// <summary>A signal that this system has drawn from a diagnosis: no monitoring system knows it, so none can say that it is over.</summary>
public static class DerivedAlert
{
    /// <summary>The source of signals that one incident's diagnosis sends to another workload.</summary>
    public const string Correlation = "correlation";

    /// <summary>The source of the signal by which a change that has passed on a copy comes to the workload it is for.</summary>
    public const string Environment = "environment";

    public static bool IsDerived(this Alert alert) => alert.Label("source") is Correlation or Environment;

    /// <summary>The label by which an alert names a workload of this kind.</summary>
    public static string LabelOf(string kind) => kind.ToLowerInvariant();
}
