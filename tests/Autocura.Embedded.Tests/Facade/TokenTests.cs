using Autocura.Support;
using k8s;
using k8s.Exceptions;

namespace Autocura.Embedded.Tests.Facade;

public sealed class TokenTests : IDisposable
{
    private readonly ManualTime time = new(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero));
    private readonly KubeConfigFolder folder = new();

    [Fact]
    public async Task A_token_file_is_read_again_after_a_minute()
    {
        folder.Write("token", "first");
        var configuration = folder.Open(KubeConfigFolder.With(user: "{ tokenFile: token }"), time: time);
        (await TokenAsync(configuration)).ShouldBe("Bearer first");
        folder.Write("token", "second\n");
        time.Advance(TimeSpan.FromSeconds(59));
        (await TokenAsync(configuration)).ShouldBe("Bearer first");
        time.Advance(TimeSpan.FromSeconds(1));
        (await TokenAsync(configuration)).ShouldBe("Bearer second");
    }

    [Theory]
    [InlineData(" \n", "is empty")]
    [InlineData(null, "cannot be read")]
    public async Task A_token_file_without_a_token_is_told(string? content, string message)
    {
        if (content is not null) folder.Write("token", content);
        var configuration = folder.Open(KubeConfigFolder.With(user: "{ tokenFile: token }"), time: time);
        (await Should.ThrowAsync<KubeConfigException>(() => TokenAsync(configuration))).Message.ShouldContain(message);
    }

    [Fact]
    public void A_pod_is_recognised_by_its_service_account()
    {
        using var authority = new TestAuthority("cluster");
        folder.Write("sa/token", "t");
        folder.Write("sa/ca.crt", authority.Pem);
        folder.Write("sa/namespace", "autocura\n");
        var configuration = new PodAccount(folder.PathOf("sa"), "fd00::1", "6443").ToConfiguration(time);
        configuration.Host.ShouldBe("https://[fd00::1]:6443");
        configuration.Namespace.ShouldBe("autocura");
        configuration.SslCaCerts!.Count.ShouldBe(1);
        new PodAccount(folder.PathOf("sa"), null, "443").IsPresent.ShouldBeFalse();
        new PodAccount(folder.PathOf("elsewhere"), "10.0.0.1", "443").IsPresent.ShouldBeFalse();
        Should.Throw<KubeConfigException>(() => new PodAccount(folder.PathOf("sa"), "10.0.0.1", "https").ToConfiguration(time)).Message.ShouldContain("not a port");
        Should.Throw<KubeConfigException>(() => new PodAccount(folder.PathOf("elsewhere"), "10.0.0.1", "443").ToConfiguration(time)).Message.ShouldContain("Not in a pod");
    }

    [Fact]
    public async Task A_pods_token_is_read_again_when_the_kubelet_has_rotated_it()
    {
        using var authority = new TestAuthority("cluster");
        folder.Write("sa/token", "old");
        folder.Write("sa/ca.crt", authority.Pem);
        var configuration = new PodAccount(folder.PathOf("sa"), "10.0.0.1", "443").ToConfiguration(time);
        (await TokenAsync(configuration)).ShouldBe("Bearer old");
        folder.Write("sa/token", "new");
        time.Advance(TimeSpan.FromMinutes(1));
        (await TokenAsync(configuration)).ShouldBe("Bearer new");
    }

    public void Dispose() => folder.Dispose();

    internal static async Task<string> TokenAsync(KubernetesClientConfiguration configuration)
    {
        using var request = new HttpRequestMessage();
        await configuration.Credentials!.ProcessHttpRequestAsync(request, CancellationToken.None);
        return request.Headers.Authorization!.ToString();
    }
}
