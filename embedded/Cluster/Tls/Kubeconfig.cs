using System.Security.Cryptography;
using System.Text;

namespace Autocura.Embedded.Cluster.Tls;

/// <summary>The kubeconfigs by which kubectl and every other client reaches the simulated cluster.</summary>
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

    /// <summary>Writes the file anew, as the port may have changed. Each user has a context; the first one's is the current.</summary>
    public static void Write(string path, Uri server, string authorityPem, params IReadOnlyList<KubeconfigUser> users) => PrivateFile.Write(
        path,
        $"""
        apiVersion: v1
        kind: Config
        clusters:
        - name: autocura
          cluster:
            server: {server.GetLeftPart(UriPartial.Authority)}
            certificate-authority-data: {Base64(authorityPem)}
        users:
        {string.Join('\n', users.Select(user => $"- name: {user.Name}\n  user: {Credentials(user)}"))}
        contexts:
        {string.Join('\n', users.Select(user => $"- name: {user.Context}\n  context: {{cluster: autocura, user: {user.Name}}}"))}
        current-context: {users[0].Context}

        """);

    private static string Credentials(KubeconfigUser user) => user.Certificate is { } shown
        ? $"{{client-certificate-data: {Base64(shown.Certificate)}, client-key-data: {Base64(shown.Key)}}}"
        : $"{{token: {user.Token}}}";

    private static string Base64(string pem) => Convert.ToBase64String(Encoding.ASCII.GetBytes(pem));
}

/// <summary>Somebody a kubeconfig speaks for, by token or by certificate, and the context to choose him by.</summary>
internal sealed record KubeconfigUser(string Context, string Name)
{
    public string? Token { get; init; }

    public ClientPem? Certificate { get; init; }
}
