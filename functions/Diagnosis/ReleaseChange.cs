namespace Autocura.Diagnosis;

/// <summary>
/// The lines that say what a release changed: "image of app: shop/cart:1 -> shop/cart:2", "env of app: +MODE, ~CART_ADDR (cart:8080 -> cart:9090)",
/// "container wait: added (init)". Written by the reader, read by the rules.
/// </summary>
public static class ReleaseChange
{
    public const string Image = "image";
    public const string Command = "command";
    public const string Environment = "env";
    public const string MemoryLimit = "memory limit";
    public const string Resources = "resources";
    public const string Ports = "ports";
    public const string Probes = "probes";
    public const string Labels = "labels";
    public const string NodeSelector = "nodeSelector";
    public const string NodeAffinity = "affinity.nodeAffinity";
    public const string PodAffinity = "affinity.podAffinity";
    public const string AntiAffinity = "affinity.podAntiAffinity";
    public const string Tolerations = "tolerations";
    public const string DnsPolicy = "dnsPolicy";
    public const string PriorityClass = "priorityClassName";
    public const string HostNetwork = "hostNetwork";
    public const string Volumes = "volumes";

    /// <summary>What stands in place of a container's name where the whole pod is meant: "nodeSelector of pod: none -> disk=ssd".</summary>
    public const string Pod = "pod";

    /// <summary>The line for one field of one container.</summary>
    public static string Line(string field, string container, string change) => $"{field} of {container}: {change}";

    /// <summary>The first change of that field, of one container or of any; null when there is none.</summary>
    public static string? ChangeOf(this ReleaseView release, string field, string? container = null) => release.Changes
        .FirstOrDefault(change => change.StartsWith(container is null ? $"{field} of " : $"{field} of {container}:"));
}
