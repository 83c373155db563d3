using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;

namespace Autocura.Cluster.Readers.Surroundings;

/// <summary>
/// Reads the public fields of the certificates that pods mount (Secrets of type kubernetes.io/tls), where Secrets may be read at all: the roles that come with the
/// app do not let it.
/// </summary>
internal static class CertificateReader
{
    private const int Most = 5;
    private const int LongestSubject = 200;

    public static async Task<IReadOnlyList<CertificateView>> ReadAsync(Scene scene)
    {
        var mounted = ConfigurationUses.Of(scene.Template).Where(use => use.Kind == Kinds.Secret && use.Where.StartsWith("volume ")).Select(use => use.Name).Distinct().Take(Most);
        return [.. (await Task.WhenAll(mounted.Select(secret => OfSecretAsync(scene, secret)))).OfType<CertificateView>().OrderBy(view => view.NotAfter)];
    }

    private static Task<CertificateView?> OfSecretAsync(Scene scene, string name) => scene.PartAsync<CertificateView?>(EvidencePart.Configuration, null, async () =>
    {
        try
        {
            return await scene.FindAsync(Kinds.Secret.Ref(scene.Namespace, name)) is { } secret ? View(secret) : null;
        }
        catch (ClusterException refused) when (refused.Status is System.Net.HttpStatusCode.Forbidden)
        {
            return null; // what may not be read is not missed: nobody said that this system may look into Secrets
        }
    });

    private static CertificateView? View(JsonObject secret)
    {
        if (secret.Text("type") != "kubernetes.io/tls" || secret.Text("data", "tls.crt") is not { } encoded)
        {
            return null;
        }

        try
        {
            // The first is the server's own; those that vouch for it follow.
            var pem = Encoding.ASCII.GetString(Convert.FromBase64String(encoded));
            var block = PemEncoding.Find(pem);
            using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(pem[block.Base64Data]));
            return new CertificateView(secret.Name(), certificate.Subject.Clip(LongestSubject), new DateTimeOffset(certificate.NotBefore.ToUniversalTime()), new DateTimeOffset(certificate.NotAfter.ToUniversalTime()));
        }
        catch (Exception unreadable) when (unreadable is FormatException or ArgumentException or CryptographicException)
        {
            // Anybody may write this; what is no certificate tells nothing of its dates.
            return null;
        }
    }
}
