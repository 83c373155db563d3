using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Autocura.Embedded.Cluster.Tls;

/// <summary>The cluster's certificate authority and the API server's certificate, made at the first start and kept in the data folder.</summary>
internal sealed record ClusterCertificates(string AuthorityPem, X509Certificate2 Server)
{
    private const int AuthorityYears = 10;

    // Some platforms refuse server certificates that are valid for longer.
    private const int ServerDays = 820;
    private const int RenewBeforeDays = 30;
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    // Clients judge validity by the machine's clock, even where the simulation runs on its own.
    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public static ClusterCertificates LoadOrCreate(string folder)
    {
        Directory.CreateDirectory(folder);
        var authorityFile = Path.Combine(folder, "ca.crt");
        var authorityKeyFile = Path.Combine(folder, "ca.key");
        var serverFile = Path.Combine(folder, "apiserver.crt");
        var serverKeyFile = Path.Combine(folder, "apiserver.key");
        if (!File.Exists(authorityFile) || !File.Exists(authorityKeyFile))
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using var made = CreateAuthority(key);
            File.Delete(serverFile);
            PrivateFile.Write(authorityKeyFile, key.ExportPkcs8PrivateKeyPem());
            File.WriteAllText(authorityFile, made.ExportCertificatePem());
        }

        using var authority = X509Certificate2.CreateFromPemFile(authorityFile, authorityKeyFile);
        if (!IsUsable(serverFile, serverKeyFile))
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using var made = CreateServer(key, authority);
            PrivateFile.Write(serverKeyFile, key.ExportPkcs8PrivateKeyPem());
            File.WriteAllText(serverFile, made.ExportCertificatePem());
        }

        using var server = X509Certificate2.CreateFromPemFile(serverFile, serverKeyFile);
        var portable = X509CertificateLoader.LoadPkcs12(server.Export(X509ContentType.Pkcs12), password: null);
        return new(authority.ExportCertificatePem(), portable);
    }

    private static bool IsUsable(string file, string keyFile)
    {
        if (!File.Exists(file) || !File.Exists(keyFile))
        {
            return false;
        }

        using var certificate = X509Certificate2.CreateFromPemFile(file, keyFile);
        return certificate.NotAfter.ToUniversalTime() > Now.AddDays(RenewBeforeDays).UtcDateTime;
    }

    private static X509Certificate2 CreateAuthority(ECDsa key)
    {
        var request = new CertificateRequest("CN=autocura-simulated-cluster", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request.CreateSelfSigned(Now.AddDays(-1), Now.AddYears(AuthorityYears));
    }

    private static X509Certificate2 CreateServer(ECDsa key, X509Certificate2 authority)
    {
        var request = new CertificateRequest("CN=kube-apiserver", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddDnsName("kubernetes");
        names.AddDnsName("kubernetes.default.svc");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        var end = Now.AddDays(ServerDays);
        var authorityEnd = new DateTimeOffset(authority.NotAfter);
        return request.Create(authority, Now.AddDays(-1), end < authorityEnd ? end : authorityEnd, RandomNumberGenerator.GetBytes(16));
    }
}
