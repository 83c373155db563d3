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

    /// <summary>Writes the file anew, as the port may have changed.</summary>
    public static void Write(string path, Uri server, string authorityPem, string token) => PrivateFile.Write(
        path,
        $"""
        apiVersion: v1
        kind: Config
        clusters:
        - name: autocura
          cluster:
            server: {server.GetLeftPart(UriPartial.Authority)}
            certificate-authority-data: {Convert.ToBase64String(Encoding.ASCII.GetBytes(authorityPem))}
        users:
        - name: autocura-admin
          user:
            token: {token}
        contexts:
        - name: autocura
          context:
            cluster: autocura
            user: autocura-admin
        current-context: autocura

        """);
}
