using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Autocura.Embedded.Cluster;

namespace Autocura.Embedded.Tests.Cluster.Authentication;

public sealed class AuthenticatorTests
{
    private const string WhoAmI = "/apis/authentication.k8s.io/v1/selfsubjectreviews";

    [Fact]
    public async Task A_token_is_its_accounts_until_it_expires()
    {
        await using var server = await TemporaryServer.StartAsync();
        var token = await server.AccountAsync("ann");
        var me = (await server.SendAsAsync(token, HttpMethod.Post, WhoAmI, "{}")).Body;
        me.Text("status", "userInfo", "username").ShouldBe("system:serviceaccount:default:ann");
        me.Items("status", "userInfo", "groups").Select(group => group.Text()).ShouldBe(["system:serviceaccounts", "system:serviceaccounts:default", "system:authenticated"]);
        server.Time.Advance(TimeSpan.FromHours(1));
        (await server.SendAsAsync(token, HttpMethod.Post, WhoAmI, "{}")).Code.ShouldBe(401);
    }

    [Fact]
    public async Task A_token_dies_with_its_account_and_is_not_the_next_ones_of_that_name()
    {
        await using var server = await TemporaryServer.StartAsync();
        var token = await server.AccountAsync("ann");
        await server.SendAsync(HttpMethod.Delete, "/api/v1/namespaces/default/serviceaccounts/ann");
        (await server.SendAsAsync(token, HttpMethod.Post, WhoAmI, "{}")).Code.ShouldBe(401);
        var next = await server.AccountAsync("ann");
        (await server.SendAsAsync(token, HttpMethod.Post, WhoAmI, "{}")).Code.ShouldBe(401);
        (await server.SendAsAsync(next, HttpMethod.Post, WhoAmI, "{}")).Code.ShouldBe(201);
    }

    [Fact]
    public async Task A_token_is_good_for_its_audience_and_its_bound_object_alone()
    {
        await using var server = await TemporaryServer.StartAsync();
        await server.AccountAsync("ann");
        await server.PostAsync("/api/v1/namespaces/default/secrets", """{"metadata":{"name":"s"}}""");
        const string Tokens = "/api/v1/namespaces/default/serviceaccounts/ann/token";
        var elsewhere = (await server.PostAsync(Tokens, """{"spec":{"audiences":["vault"]}}""")).Body.Text("status", "token")!;
        (await server.SendAsAsync(elsewhere, HttpMethod.Post, WhoAmI, "{}")).Code.ShouldBe(401);
        var review = await server.PostAsync("/apis/authentication.k8s.io/v1/tokenreviews", $$$"""{"spec":{"token":"{{{elsewhere}}}","audiences":["vault"]} }""");
        review.Body.Flag("status", "authenticated").ShouldBe(true);

        var bound = (await server.PostAsync(Tokens, """{"spec":{"boundObjectRef":{"kind":"Secret","apiVersion":"v1","name":"s"}}}""")).Body.Text("status", "token")!;
        (await server.SendAsAsync(bound, HttpMethod.Post, WhoAmI, "{}")).Code.ShouldBe(201);
        await server.SendAsync(HttpMethod.Delete, "/api/v1/namespaces/default/secrets/s");
        (await server.SendAsAsync(bound, HttpMethod.Post, WhoAmI, "{}")).Code.ShouldBe(401);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("a.b.c")]
    [InlineData("eyJhbGciOiJub25lIn0.eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6ZGVmYXVsdDphbm4ifQ.")]
    public async Task What_the_cluster_has_not_signed_is_nobodys(string token)
    {
        await using var server = await TemporaryServer.StartAsync();
        var refused = await server.SendAsAsync(token, HttpMethod.Get, "/api/v1/pods");
        (refused.Code, refused.Reason).ShouldBe((401, "Unauthorized"));
    }

    [Fact]
    public async Task A_token_that_was_tampered_with_is_nobodys()
    {
        await using var server = await TemporaryServer.StartAsync();
        var parts = (await server.AccountAsync("ann")).Split('.');
        var other = (await server.AccountAsync("bob")).Split('.');
        (await server.SendAsAsync($"{parts[0]}.{other[1]}.{parts[2]}", HttpMethod.Post, WhoAmI, "{}")).Code.ShouldBe(401);
    }

    [Fact]
    public async Task A_token_for_too_short_a_time_is_refused()
    {
        await using var server = await TemporaryServer.StartAsync();
        await server.AccountAsync("ann");
        var refused = await server.PostAsync("/api/v1/namespaces/default/serviceaccounts/ann/token", """{"spec":{"expirationSeconds":60}}""");
        (refused.Code, refused.CauseFields.Single()).ShouldBe((422, "spec.expirationSeconds"));
    }

    [Fact]
    public async Task A_certificate_of_the_clusters_authority_is_the_administrators_and_another_nobodys()
    {
        await using var server = await TemporaryServer.StartAsync();
        var folder = Path.Combine(Path.GetDirectoryName(server.KubeconfigPath)!, "pki");
        using var mine = X509Certificate2.CreateFromPemFile(Path.Combine(folder, "admin.crt"), Path.Combine(folder, "admin.key"));
        using var client = server.ClientWith(X509CertificateLoader.LoadPkcs12(mine.Export(X509ContentType.Pkcs12), null));
        (await client.GetStringAsync("/api/v1/nodes")).ShouldContain("NodeList");

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = new CertificateRequest("O=system:masters, CN=eve", key, HashAlgorithmName.SHA256).CreateSelfSigned(new DateTimeOffset(mine.NotBefore), new DateTimeOffset(mine.NotAfter));
        using var stranger = server.ClientWith(X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null));
        using var refused = await stranger.GetAsync("/api/v1/nodes");
        ((int)refused.StatusCode).ShouldBe(401);
    }
}
