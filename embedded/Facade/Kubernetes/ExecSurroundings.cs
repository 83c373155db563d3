using System.Text;
using System.Text.Json.Nodes;

namespace k8s.Authentication;

/// <summary>What a credential plug-in may be told of the cluster it is asked for, and the clock that its answers expire by.</summary>
internal sealed record ExecSurroundings(ClusterEntry Cluster, KubernetesClientConfiguration Configuration, TimeProvider Time)
{
    /// <summary>The cluster as the plug-in protocol describes it: what is not set is left out.</summary>
    public JsonObject ClusterInfo()
    {
        var info = new JsonObject { ["server"] = Configuration.Host };
        if (Cluster.TlsServerName is { Length: > 0 } name) info["tls-server-name"] = name;
        if (Cluster.InsecureSkipTlsVerify) info["insecure-skip-tls-verify"] = true;
        if (KubeConfigContext.Pem(Cluster.CertificateAuthorityData, Cluster.CertificateAuthority, "certificate-authority") is { } pem)
            info["certificate-authority-data"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(pem));
        if (Cluster.ProxyUrl is { Length: > 0 } proxy) info["proxy-url"] = proxy;
        return info;
    }
}
