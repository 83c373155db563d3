using System.Net;
using System.Net.Sockets;

namespace Autocura.Scenarios;

/// <summary>An API server that takes every connection and never answers, as one behind a broken load balancer does, and the kubeconfig that names it.</summary>
internal sealed class SilentServer : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("autocura-silent-");
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public SilentServer()
    {
        // The backlog takes the connections; nobody accepts them.
        listener.Start();
        File.WriteAllText(Kubeconfig, $$"""
            current-context: c
            contexts: [{ name: c, context: { cluster: k } }]
            clusters: [{ name: k, cluster: { server: "http://{{listener.LocalEndpoint}}" } }]
            """);
    }

    public string Kubeconfig => Path.Combine(folder.FullName, "kubeconfig");

    public void Dispose()
    {
        listener.Dispose();
        folder.Delete(recursive: true);
    }
}
