using System.Security.Cryptography;
using System.Text;

namespace Autocura.Embedded.Cluster.Tls;

/// <summary>The kubeconfig by which kubectl and every other client reaches the simulated cluster.</summary>
internal static class Kubeconfig
{
    private const int TokenBytes = 32;

    /// <summary>The bearer token, the same for as long as the data folder lives.</summary>
    public static string LoadOrCreateToken(string folder)
    {
        var file = Path.Combine(folder, "token");
        if (!File.Exists(file))
        {
            PrivateFile.Write(file, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes)));
        }

        return File.ReadAllText(file).Trim();
    }

    /// <summary>Writes the file anew, as the port may have changed. The administrator is there twice: by token, and by certificate in a context of its own.</summary>
    public static void Write(string path, Uri server, ClusterCertificates certificates, string token) => PrivateFile.Write(
        path,
        $"""
        apiVersion: v1
        kind: Config
        clusters:
        - name: autocura
          cluster:
            server: {server.GetLeftPart(UriPartial.Authority)}
            certificate-authority-data: {Base64(certificates.AuthorityPem)}
        users:
        - name: autocura-admin
          user:
            token: {token}
        - name: autocura-admin-certificate
          user:
            client-certificate-data: {Base64(certificates.Administrator.Certificate)}
            client-key-data: {Base64(certificates.Administrator.Key)}
        contexts:
        - name: autocura
          context:
            cluster: autocura
            user: autocura-admin
        - name: autocura-certificate
          context:
            cluster: autocura
            user: autocura-admin-certificate
        current-context: autocura

        """);

    private static string Base64(string pem) => Convert.ToBase64String(Encoding.ASCII.GetBytes(pem));
}
