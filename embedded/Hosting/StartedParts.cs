namespace Autocura.Embedded.Hosting;

/// <summary>Remembers what has been started, and stops it again, last first, unless everything came up.</summary>
internal sealed class StartedParts : IAsyncDisposable
{
    private readonly Stack<object> parts = [];

    public T Add<T>(T part)
        where T : class
    {
        parts.Push(part);
        return part;
    }

    /// <summary>All is up: whoever took the parts over stops them.</summary>
    public void Keep() => parts.Clear();

    public async ValueTask DisposeAsync()
    {
        while (parts.TryPop(out var part))
        {
            if (part is IAsyncDisposable later) await later.DisposeAsync();
            else (part as IDisposable)?.Dispose();
        }
    }
}
