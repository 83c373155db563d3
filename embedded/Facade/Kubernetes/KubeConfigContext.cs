using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using k8s.Authentication;
using k8s.Exceptions;

namespace k8s;

/// <summary>Follows one context of a kubeconfig to its cluster and user, and refuses by name whatever is missing on the way.</summary>
internal static class KubeConfigContext
{
    public static KubernetesClientConfiguration Open(KubeConfigEntries entries, string? context, string? masterUrl, TimeProvider time)
    {
        var name = context ?? entries.CurrentContext;
        if (string.IsNullOrEmpty(name) && !string.IsNullOrEmpty(masterUrl)) return new KubernetesClientConfiguration { Host = Server(masterUrl, "(none)") };
        if (string.IsNullOrEmpty(name))
            throw new KubeConfigException($"kubeconfig has no current-context: set it, or name one of: {Names(entries.Contexts)}");
        var chosen = Find(entries.Contexts, name)?.Context
            ?? throw new KubeConfigException($"Context: {name} not found in contexts in kubeconfig; it has: {Names(entries.Contexts)}");
        var cluster = Find(entries.Clusters, chosen.Cluster)?.Cluster
            ?? throw new KubeConfigException($"Cluster: {chosen.Cluster} of context {name} not found in clusters in kubeconfig");
        var configuration = new KubernetesClientConfiguration
        {
            CurrentContext = Find(entries.Contexts, name)!.Name,
            Namespace = chosen.Namespace,
            Host = Server(masterUrl ?? cluster.Server, chosen.Cluster!),
            SkipTlsVerify = cluster.InsecureSkipTlsVerify,
            TlsServerName = cluster.TlsServerName,
            SslCaCerts = Authorities(cluster, chosen.Cluster!),
            Proxy = ProxyOf(cluster, chosen.Cluster!),
        };
        if (string.IsNullOrEmpty(chosen.User)) return configuration;
        var user = Find(entries.Users, chosen.User)?.User
            ?? throw new KubeConfigException($"User: {chosen.User} of context {name} not found in users in kubeconfig");
        KubeConfigUser.Apply(configuration, user, chosen.User, new ExecSurroundings(cluster, configuration, time));
        return configuration;
    }

    /// <summary>Inline data wins over a file, as kubectl has it. Data is base64 of PEM.</summary>
    internal static string? Pem(string? data, string? path, string what)
    {
        try
        {
            if (!string.IsNullOrEmpty(data)) return Encoding.UTF8.GetString(Convert.FromBase64String(data));
            return string.IsNullOrEmpty(path) ? null : File.ReadAllText(path);
        }
        catch (FormatException error)
        {
            throw new KubeConfigException($"{what}-data in kubeconfig is not base64", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new KubeConfigException($"{what} {path} in kubeconfig cannot be read: {error.Message}", error);
        }
    }

    private static X509Certificate2Collection? Authorities(ClusterEntry cluster, string name)
    {
        if (Pem(cluster.CertificateAuthorityData, cluster.CertificateAuthority, "certificate-authority") is not { } pem) return null;
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPem(pem);
        }
        catch (CryptographicException error)
        {
            throw new KubeConfigException($"The certificate-authority of cluster {name} in kubeconfig does not load: {error.Message}", error);
        }

        return authorities.Count > 0
            ? authorities
            : throw new KubeConfigException($"The certificate-authority of cluster {name} in kubeconfig holds no PEM certificate");
    }

    private static string Server(string? server, string cluster) => string.IsNullOrWhiteSpace(server)
        ? throw new KubeConfigException($"Cluster: {cluster} has no server in kubeconfig")
        : Absolute(server, $"server of cluster {cluster}") is { Scheme: "https" or "http" }
            ? Reachable(server)
            : throw new KubeConfigException($"The server of cluster {cluster} is '{server}': an http or https URL is needed");

    private static Uri Absolute(string url, string what) => Uri.TryCreate(url, UriKind.Absolute, out var uri)
        ? uri
        : throw new KubeConfigException($"The {what} is '{url}', which is not an absolute URL");

    private static Uri? ProxyOf(ClusterEntry cluster, string name) => cluster.ProxyUrl is not { Length: > 0 } proxy
        ? null
        : Absolute(proxy, $"proxy-url of cluster {name}") is { Scheme: "http" or "https" or "socks5" } uri
            ? uri
            : throw new KubeConfigException($"The proxy-url of cluster {name} is '{proxy}': an http, https or socks5 URL is needed");

    /// <summary>A server that listens on every address is written down as the address that stands for all, to which nobody can connect.</summary>
    private static string Reachable(string server)
    {
        var url = new UriBuilder(server);
        if (url.Host is not ("0.0.0.0" or "[::]")) return server;
        url.Host = url.Host == "0.0.0.0" ? "127.0.0.1" : "[::1]";
        return url.Uri.ToString();
    }

    private static NamedEntry? Find(List<NamedEntry> entries, string? name) =>
        entries.Find(e => string.Equals(e.Name, name, StringComparison.OrdinalIgnoreCase));

    private static string Names(List<NamedEntry> entries) => entries.Count == 0 ? "(none)" : string.Join(", ", entries.Select(e => e.Name));
}
