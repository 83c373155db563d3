using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using k8s;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Autocura.Embedded.Tests.Facade;

/// <summary>Chains of certificates, and keys in every form that kubeconfigs hold them, against a server that demands a certificate.</summary>
public sealed class TlsTests : IAsyncLifetime, IDisposable
{
    private readonly KubeConfigFolder folder = new();
    private readonly TestAuthority root = new("root");
    private readonly TestAuthority middle;
    private readonly TestAuthority other = new("other");
    private readonly WebApplication server;

    public TlsTests()
    {
        middle = new TestAuthority("middle", root);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.UseHttps(https =>
        {
            https.ServerCertificate = middle.Issue("server", "127.0.0.1");
            https.ServerCertificateChain = [middle.Certificate];
            https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
            https.ClientCertificateValidation = (client, _, _) => root.HasIssued(client);
        })));
        server = builder.Build();
        server.Run(http => http.Response.WriteAsync($"{http.Connection.ClientCertificate!.Subject} {http.Connection.Id}"));
    }

    [Fact]
    public async Task A_server_is_trusted_through_an_authority_between()
    {
        (await AskAsync(root.Pem, Ecdsa(key => key.ExportPkcs8PrivateKeyPem()))).ShouldStartWith("CN=ann");
        (await AskAsync($"{other.Pem}\n{root.Pem}", Ecdsa(key => key.ExportPkcs8PrivateKeyPem()))).ShouldStartWith("CN=ann");
        (await Should.ThrowAsync<HttpRequestException>(() => AskAsync(other.Pem, Ecdsa(key => key.ExportPkcs8PrivateKeyPem())))).InnerException.ShouldBeOfType<AuthenticationException>();
    }

    [Fact]
    public async Task A_key_is_read_in_every_form()
    {
        (await AskAsync(root.Pem, Ecdsa(key => key.ExportPkcs8PrivateKeyPem()))).ShouldStartWith("CN=ann");
        (await AskAsync(root.Pem, Ecdsa(key => key.ExportECPrivateKeyPem()))).ShouldStartWith("CN=ann");
        (await AskAsync(root.Pem, Rsa(key => key.ExportPkcs8PrivateKeyPem()))).ShouldStartWith("CN=bob");
        (await AskAsync(root.Pem, Rsa(key => key.ExportRSAPrivateKeyPem()))).ShouldStartWith("CN=bob");
    }

    [Fact]
    public async Task Requests_share_a_connection()
    {
        using var client = Open(root.Pem, Ecdsa(key => key.ExportPkcs8PrivateKeyPem()));
        var answers = new List<string>();
        for (var i = 0; i < 3; i++) answers.Add(await client.HttpClient.GetStringAsync(client.BaseUri));
        answers.Distinct().ShouldHaveSingleItem();
    }

    public Task InitializeAsync() => server.StartAsync();

    public async Task DisposeAsync() => await server.DisposeAsync();

    public void Dispose()
    {
        folder.Dispose();
        root.Dispose();
        middle.Dispose();
        other.Dispose();
    }

    private string Ecdsa(Func<ECDsa, string> pem)
    {
        using var certificate = root.Issue("ann");
        using var key = certificate.GetECDsaPrivateKey()!;
        return User(certificate.ExportCertificatePem(), pem(key));
    }

    private string Rsa(Func<RSA, string> pem)
    {
        var (certificate, key) = root.IssueRsa("bob");
        using (key) return User(certificate, pem(key));
    }

    private static string User(string certificate, string key) => $"{{ client-certificate-data: {Base64(certificate)}, client-key-data: {Base64(key)} }}";

    private async Task<string> AskAsync(string authorities, string user)
    {
        using var client = Open(authorities, user);
        return await client.HttpClient.GetStringAsync(client.BaseUri);
    }

    private Kubernetes Open(string authorities, string user) =>
        new(folder.Open(KubeConfigFolder.With($"{{ server: '{server.Urls.Single()}', certificate-authority-data: {Base64(authorities)} }}", user)));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
