using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Autocura.Incidents;

/// <summary>A workload (Deployment, StatefulSet or DaemonSet) in one cluster: the thing an incident is about.</summary>
public sealed record WorkloadRef(string Cluster, string Kind, string Namespace, string Name)
{
    private const int LongestName = 80;

    /// <summary>
    /// The incident's instance id: the name (its first 80 characters, since an id may have 100), then the first ten hex digits of SHA-256 over cluster,
    /// namespace, kind and name. One workload has one id for ever, so the durable runtime itself allows one open incident per workload.
    /// </summary>
    [JsonIgnore]
    public string InstanceId => $"{(Name.Length <= LongestName ? Name : Name[..LongestName])}-{Digest(10)}";

    /// <summary>The first <paramref name="digits"/> hex digits of this workload's SHA-256.</summary>
    public string Digest(int digits)
    {
        var identity = $"{Cluster}|{Namespace}|{Kind}|{Name}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..digits];
    }

    public override string ToString() => $"{Kind} {Namespace}/{Name}";
}
