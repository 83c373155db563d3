using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Autocura.Benchmarks.Watching;

/// <summary>The app in a process of its own, beside a cluster in this one, so that what it takes can be told from what the cluster takes.</summary>
internal sealed class AppProcess : IAsyncDisposable
{
    private readonly SettledCluster cluster;
    private readonly MeteredWire wire;
    private readonly Process process;

    /// <param name="cluster">The cluster that it looks after.</param>
    /// <param name="prometheus">The metrics source; null for none.</param>
    public AppProcess(SettledCluster cluster, Uri? prometheus = null)
    {
        this.cluster = cluster;
        wire = new MeteredWire(cluster.Server.Address);
        var start = new ProcessStartInfo(Environment.ProcessPath!, [AppProbe.Command, wire.Through(cluster.Kubeconfig), .. prometheus is null ? Array.Empty<string>() : [prometheus.ToString()]])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        process = Process.Start(start) ?? throw new InvalidOperationException("The app's process did not start.");
    }

    /// <summary>Has it do something now.</summary>
    public async Task<Cost> DoAsync(string command)
    {
        var (requests, received) = (cluster.Server.Requests, wire.Received);
        await process.StandardInput.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{cluster.Time.GetUtcNow():O} {command}"));
        await process.StandardInput.FlushAsync();
        var answer = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"The app ended at '{command}'.");
        return JsonSerializer.Deserialize<Cost>(answer)! with { Requests = cluster.Server.Requests - requests, ReceivedBytes = wire.Received - received };
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
        await wire.DisposeAsync();
    }
}
