using k8s.Exceptions;

namespace k8s.Authentication;

/// <summary>A token that does not change.</summary>
internal sealed class FixedToken(string token) : ITokenSource
{
    public ValueTask<string> TokenAsync(CancellationToken cancellationToken) => new(token);
}

/// <summary>A token in a file that somebody else rotates, as the kubelet does: read again once a minute.</summary>
internal sealed class FileToken(string path, TimeProvider time) : ITokenSource
{
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(1);
    private Reading? last;

    public async ValueTask<string> TokenAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (this.last is { } last && now - last.At < Freshness) return last.Token;
        var token = (await ReadAsync(cancellationToken)).Trim();
        if (token.Length == 0) throw new KubeConfigException($"Token file {path} is empty.");
        this.last = new Reading(token, now);
        return token;
    }

    private async Task<string> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllTextAsync(path, cancellationToken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new KubeConfigException($"Token file {path} cannot be read: {error.Message}", error);
        }
    }

    private sealed record Reading(string Token, DateTimeOffset At);
}

/// <summary>A token that a plug-in hands out, kept until shortly before it expires. Only one request asks for a new one.</summary>
internal sealed class ExecToken(ExecPlugin plugin, ExecCredential first, TimeProvider time) : ITokenSource, IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim oneAtATime = new(1, 1);
    private ExecCredential current = first;

    public async ValueTask<string> TokenAsync(CancellationToken cancellationToken)
    {
        if (IsFresh(current)) return Token(current);
        await oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (!IsFresh(current)) current = await plugin.RunAsync(cancellationToken);
            return Token(current);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    private bool IsFresh(ExecCredential credential) => credential.Expires is null || time.GetUtcNow() < credential.Expires - Margin;

    private string Token(ExecCredential credential) =>
        credential.Token ?? throw new KubeConfigException($"The credential plug-in {plugin.Command} gave a token before and gives none now.");
}
