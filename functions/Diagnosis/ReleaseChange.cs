namespace Autocura.Diagnosis;

/// <summary>
/// The lines that say what a release changed: "image of app: shop/cart:1 -> shop/cart:2", "env of app: +MODE, ~CART_ADDR (cart:8080 -> cart:9090)",
/// "init container wait: added". Written by the reader, read by the rules.
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
    public const string NodeSelector = "node selector";
    public const string NodeAffinity = "node affinity";
    public const string PodAffinity = "pod affinity";
    public const string AntiAffinity = "anti-affinity";
    public const string Tolerations = "tolerations";
    public const string DnsPolicy = "dns policy";
    public const string PriorityClass = "priority class";
    public const string HostNetwork = "host network";
    public const string Volumes = "volumes";

    /// <summary>What stands in place of a container's name where the whole pod is meant: "node selector of pod: none -> disk=ssd".</summary>
    public const string Pod = "pod";

    /// <summary>The line for one field of one container.</summary>
    public static string Line(string field, string container, string change) => $"{field} of {container}: {change}";

    /// <summary>The first change of that field, of one container or of any; null when there is none.</summary>
    public static string? ChangeOf(this ReleaseView release, string field, string? container = null) => release.Changes
        .FirstOrDefault(change => change.StartsWith(container is null ? $"{field} of " : $"{field} of {container}:"));
}
