using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Autocura.Embedded.Cluster.Authentication;

namespace Autocura.Embedded.Cluster.Tls;

/// <summary>
/// The cluster's certificate authority, the API server's certificate, the administrator's, and the key that signs the tokens of service
/// accounts: made at the first start and kept in the data folder.
/// </summary>
internal sealed record ClusterCertificates(X509Certificate2 Authority, X509Certificate2 Server, ClientPem Administrator, ECDsa TokenKey) : IDisposable
{
    private const int AuthorityYears = 10;

    // Some platforms refuse server certificates that are valid for longer.
    private const int LeafDays = 820;
    private const int RenewBeforeDays = 30;
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    // Clients judge validity by the machine's clock, even where the simulation runs on its own.
    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public string AuthorityPem => Authority.ExportCertificatePem();

    public static ClusterCertificates LoadOrCreate(string folder)
    {
        Directory.CreateDirectory(folder);
        using var authority = LoadAuthority(folder);
        using var server = LoadOrSign(folder, "apiserver", authority, CreateServer);
        using var administrator = LoadOrSign(folder, "admin", authority, CreateAdministrator);
        return new(
            X509CertificateLoader.LoadCertificate(authority.RawData),
            X509CertificateLoader.LoadPkcs12(server.Export(X509ContentType.Pkcs12), password: null),
            new(administrator.ExportCertificatePem(), administrator.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem()),
            LoadTokenKey(folder));
    }

    public void Dispose()
    {
        Authority.Dispose();
        Server.Dispose();
        TokenKey.Dispose();
    }

    private static X509Certificate2 LoadAuthority(string folder)
    {
        var (file, keyFile) = (Path.Combine(folder, "ca.crt"), Path.Combine(folder, "ca.key"));
        if (!File.Exists(file) || !File.Exists(keyFile))
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using var made = CreateAuthority(key);
            foreach (var signed in Directory.EnumerateFiles(folder, "*.crt"))
            {
                File.Delete(signed);
            }

            PrivateFile.Write(keyFile, key.ExportPkcs8PrivateKeyPem());
            File.WriteAllText(file, made.ExportCertificatePem());
        }

        return X509Certificate2.CreateFromPemFile(file, keyFile);
    }

    private static X509Certificate2 LoadOrSign(string folder, string name, X509Certificate2 authority, Func<ECDsa, CertificateRequest> request)
    {
        var (file, keyFile) = (Path.Combine(folder, $"{name}.crt"), Path.Combine(folder, $"{name}.key"));
        if (!IsUsable(file, keyFile))
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using var made = Sign(request(key), authority);
            PrivateFile.Write(keyFile, key.ExportPkcs8PrivateKeyPem());
            File.WriteAllText(file, made.ExportCertificatePem());
        }

        return X509Certificate2.CreateFromPemFile(file, keyFile);
    }

    private static ECDsa LoadTokenKey(string folder)
    {
        var file = Path.Combine(folder, "sa.key");
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (File.Exists(file))
        {
            key.ImportFromPem(File.ReadAllText(file));
        }
        else
        {
            PrivateFile.Write(file, key.ExportPkcs8PrivateKeyPem());
        }

        return key;
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

    private static CertificateRequest CreateServer(ECDsa key)
    {
        var request = new CertificateRequest("CN=kube-apiserver", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddDnsName("kubernetes");
        names.AddDnsName("kubernetes.default.svc");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false));
        return request;
    }

    private static CertificateRequest CreateAdministrator(ECDsa key)
    {
        var subject = new X500DistinguishedNameBuilder();
        subject.AddOrganizationName(UserIdentity.MastersGroup);
        subject.AddCommonName(UserIdentity.Administrator.Name);
        var request = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ClientAuthentication)], critical: false));
        return request;
    }

    private static X509Certificate2 Sign(CertificateRequest request, X509Certificate2 authority)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        var end = Now.AddDays(LeafDays);
        var authorityEnd = new DateTimeOffset(authority.NotAfter);
        return request.Create(authority, Now.AddDays(-1), end < authorityEnd ? end : authorityEnd, RandomNumberGenerator.GetBytes(16));
    }
}

/// <summary>A certificate and its key as a kubeconfig carries them.</summary>
internal sealed record ClientPem(string Certificate, string Key);
