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

    /// <summary>The name the server's certificate must be for, where it is not the host's. TLS takes it from a request's Host header: whoever sends one sets it.</summary>
    public string? TlsServerName { get; set; }

    /// <summary>Changes the transport before its first use.</summary>
    public Action<SocketsHttpHandler>? FirstMessageHandlerSetup { get; set; }

    internal X509Certificate2Collection? SslCaCerts { get; set; }

    internal ClientCertificate? ClientCertificate { get; set; }

    internal bool SkipTlsVerify { get; set; }

    internal Uri? Proxy { get; set; }

    internal ServiceClientCredentials? Credentials { get; set; }

    /// <summary>KUBECONFIG, then the user's own kubeconfig, then the pod's service account, then a local unsecured server.</summary>
    public static KubernetesClientConfiguration BuildDefaultConfig() =>
        BuildDefaultConfig(Environment.GetEnvironmentVariable("KUBECONFIG"), KubeConfigDefaultLocation, PodAccount.FromEnvironment(), TimeProvider.System);

    internal static KubernetesClientConfiguration BuildDefaultConfig(string? list, string defaultLocation, PodAccount account, TimeProvider time)
    {
        var paths = (list ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (paths.Length == 0 && File.Exists(defaultLocation)) paths = [defaultLocation];
        if (paths.Length > 0) return KubeConfigContext.Open(KubeConfigFile.Load([.. paths.Select(path => path.Trim('"'))], useRelativePaths: true), null, null, time);
        return account.IsPresent ? account.ToConfiguration(time) : new KubernetesClientConfiguration();
    }

    public static KubernetesClientConfiguration BuildConfigFromConfigFile(
        string? kubeconfigPath = null, string? currentContext = null, string? masterUrl = null, bool useRelativePaths = true) =>
        KubeConfigContext.Open(
            KubeConfigFile.Load([kubeconfigPath ?? KubeConfigDefaultLocation], useRelativePaths), currentContext, masterUrl, TimeProvider.System);

    public static bool IsInCluster() => PodAccount.FromEnvironment().IsPresent;

    public static KubernetesClientConfiguration InClusterConfig() => PodAccount.FromEnvironment().ToConfiguration(TimeProvider.System);
}
