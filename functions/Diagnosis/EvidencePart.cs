namespace Autocura.Diagnosis;

/// <summary>The parts of the evidence that are read on their own and can each be missing. A gap reads "part: reason".</summary>
public static class EvidencePart
{
    public const string Workload = "workload";
    public const string Namespace = "namespace";
    public const string Pods = "pods";
    public const string Logs = "logs";
    public const string Nodes = "nodes";
    public const string Releases = "releases";
    public const string Services = "services";
    public const string Events = "events";
    public const string Autoscaler = "autoscaler";
    public const string Metrics = "metrics";
    public const string Scrape = "scrape";
    public const string KnownGood = "known good";
    public const string Configuration = "configuration";
    public const string Storage = "storage";
    public const string Quotas = "quotas";
    public const string Policies = "policies";
    public const string Disruption = "disruption budgets";
    public const string Experiments = "experiments";
    public const string Webhooks = "webhooks";
    public const string Owner = "owner";
    public const string Neighbours = "neighbours";

    /// <summary>The line that records a gap.</summary>
    public static string Gap(string part, string reason) => $"{part}: {reason}";
}
