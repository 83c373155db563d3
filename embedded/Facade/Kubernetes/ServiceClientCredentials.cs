using System.Net.Http.Headers;
using System.Text;

namespace k8s.Authentication;

/// <summary>Signs a request as the user that the configuration names.</summary>
public abstract class ServiceClientCredentials
{
    public virtual Task ProcessHttpRequestAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>A bearer token, asked for anew on every request so that a rotated one is picked up.</summary>
internal sealed class BearerCredentials(ITokenSource source) : ServiceClientCredentials
{
    public override async Task ProcessHttpRequestAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await source.TokenAsync(cancellationToken));
}

/// <summary>A name and a password.</summary>
internal sealed class BasicCredentials(string username, string? password) : ServiceClientCredentials
{
    private readonly AuthenticationHeaderValue header = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{username}:{password}")));

    public override Task ProcessHttpRequestAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = header;
        return Task.CompletedTask;
    }
}

/// <summary>Where a bearer token comes from.</summary>
internal interface ITokenSource
{
    ValueTask<string> TokenAsync(CancellationToken cancellationToken);
}
