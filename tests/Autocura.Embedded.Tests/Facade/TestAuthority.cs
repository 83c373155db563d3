using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Autocura.Embedded.Tests.Facade;

/// <summary>A certificate authority made for one test; what it issues is valid for so long that no test depends on the date.</summary>
internal sealed class TestAuthority : IDisposable
{
    private static readonly DateTimeOffset From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset To = new(2049, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly X509Certificate2 authority;

    public TestAuthority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        authority = request.CreateSelfSigned(From, To);
    }

    /// <summary>An authority that another vouches for.</summary>
    public TestAuthority(string name, TestAuthority root)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        using var issued = request.Create(root.authority, From, To, RandomNumberGenerator.GetBytes(8));
        authority = issued.CopyWithPrivateKey(key);
    }

    public X509Certificate2 Certificate => authority;

    public string Pem => authority.ExportCertificatePem();

    /// <summary>A certificate for a server on loopback (and the names given), or for a client.</summary>
    public X509Certificate2 Issue(string name, params string[] serverNames)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        if (serverNames.Length > 0)
        {
            var names = new SubjectAlternativeNameBuilder();
            foreach (var server in serverNames)
                if (IPAddress.TryParse(server, out var address)) names.AddIpAddress(address);
                else names.AddDnsName(server);
            request.CertificateExtensions.Add(names.Build());
        }

        using var issued = request.Create(authority, From, To, RandomNumberGenerator.GetBytes(8));
        using var whole = issued.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }

    /// <summary>A client's certificate over an RSA key.</summary>
    public (string CertificatePem, RSA Key) IssueRsa(string name)
    {
        var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var signer = authority.GetECDsaPrivateKey()!;
        using var issued = request.Create(authority.SubjectName, X509SignatureGenerator.CreateForECDsa(signer), From, To, RandomNumberGenerator.GetBytes(8));
        return (issued.ExportCertificatePem(), key);
    }

    public bool HasIssued(X509Certificate2 certificate) => certificate.Issuer == authority.Subject;

    public void Dispose() => authority.Dispose();
}
