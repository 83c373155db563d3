using System.Security.Cryptography.X509Certificates;
using k8s.Authentication;

namespace k8s;

/// <summary>How a cluster is reached and as whom: from a kubeconfig, or from the service account of the pod this runs in.</summary>
public class KubernetesClientConfiguration
{
    internal static readonly string KubeConfigDefaultLocation =
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".kube", "config");

    public string? CurrentContext { get; internal set; }

    public string? Namespace { get; set; }

    public string Host { get; set; } = "http://localhost:8080";

    public string? UserAgent { get; set; }

    public TimeSpan HttpClientTimeout { get; set; } = TimeSpan.FromSeconds(100);

    internal X509Certificate2Collection? SslCaCerts { get; set; }

    internal ClientCertificate? ClientCertificate { get; set; }

    internal bool SkipTlsVerify { get; set; }

    internal string? TlsServerName { get; set; }

    internal Uri? Proxy { get; set; }

    internal ServiceClientCredentials? Credentials { get; set; }

    /// <summary>KUBECONFIG, then the user's own kubeconfig, then the pod's service account, then a local unsecured server.</summary>
    public static KubernetesClientConfiguration BuildDefaultConfig()
    {
        if (Environment.GetEnvironmentVariable("KUBECONFIG") is { Length: > 0 } list)
        {
            var paths = list.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return KubeConfigContext.Open(KubeConfigFile.Load(paths, useRelativePaths: true), null, null, TimeProvider.System);
        }

        if (File.Exists(KubeConfigDefaultLocation)) return BuildConfigFromConfigFile();
        return IsInCluster() ? InClusterConfig() : new KubernetesClientConfiguration();
    }

    public static KubernetesClientConfiguration BuildConfigFromConfigFile(
        string? kubeconfigPath = null, string? currentContext = null, string? masterUrl = null, bool useRelativePaths = true) =>
        KubeConfigContext.Open(
            KubeConfigFile.Load([kubeconfigPath ?? KubeConfigDefaultLocation], useRelativePaths), currentContext, masterUrl, TimeProvider.System);

    public static bool IsInCluster() => PodAccount.FromEnvironment().IsPresent;

    public static KubernetesClientConfiguration InClusterConfig() => PodAccount.FromEnvironment().ToConfiguration(TimeProvider.System);
}
