using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Autocura.Support;
using k8s.Exceptions;

namespace Autocura.Embedded.Tests.Facade;

/// <summary>Plug-ins are programs; these are shell scripts.</summary>
public sealed class ExecPluginTests : IDisposable
{
    private const string ApiVersion = "client.authentication.k8s.io/v1";
    private readonly ManualTime time = new(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero));
    private readonly KubeConfigFolder folder = new();

    [Fact]
    public async Task A_token_is_kept_until_shortly_before_it_expires()
    {
        var runs = folder.PathOf("runs");
        var user = Plugin($$$"""
            echo run >> '{{{runs}}}'
            n=$(wc -l < '{{{runs}}}' | tr -d ' ')
            echo "{\"apiVersion\":\"{{{ApiVersion}}}\",\"kind\":\"ExecCredential\",\"status\":{\"token\":\"token-$n\",\"expirationTimestamp\":\"2026-01-05T0$((7 + n)):30:00Z\"} }"
            """);
        var configuration = folder.Open(KubeConfigFolder.With(user: user), time: time);
        (await TokenTests.TokenAsync(configuration)).ShouldBe("Bearer token-1");
        time.Advance(TimeSpan.FromMinutes(29));
        (await TokenTests.TokenAsync(configuration)).ShouldBe("Bearer token-1");
        time.Advance(TimeSpan.FromSeconds(30));
        var together = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => TokenTests.TokenAsync(configuration)));
        together.ShouldAllBe(token => token == "Bearer token-2");
        File.ReadAllLines(runs).Length.ShouldBe(2);
    }

    [Fact]
    public async Task The_plugin_gets_its_arguments_its_environment_and_the_request()
    {
        var user = Plugin(
            $$$"""printf '{"apiVersion":"{{{ApiVersion}}}","status":{"token":"%s"} }' "$1-$REGION-$(echo "$KUBERNETES_EXEC_INFO" | grep -c interactive)" """,
            ", args: [first], env: [{ name: REGION, value: north }]");
        (await TokenTests.TokenAsync(folder.Open(KubeConfigFolder.With(user: user)))).ShouldBe("Bearer first-north-1");
    }

    [Fact]
    public async Task The_plugin_is_told_of_the_cluster_where_the_kubeconfig_says_so()
    {
        using var authority = new TestAuthority("cluster");
        folder.Write("ca.crt", authority.Pem);
        var answer = $$$"""printf '%s' "$KUBERNETES_EXEC_INFO" > '{{{folder.PathOf("info")}}}'; printf '{"apiVersion":"{{{ApiVersion}}}","status":{"token":"t"} }'""";
        var cluster = "{ server: 'https://h:6443', certificate-authority: ca.crt, tls-server-name: api.internal, proxy-url: 'socks5://proxy:1080' }";
        await TokenTests.TokenAsync(folder.Open(KubeConfigFolder.With(cluster, Plugin(answer, ", provideClusterInfo: true, interactiveMode: IfAvailable"))));
        using var info = JsonDocument.Parse(File.ReadAllText(folder.PathOf("info")));
        info.RootElement.GetProperty("kind").GetString().ShouldBe("ExecCredential");
        info.RootElement.GetProperty("apiVersion").GetString().ShouldBe(ApiVersion);
        var told = info.RootElement.GetProperty("spec").GetProperty("cluster");
        told.GetProperty("server").GetString().ShouldBe("https://h:6443");
        told.GetProperty("tls-server-name").GetString().ShouldBe("api.internal");
        told.GetProperty("proxy-url").GetString().ShouldBe("socks5://proxy:1080");
        told.GetProperty("certificate-authority-data").GetBytesFromBase64().ShouldBe(System.Text.Encoding.UTF8.GetBytes(authority.Pem));

        await TokenTests.TokenAsync(folder.Open(KubeConfigFolder.With(cluster, Plugin(answer))));
        File.ReadAllText(folder.PathOf("info")).ShouldNotContain("cluster");
    }

    [Fact]
    public async Task A_plugin_wins_over_a_token_beside_it()
    {
        var user = Plugin($$$"""printf '{"apiVersion":"{{{ApiVersion}}}","status":{"token":"fresh"} }'""");
        (await TokenTests.TokenAsync(folder.Open(KubeConfigFolder.With(user: "{ token: stale, " + user[1..])))).ShouldBe("Bearer fresh");
    }

    [Fact]
    public void A_certificate_identifies_the_client_without_a_token()
    {
        using var authority = new TestAuthority("cluster");
        using var certificate = authority.Issue("ann");
        using var key = certificate.GetECDsaPrivateKey()!;
        var status = JsonSerializer.Serialize(new { clientCertificateData = certificate.ExportCertificatePem(), clientKeyData = key.ExportPkcs8PrivateKeyPem() });
        folder.Write("answer.json", $$"""{"apiVersion":"{{ApiVersion}}","kind":"ExecCredential","status":{{status}}}""");
        var configuration = folder.Open(KubeConfigFolder.With(user: Plugin($"cat '{folder.PathOf("answer.json")}'")));
        configuration.Credentials.ShouldBeNull();
        configuration.ClientCertificate.ShouldNotBeNull().Context.TargetCertificate.Subject.ShouldBe("CN=ann");
    }

    [Theory]
    [InlineData("echo not logged in >&2; exit 3", "ended with code 3: not logged in")]
    [InlineData("true", "something other than an ExecCredential")]
    [InlineData("echo '[]'", "something other than an ExecCredential")]
    [InlineData("echo '{\"apiVersion\":\"client.authentication.k8s.io/v1beta1\"}'", "speaks client.authentication.k8s.io/v1beta1")]
    [InlineData("echo '{\"apiVersion\":\"client.authentication.k8s.io/v1\",\"status\":{}}'", "answered neither token nor certificate")]
    [InlineData("echo '{\"apiVersion\":\"client.authentication.k8s.io/v1\",\"status\":{\"token\":7}}'", "something other than an ExecCredential")]
    [InlineData("echo '{\"apiVersion\":\"client.authentication.k8s.io/v1\",\"status\":{\"token\":\"t\",\"expirationTimestamp\":\"soon\"}}'", "something other than an ExecCredential")]
    public void A_plugin_that_gives_no_credential_is_told_by_name(string script, string message)
    {
        var refusal = Should.Throw<KubeConfigException>(() => folder.Open(KubeConfigFolder.With(user: Plugin(script))));
        refusal.Message.ShouldContain(message);
        refusal.Message.ShouldContain("plugin.sh");
    }

    public void Dispose() => folder.Dispose();

    /// <summary>Written beside the kubeconfig and named relative to it.</summary>
    private string Plugin(string script, string more = "")
    {
        var path = folder.Write("plugin.sh", "#!/bin/sh\n" + script + "\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return $"{{ exec: {{ apiVersion: {ApiVersion}, command: ./plugin.sh{more} }} }}";
    }
}
