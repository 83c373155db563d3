using System.Security.Cryptography.X509Certificates;
using k8s.Authentication;
using k8s.Exceptions;

namespace k8s;

/// <summary>The service account that Kubernetes mounts into every pod: a rotating token, the cluster's CA, and the namespace.</summary>
internal sealed class PodAccount(string folder, string? host, string? port)
{
    public static PodAccount FromEnvironment() => new(
        "/var/run/secrets/kubernetes.io/serviceaccount",
        Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST"),
        Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_PORT"));

    private string TokenPath => Path.Combine(folder, "token");

    private string CaPath => Path.Combine(folder, "ca.crt");

    public bool IsPresent =>
        !string.IsNullOrEmpty(host) && !string.IsNullOrEmpty(port) && File.Exists(CaPath) && new FileInfo(TokenPath) is { Exists: true, Length: > 0 };

    public KubernetesClientConfiguration ToConfiguration(TimeProvider time)
    {
        if (!IsPresent)
            throw new KubeConfigException(
                "Not in a pod of a cluster: KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT must be set, and " +
                $"{TokenPath} and {CaPath} must be mounted.");
        if (!ushort.TryParse(port, out var number)) throw new KubeConfigException($"KUBERNETES_SERVICE_PORT is '{port}', not a port number.");
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(CaPath);
        var space = Path.Combine(folder, "namespace");
        return new KubernetesClientConfiguration
        {
            Host = new UriBuilder("https", host!, number).Uri.GetLeftPart(UriPartial.Authority),
            Namespace = File.Exists(space) ? File.ReadAllText(space).Trim() : null,
            SslCaCerts = authorities,
            Credentials = new BearerCredentials(new FileToken(TokenPath, time)),
        };
    }
}
