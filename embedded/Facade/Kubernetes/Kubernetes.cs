using System.Net;
using System.Security.Cryptography.X509Certificates;
using k8s.Authentication;

namespace k8s;

/// <summary>A client of one cluster's REST API: an HTTP client that trusts the cluster's CA, and the credentials to sign requests with.</summary>
public class Kubernetes : IDisposable
{
    public Kubernetes(KubernetesClientConfiguration config, params DelegatingHandler[] handlers)
    {
        BaseUri = new Uri(config.Host.EndsWith('/') ? config.Host : config.Host + '/');
        Credentials = config.Credentials;
        HttpMessageHandler chain = Transport(config);
        foreach (var handler in handlers.Reverse())
        {
            handler.InnerHandler = chain;
            chain = handler;
        }

        // Watches last for hours: deadlines belong to whoever sends a request.
        HttpClient = new HttpClient(chain) { Timeout = Timeout.InfiniteTimeSpan };
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
        var transport = new SocketsHttpHandler
        {
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            KeepAlivePingDelay = TimeSpan.FromMinutes(3),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(30),
        };
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

        config.FirstMessageHandlerSetup?.Invoke(transport);
        return transport;
    }

    /// <summary>A private CA publishes no revocation list, and no public CA may vouch for the cluster in its place.</summary>
    private static X509ChainPolicy OnlyThese(X509Certificate2Collection authorities)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }
}
