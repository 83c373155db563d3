namespace Autocura.Alerts;

/// <summary>A signal that this system has drawn from a diagnosis: no monitoring system knows it, so none can say that it is over.</summary>
public static class DerivedAlert
{
    /// <summary>The source of signals that one incident's diagnosis sends to another workload.</summary>
    public const string Correlation = "correlation";

    public static bool IsDerived(this Alert alert) => alert.Label("source") == Correlation;

    /// <summary>The label by which an alert names a workload of this kind.</summary>
    public static string LabelOf(string kind) => kind.ToLowerInvariant();
}
