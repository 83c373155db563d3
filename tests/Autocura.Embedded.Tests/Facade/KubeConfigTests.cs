using System.Text;
using k8s;
using k8s.Exceptions;

namespace Autocura.Embedded.Tests.Facade;

public sealed class KubeConfigTests : IDisposable
{
    private readonly KubeConfigFolder folder = new();

    [Fact]
    public void A_context_gives_host_namespace_and_credentials()
    {
        var configuration = KubernetesClientConfiguration.BuildConfigFromConfigFile(folder.Write("config", """
            apiVersion: v1
            kind: Config
            preferences: { colors: true }
            current-context: shop
            contexts:
            - { name: shop, context: { cluster: kind, user: admin, namespace: store } }
            - { name: bare, context: { cluster: kind } }
            clusters:
            - { name: kind, cluster: { server: "https://127.0.0.1:6443", tls-server-name: api.internal, insecure-skip-tls-verify: true, extensions: [{ name: x, extension: { deep: [1, { a: b }] } }] } }
            users:
            - { name: admin, user: { token: abc } }
            """));
        configuration.CurrentContext.ShouldBe("shop");
        configuration.Namespace.ShouldBe("store");
        configuration.Host.ShouldBe("https://127.0.0.1:6443");
        configuration.TlsServerName.ShouldBe("api.internal");
        configuration.SkipTlsVerify.ShouldBeTrue();
        configuration.Credentials.ShouldNotBeNull();
    }

    [Fact]
    public void Another_context_and_another_server_can_be_asked_for()
    {
        var path = folder.Write("config", """
            current-context: shop
            contexts: [{ name: shop, context: { cluster: gone, user: gone } }, { name: bare, context: { cluster: kind } }]
            clusters: [{ name: kind, cluster: { server: "http://127.0.0.1:8001" } }]
            """);
        var configuration = KubernetesClientConfiguration.BuildConfigFromConfigFile(path, currentContext: "bare", masterUrl: "https://10.0.0.1");
        configuration.CurrentContext.ShouldBe("bare");
        configuration.Host.ShouldBe("https://10.0.0.1");
        configuration.Credentials.ShouldBeNull();
    }

    [Fact]
    public void Json_is_a_kubeconfig_too()
    {
        var configuration = folder.Open("""{"current-context":"c","contexts":[{"name":"c","context":{"cluster":"k"}}],"clusters":[{"name":"k","cluster":{"server":"https://h"}}]}""");
        configuration.Host.ShouldBe("https://h");
    }

    [Fact]
    public void Of_several_files_the_first_to_name_an_entry_wins()
    {
        var first = folder.Write("one/config", "clusters: [{ name: k, cluster: { server: 'https://first' } }]\nusers: [{ name: u, user: { tokenFile: token } }]");
        var second = folder.Write("two/config", KubeConfigFolder.With(cluster: "{ server: 'https://second' }"));
        folder.Write("one/token", "from-a-file\n");
        var configuration = KubeConfigContext.Open(KubeConfigFile.Load([first, second], useRelativePaths: true), null, null, TimeProvider.System);
        configuration.Host.ShouldBe("https://first");
        Authorization(configuration).ShouldBe("Bearer from-a-file");
    }

    [Theory]
    [InlineData("{ token: t }", "Bearer t")]
    [InlineData("{ username: ann, password: 'p:w' }", "Basic YW5uOnA6dw==")]
    [InlineData("{ username: ann }", "Basic YW5uOg==")]
    [InlineData("{ token: t, username: ann, password: p }", "Bearer t")]
    [InlineData("{ token: stale, tokenFile: fresh }", "Bearer from-a-file")]
    public void Requests_are_signed_as_the_user(string user, string authorization)
    {
        folder.Write("fresh", "from-a-file");
        Authorization(folder.Open(KubeConfigFolder.With(user: user))).ShouldBe(authorization);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("just words", "not readable at line 1")]
    [InlineData("[1, 2]", "not readable at line 1")]
    [InlineData("contexts: {", "not readable at line 1")]
    [InlineData("contexts: words", "not readable at line 1")]
    [InlineData("contexts: [{ name: c, context: { cluster: [x] } }]", "not readable at line 1")]
    [InlineData("a: &x [*x]\ncontexts: *y", "not readable at line 2")]
    [InlineData("contexts: []", "has no current-context")]
    [InlineData("current-context:\ncontexts:\nclusters:\nusers:", "has no current-context")]
    [InlineData("current-context: c\ncontexts: [{}, null, { name: d }]", "Context: c not found in contexts in kubeconfig; it has: d")]
    [InlineData("current-context: c\ncontexts: [{ name: c }]", "Context: c not found")]
    [InlineData("current-context: c\ncontexts: [{ name: c, context: { cluster: k } }]", "Cluster: k of context c not found")]
    [InlineData("current-context: c\ncontexts: [{ name: c, context: { cluster: k, user: u } }]\nclusters: [{ name: k, cluster: { server: 'https://h' } }]", "User: u of context c not found")]
    public void A_kubeconfig_that_leads_nowhere_says_where_it_ends(string kubeconfig, string message) =>
        Should.Throw<KubeConfigException>(() => folder.Open(kubeconfig)).Message.ShouldContain(message);

    [Theory]
    [InlineData("{}", "Cluster: k has no server")]
    [InlineData("{ server: '' }", "Cluster: k has no server")]
    [InlineData("{ server: 127.0.0.1 }", "not an absolute URL")]
    [InlineData("{ server: 'file:///etc/passwd' }", "an http or https URL is needed")]
    [InlineData("{ server: 'https://h', certificate-authority: none.crt }", "certificate-authority")]
    [InlineData("{ server: 'https://h', certificate-authority-data: '***' }", "certificate-authority-data in kubeconfig is not base64")]
    [InlineData("{ server: 'https://h', certificate-authority-data: aGVsbG8= }", "holds no PEM certificate")]
    [InlineData("{ server: 'https://h', insecure-skip-tls-verify: perhaps }", "not readable at line")]
    [InlineData("{ server: 'https://h', proxy-url: nowhere }", "proxy-url of cluster k")]
    [InlineData("{ server: 'https://h', proxy-url: 'ftp://proxy' }", "proxy-url of cluster k is 'ftp://proxy': an http, https or socks5 URL is needed")]
    public void A_cluster_that_cannot_be_reached_is_refused_by_name(string cluster, string message) =>
        Should.Throw<KubeConfigException>(() => folder.Open(KubeConfigFolder.With(cluster: cluster))).Message.ShouldContain(message);

    [Theory]
    [InlineData("{}", "User: u does not have appropriate auth credentials in kubeconfig")]
    [InlineData("{ token: '' }", "User: u does not have appropriate auth credentials in kubeconfig")]
    [InlineData("{ password: p }", "User: u does not have appropriate auth credentials in kubeconfig")]
    [InlineData("{ client-certificate-data: aGVsbG8= }", "without its key")]
    [InlineData("{ client-key-data: aGVsbG8= }", "without its certificate")]
    [InlineData("{ client-certificate-data: aGVsbG8=, client-key-data: aGVsbG8= }", "do not load")]
    [InlineData("{ client-certificate: gone.crt, client-key: gone.key }", "gone.crt in kubeconfig cannot be read")]
    [InlineData("{ client-certificate-data: '***', client-key-data: aGVsbG8= }", "client-certificate-data in kubeconfig is not base64")]
    [InlineData("{ token: t, as: root }", "impersonates 'root'")]
    [InlineData("{ auth-provider: { name: gcp } }", "auth-provider")]
    [InlineData("{ exec: { apiVersion: client.authentication.k8s.io/v1 } }", "names no command")]
    [InlineData("{ exec: { command: plug } }", "plug has the apiVersion '' in kubeconfig: client.authentication.k8s.io/v1 or client.authentication.k8s.io/v1beta1 is needed")]
    [InlineData("{ exec: { apiVersion: client.authentication.k8s.io/v1alpha1, command: plug } }", "plug has the apiVersion 'client.authentication.k8s.io/v1alpha1'")]
    [InlineData("{ exec: { apiVersion: client.authentication.k8s.io/v1, command: plug, interactiveMode: Always } }", "plug asks a person in kubeconfig")]
    [InlineData("{ exec: { apiVersion: client.authentication.k8s.io/v1, command: plug, env: [{ name: A }] } }", "plug has an environment variable without its value (A)")]
    [InlineData("{ exec: { apiVersion: client.authentication.k8s.io/v1, command: plug, env: [{ value: A }] } }", "plug has an environment variable without its name")]
    [InlineData("{ exec: { apiVersion: client.authentication.k8s.io/v1, command: no-such-plugin-anywhere, installHint: Get it from us. } }", "cannot be started")]
    public void A_user_that_cannot_be_authenticated_is_refused_by_name(string user, string message) =>
        Should.Throw<KubeConfigException>(() => folder.Open(KubeConfigFolder.With(user: user))).Message.ShouldContain(message);

    [Theory]
    [InlineData("https://0.0.0.0:6443", "https://127.0.0.1:6443/")]
    [InlineData("https://[::]:6443", "https://[::1]:6443/")]
    [InlineData("https://h/k8s/clusters/c-1", "https://h/k8s/clusters/c-1")]
    public void A_server_on_every_address_is_reached_on_this_machine(string server, string host) =>
        folder.Open(KubeConfigFolder.With(cluster: $"{{ server: '{server}' }}")).Host.ShouldBe(host);

    [Fact]
    public void Names_of_contexts_clusters_and_users_do_not_mind_the_case()
    {
        var configuration = folder.Open(KubeConfigFolder.With(), context: "C");
        configuration.CurrentContext.ShouldBe("c");
        configuration.Host.ShouldBe("https://127.0.0.1:6443");
    }

    [Fact]
    public void Settings_of_a_users_own_do_no_harm_to_what_was_removed_beside_them()
    {
        Authorization(folder.Open(KubeConfigFolder.With(user: "{ token: t, auth-provider: { name: gcp } }"))).ShouldBe("Bearer t");
        Should.Throw<KubeConfigException>(() => folder.Open(KubeConfigFolder.With(user: "{ auth-provider: { name: oidc } }"))).Message.ShouldContain("use an exec plug-in");
    }

    [Fact]
    public void A_default_is_looked_for_in_KUBECONFIG_then_at_home_then_in_the_pod_then_on_this_machine()
    {
        using var authority = new TestAuthority("cluster");
        var variable = folder.Write("variable", KubeConfigFolder.With(cluster: "{ server: 'https://variable' }"));
        var first = folder.Write("first", "clusters: [{ name: k, cluster: { server: 'https://first' } }]");
        var home = folder.Write("home", KubeConfigFolder.With(cluster: "{ server: 'https://home' }"));
        folder.Write("sa/token", "t");
        folder.Write("sa/ca.crt", authority.Pem);
        var pod = new PodAccount(folder.PathOf("sa"), "10.0.0.1", "443");
        var none = new PodAccount(folder.PathOf("sa"), null, null);

        Default(variable, home, pod).ShouldBe("https://variable");
        Default($"{first}{Path.PathSeparator}\"{variable}\"", home, pod).ShouldBe("https://first");
        Default("", home, pod).ShouldBe("https://home");
        Default(null, home, pod).ShouldBe("https://home");
        Default(null, folder.PathOf("none"), pod).ShouldBe("https://10.0.0.1");
        Default(null, folder.PathOf("none"), none).ShouldBe("http://localhost:8080");
        Should.Throw<KubeConfigException>(() => Default(folder.PathOf("none"), home, pod)).Message.ShouldContain("kubeconfig file not found");

        static string Default(string? list, string location, PodAccount account) =>
            KubernetesClientConfiguration.BuildDefaultConfig(list, location, account, TimeProvider.System).Host;
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var path = folder.PathOf("none");
        Should.Throw<KubeConfigException>(() => KubernetesClientConfiguration.BuildConfigFromConfigFile(path)).Message.ShouldBe($"kubeconfig file not found at {path}");
    }

    [Fact]
    public void Nesting_and_aliases_without_end_do_not_bring_the_process_down()
    {
        var deep = new StringBuilder("extensions: ").Append('[', 5_000).Append(']', 5_000).AppendLine();
        var bomb = "l0: &l0 [x,x,x,x,x,x,x,x,x]\n" + string.Concat(Enumerable.Range(1, 30).Select(i => $"l{i}: &l{i} [{string.Join(',', Enumerable.Repeat($"*l{i - 1}", 9))}]\n"));
        folder.Open(deep + bomb + KubeConfigFolder.With()).Host.ShouldBe("https://127.0.0.1:6443");
    }

    public void Dispose() => folder.Dispose();

    private static string Authorization(KubernetesClientConfiguration configuration)
    {
        using var request = new HttpRequestMessage();
        configuration.Credentials!.ProcessHttpRequestAsync(request, CancellationToken.None).GetAwaiter().GetResult();
        return request.Headers.Authorization!.ToString();
    }
}
