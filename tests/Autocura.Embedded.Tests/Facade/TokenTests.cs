using Autocura.Support;
using k8s;
using k8s.Exceptions;

namespace Autocura.Embedded.Tests.Facade;

public sealed class TokenTests : IDisposable
{
    private readonly ManualTime _time = new(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero));
    private readonly KubeConfigFolder _folder = new();

    [Fact]
    public async Task A_token_file_is_read_again_after_a_minute()
    {
        _folder.Write("token", "first");
        var configuration = _folder.Open(KubeConfigFolder.With(user: "{ tokenFile: token }"), time: _time);
        (await TokenAsync(configuration)).ShouldBe("Bearer first");
        _folder.Write("token", "second\n");
        _time.Advance(TimeSpan.FromSeconds(59));
        (await TokenAsync(configuration)).ShouldBe("Bearer first");
        _time.Advance(TimeSpan.FromSeconds(1));
        (await TokenAsync(configuration)).ShouldBe("Bearer second");
    }

    [Theory]
    [InlineData(" \n", "is empty")]
    [InlineData(null, "cannot be read")]
    public async Task A_token_file_without_a_token_is_told(string? content, string message)
    {
        if (content is not null) _folder.Write("token", content);
        var configuration = _folder.Open(KubeConfigFolder.With(user: "{ tokenFile: token }"), time: _time);
        (await Should.ThrowAsync<KubeConfigException>(() => TokenAsync(configuration))).Message.ShouldContain(message);
    }

    [Fact]
    public void A_pod_is_recognised_by_its_service_account()
    {
        using var authority = new TestAuthority("cluster");
        _folder.Write("sa/token", "t");
        _folder.Write("sa/ca.crt", authority.Pem);
        _folder.Write("sa/namespace", "autocura\n");
        var configuration = new PodAccount(_folder.PathOf("sa"), "fd00::1", "6443").ToConfiguration(_time);
        configuration.Host.ShouldBe("https://[fd00::1]:6443");
        configuration.Namespace.ShouldBe("autocura");
        configuration.SslCaCerts!.Count.ShouldBe(1);
        new PodAccount(_folder.PathOf("sa"), null, "443").IsPresent.ShouldBeFalse();
        new PodAccount(_folder.PathOf("elsewhere"), "10.0.0.1", "443").IsPresent.ShouldBeFalse();
        Should.Throw<KubeConfigException>(() => new PodAccount(_folder.PathOf("sa"), "10.0.0.1", "https").ToConfiguration(_time)).Message.ShouldContain("not a port");
        Should.Throw<KubeConfigException>(() => new PodAccount(_folder.PathOf("elsewhere"), "10.0.0.1", "443").ToConfiguration(_time)).Message.ShouldContain("Not in a pod");
    }

    [Fact]
    public async Task A_pods_token_is_read_again_when_the_kubelet_has_rotated_it()
    {
        using var authority = new TestAuthority("cluster");
        _folder.Write("sa/token", "old");
        _folder.Write("sa/ca.crt", authority.Pem);
        var configuration = new PodAccount(_folder.PathOf("sa"), "10.0.0.1", "443").ToConfiguration(_time);
        (await TokenAsync(configuration)).ShouldBe("Bearer old");
        _folder.Write("sa/token", "new");
        _time.Advance(TimeSpan.FromMinutes(1));
        (await TokenAsync(configuration)).ShouldBe("Bearer new");
    }

    public void Dispose() => _folder.Dispose();

    internal static async Task<string> TokenAsync(KubernetesClientConfiguration configuration)
    {
        using var request = new HttpRequestMessage();
        await configuration.Credentials!.ProcessHttpRequestAsync(request, CancellationToken.None);
        return request.Headers.Authorization!.ToString();
    }
}
