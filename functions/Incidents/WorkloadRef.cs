using System.Security.Cryptography;
using System.Text;

namespace Autocura.Incidents;

/// <summary>A workload (Deployment, StatefulSet or DaemonSet) in one cluster: the thing an incident is about.</summary>
public sealed record WorkloadRef(string Cluster, string Kind, string Namespace, string Name)
{
    /// <summary>
    /// The incident's instance id: the name, then the first ten hex digits of SHA-256 over cluster, namespace, kind and name.
    /// One workload has one id for ever, so the durable runtime itself allows one open incident per workload.
    /// </summary>
    public string InstanceId => $"{Name}-{Digest(10)}";

    /// <summary>The first <paramref name="digits"/> hex digits of this workload's SHA-256.</summary>
    public string Digest(int digits)
    {
        var identity = $"{Cluster}|{Namespace}|{Kind}|{Name}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..digits];
    }

    public override string ToString() => $"{Kind} {Namespace}/{Name}";
}
