using System.Net;
using System.Net.Sockets;

namespace Autocura.Benchmarks.Watching;

/// <summary>Stands between a client and an API server and counts what goes over the wire, TLS and all; it understands nothing of it.</summary>
internal sealed class MeteredWire : IAsyncDisposable
{
    private const int Chunk = 64 * 1024;

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly Uri server;
    private readonly Task accepting;
    private readonly List<Task> connections = [];
    private long received;

    public MeteredWire(Uri server)
    {
        this.server = server;
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>Bytes that the server has sent.</summary>
    public long Received => Interlocked.Read(ref received);

    /// <summary>A kubeconfig that leads through here, beside the one that leads to the server.</summary>
    public string Through(string kubeconfig)
    {
        var path = $"{kubeconfig}-metered";
        File.WriteAllText(path, File.ReadAllText(kubeconfig).Replace($":{server.Port}", $":{((IPEndPoint)listener.LocalEndpoint).Port}", StringComparison.Ordinal));
        return path;
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Dispose();
        await Task.WhenAll([accepting, .. connections]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            connections.Add(ForwardAsync(await listener.AcceptTcpClientAsync(stopping.Token)));
        }
    }

    private async Task ForwardAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient { NoDelay = true };
        near.NoDelay = true;
        await far.ConnectAsync(server.Host, server.Port, stopping.Token);
        await Task.WhenAny(CopyAsync(near, far, _ => { }), CopyAsync(far, near, count => Interlocked.Add(ref received, count)));
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, Action<int> count)
    {
        var buffer = new byte[Chunk];
        while (await from.GetStream().ReadAsync(buffer, stopping.Token) is > 0 and var read)
        {
            count(read);
            await to.GetStream().WriteAsync(buffer.AsMemory(0, read), stopping.Token);
        }
    }
}
