using System.Net;
using System.Security.Authentication;
using System.Text;
using k8s;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Autocura.Embedded.Tests.Facade;

/// <summary>Speaks TLS with a server of its own, as a cluster's API server would be configured.</summary>
public sealed class KubernetesTests : IAsyncLifetime, IDisposable
{
    private readonly KubeConfigFolder folder = new();
    private readonly TestAuthority authority = new("cluster");
    private readonly TestAuthority other = new("other");
    private readonly WebApplication server;

    public KubernetesTests()
    {
        var certificate = authority.Issue("server", "127.0.0.1", "api.internal");
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.UseHttps(https =>
        {
            https.ServerCertificate = certificate;
            https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
            https.ClientCertificateValidation = (client, _, _) => authority.HasIssued(client);
        })));
        server = builder.Build();
        server.Run(http => http.Response.WriteAsync($"{http.Connection.ClientCertificate?.Subject}|{http.Request.Headers.Authorization}|{http.Request.Headers.UserAgent}"));
    }

    private string Server => server.Urls.Single();

    [Fact]
    public async Task The_clusters_own_authority_is_trusted_from_data_and_from_a_relative_path()
    {
        folder.Write("pki/ca.crt", authority.Pem);
        (await AskAsync($"certificate-authority-data: {Base64(authority.Pem)}")).ShouldBe("|Bearer t|");
        (await AskAsync("certificate-authority: pki/ca.crt")).ShouldBe("|Bearer t|");
    }

    [Fact]
    public async Task A_server_of_another_authority_is_refused()
    {
        var refusal = await Should.ThrowAsync<HttpRequestException>(() => AskAsync($"certificate-authority-data: {Base64(other.Pem)}"));
        refusal.InnerException.ShouldBeOfType<AuthenticationException>();
        (await Should.ThrowAsync<HttpRequestException>(() => AskAsync(""))).InnerException.ShouldBeOfType<AuthenticationException>();
    }

    [Fact]
    public async Task A_server_of_another_name_is_refused()
    {
        var trust = $"certificate-authority-data: {Base64(authority.Pem)}";
        (await AskAsync($"{trust}, tls-server-name: api.internal")).ShouldBe("|Bearer t|");
        (await AskAsync(trust)).ShouldBe("|Bearer t|");
        await Should.ThrowAsync<HttpRequestException>(() => AskAsync($"{trust}, tls-server-name: api.elsewhere"));
    }

    [Fact]
    public async Task Verification_is_skipped_only_where_the_kubeconfig_says_so() =>
        (await AskAsync("insecure-skip-tls-verify: true")).ShouldBe("|Bearer t|");

    [Fact]
    public async Task A_client_certificate_identifies_the_user_without_further_credentials()
    {
        using var certificate = authority.Issue("ann");
        using var key = System.Security.Cryptography.X509Certificates.ECDsaCertificateExtensions.GetECDsaPrivateKey(certificate)!;
        folder.Write("ann.key", key.ExportPkcs8PrivateKeyPem());
        var user = $"{{ client-certificate-data: {Base64(certificate.ExportCertificatePem())}, client-key: ann.key }}";
        (await AskAsync($"certificate-authority-data: {Base64(authority.Pem)}", user)).ShouldBe("CN=ann||");
    }

    [Fact]
    public async Task A_client_certificate_of_another_authority_is_refused_by_the_server()
    {
        using var certificate = other.Issue("mallory");
        using var key = System.Security.Cryptography.X509Certificates.ECDsaCertificateExtensions.GetECDsaPrivateKey(certificate)!;
        var user = $"{{ client-certificate-data: {Base64(certificate.ExportCertificatePem())}, client-key-data: {Base64(key.ExportPkcs8PrivateKeyPem())} }}";
        await Should.ThrowAsync<HttpRequestException>(() => AskAsync($"certificate-authority-data: {Base64(authority.Pem)}", user));
    }

    [Fact]
    public async Task Handlers_wrap_the_transport_in_their_order_and_the_transport_can_be_tuned_before_its_use()
    {
        var configuration = folder.Open(KubeConfigFolder.With(cluster: $"{{ server: '{Server}', insecure-skip-tls-verify: true }}"));
        SocketsHttpHandler? tuned = null;
        configuration.FirstMessageHandlerSetup = transport => tuned = transport;
        var trace = new List<string>();
        using var cluster = new Kubernetes(configuration, new Tracing("outer", trace), new Tracing("inner", trace));
        tuned.ShouldNotBeNull().KeepAlivePingPolicy.ShouldBe(HttpKeepAlivePingPolicy.WithActiveRequests);
        cluster.HttpClient.Timeout.ShouldBe(Timeout.InfiniteTimeSpan, "a watch lasts for hours: deadlines belong to whoever sends a request");
        (await cluster.HttpClient.GetStringAsync(cluster.BaseUri)).ShouldBe("||");
        trace.ShouldBe(["outer", "inner"]);
    }

    public Task InitializeAsync() => server.StartAsync();

    public async Task DisposeAsync() => await server.DisposeAsync();

    public void Dispose()
    {
        folder.Dispose();
        authority.Dispose();
        other.Dispose();
    }

    private async Task<string> AskAsync(string cluster, string user = "{ token: t }")
    {
        var configuration = folder.Open(KubeConfigFolder.With($"{{ server: '{Server}'{(cluster.Length > 0 ? ", " : "")}{cluster} }}", user));
        using var client = new Kubernetes(configuration);
        using var request = new HttpRequestMessage(HttpMethod.Get, client.BaseUri);
        if (configuration.TlsServerName is { } name) request.Headers.Host = name;
        if (client.Credentials is not null) await client.Credentials.ProcessHttpRequestAsync(request, CancellationToken.None);
        using var response = await client.HttpClient.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private sealed class Tracing(string name, List<string> trace) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            trace.Add(name);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
