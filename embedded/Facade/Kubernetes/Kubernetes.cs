using System.Net;
using System.Security.Cryptography.X509Certificates;
using k8s.Authentication;

namespace k8s;

/// <summary>A client of one cluster's REST API: an HTTP client that trusts the cluster's CA, and the credentials to sign requests with.</summary>
public class Kubernetes : IDisposable
{
    public Kubernetes(KubernetesClientConfiguration config, params DelegatingHandler[] handlers)
    {
        BaseUri = new Uri(config.Host);
        Credentials = config.Credentials;
        HttpMessageHandler chain = Transport(config);
        if (!string.IsNullOrEmpty(config.TlsServerName)) chain = new TlsServerName(config.TlsServerName, chain);
        foreach (var handler in handlers.Reverse())
        {
            handler.InnerHandler = chain;
            chain = handler;
        }

        HttpClient = new HttpClient(chain) { Timeout = config.HttpClientTimeout };
        if (config.UserAgent is { Length: > 0 } agent) HttpClient.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", agent);
    }

    public Uri BaseUri { get; set; }

    /// <summary>Null where the client certificate alone says who calls, or nobody does.</summary>
    public ServiceClientCredentials? Credentials { get; }

    public HttpClient HttpClient { get; protected set; }

    public void Dispose()
    {
        HttpClient.Dispose();
        GC.SuppressFinalize(this);
    }

    private static SocketsHttpHandler Transport(KubernetesClientConfiguration config)
    {
        var transport = new SocketsHttpHandler { EnableMultipleHttp2Connections = true, KeepAlivePingDelay = TimeSpan.FromSeconds(30) };
        if (config.Proxy is not null) transport.Proxy = new WebProxy(config.Proxy);
        var tls = transport.SslOptions;
        if (config.ClientCertificate is not null) tls.ClientCertificateContext = config.ClientCertificate.Context;
        if (config.SkipTlsVerify)
        {
#pragma warning disable CA5359 // the kubeconfig says insecure-skip-tls-verify: its owner asked for exactly this
            tls.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        }
        else if (config.SslCaCerts is not null)
        {
            tls.CertificateChainPolicy = OnlyThese(config.SslCaCerts);
        }

        return transport;
    }

    /// <summary>A private CA publishes no revocation list, and no public CA may vouch for the cluster in its place.</summary>
    private static X509ChainPolicy OnlyThese(X509Certificate2Collection authorities)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }

    /// <summary>The transport asks for, and checks, the TLS name it finds in the Host header; it overwrites any set in its options.</summary>
    private sealed class TlsServerName(string name, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Host ??= name;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
