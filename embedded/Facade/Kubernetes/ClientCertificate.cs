using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using k8s.Exceptions;

namespace k8s;

/// <summary>A certificate with its key, and the intermediates that came with it, which identify the client to the API server.</summary>
internal sealed class ClientCertificate
{
    private ClientCertificate(SslStreamCertificateContext context) => Context = context;

    public SslStreamCertificateContext Context { get; }

    public static ClientCertificate FromPem(string certificatePem, string keyPem, string user)
    {
        try
        {
            using var leaf = X509Certificate2.CreateFromPem(certificatePem, keyPem);
            var chain = new X509Certificate2Collection();
            chain.ImportFromPem(certificatePem);
            // Windows' TLS refuses a key that lives only in memory; a round trip through PKCS#12 gives it one it takes.
            var usable = X509CertificateLoader.LoadPkcs12(leaf.Export(X509ContentType.Pkcs12), password: null);
            return new ClientCertificate(SslStreamCertificateContext.Create(usable, chain, offline: true));
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            throw new KubeConfigException($"User: {user} has a client certificate and key in kubeconfig that do not load: {error.Message}", error);
        }
    }
}
