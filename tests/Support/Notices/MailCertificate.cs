using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Autocura.Support.Notices;

/// <summary>The certificate of mail servers in tests, for 127.0.0.1.</summary>
public static class MailCertificate
{
    public static X509Certificate2 Certificate { get; } = Make();

    public static string KeyPem => Certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem();

    /// <summary>As an administrator would who puts it into the machine's store; every other certificate is judged as ever.</summary>
    public static void Trust()
    {
#pragma warning disable SYSLIB0014, MA0039 // SmtpClient asks no one else whom to trust, and one certificate is trusted that no authority has signed
        ServicePointManager.ServerCertificateValidationCallback = (_, certificate, _, errors) => errors == SslPolicyErrors.None || certificate?.GetCertHashString() == Certificate.GetCertHashString();
#pragma warning restore SYSLIB0014, MA0039
    }

    private static X509Certificate2 Make()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
