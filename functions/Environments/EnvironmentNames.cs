using System.Security.Cryptography;
using System.Text;

namespace Autocura.Environments;

/// <summary>Labels and annotations by which a copy is known. They stand in clusters, so they never change.</summary>
public static class EnvironmentNames
{
    /// <summary>On the namespace of a copy and on every object that was made in it: the UID of the ParallelEnvironment. What carries it is the copy's, and nothing else is.</summary>
    public const string Label = "autocura.io/environment";

    /// <summary>On a namespace that was made for a copy: the UID it was made for.</summary>
    public const string MadeFor = "autocura.io/made-for";

    /// <summary>On every object of a copy: whose it is, for people.</summary>
    public const string Owner = "autocura.io/environment-of";

    /// <summary>On every object of a copy: what it is a copy of.</summary>
    public const string CopyOf = "autocura.io/copy-of";

    /// <summary>On a namespace: the namespaces, separated by commas, from which it may be copied; "*" for all. Without it, only its own environments copy it.</summary>
    public const string CopyableFrom = "autocura.io/copyable-from";

    /// <summary>Holds a ParallelEnvironment that is deleted until its copy is gone.</summary>
    public const string Finalizer = "autocura.io/environment";

    public const string NetworkPolicy = "autocura-no-traffic";
    public const string Quota = "autocura-environment";

    private const int Longest = 63;

    /// <summary>What a person types to decide on a promotion.</summary>
    public static string Decide(EnvironmentOrder order) => $"kubectl annotate parallelenvironment -n {order.Namespace} {order.Name} autocura.io/approve=\"WHO: WHY\"";

    /// <summary>Where a copy goes that names no target: the same for the same object, and no other's.</summary>
    public static string TargetOf(string source, string uid)
    {
        var tail = $"-shadow-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(uid)))[..8]}";
        return $"{source[..Math.Min(source.Length, Longest - tail.Length)].TrimEnd('-')}{tail}";
    }
}
