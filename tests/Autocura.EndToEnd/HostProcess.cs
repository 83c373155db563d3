using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Autocura.Embedded.Hosting;

namespace Autocura.EndToEnd;

/// <summary>
/// The embedded host as a process of its own, so that it can be killed as a machine kills it. Every start uses the same data folder and the same ports.
/// </summary>
internal sealed class HostProcess(string dataFolder, IReadOnlyDictionary<string, string> settings, params string[] arguments) : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);
    private readonly StringBuilder output = new();
    private Process? process;

    public int Port { get; } = FreePort();

    public int ClusterPort { get; } = FreePort();

    public int MetricsPort { get; } = FreePort();

    public string Kubeconfig => Path.Combine(dataFolder, "kubeconfig");

    public HttpClient Http => new() { BaseAddress = new Uri($"http://127.0.0.1:{Port}/"), Timeout = TimeSpan.FromSeconds(30) };

    public string Output
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = dataFolder };
        start.ArgumentList.Add(typeof(FunctionHostOptions).Assembly.Location);
        foreach (var argument in (string[])["--data", dataFolder, "--port", Text(Port), "--cluster-port", Text(ClusterPort), "--metrics-port", Text(MetricsPort), .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var http = Http;
        await Eventually.TrueAsync("the host answers", StartDeadline, async () => !process.HasExited && (await http.GetAsync("api/incidents")).IsSuccessStatusCode, () => Output);
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        if (process is { HasExited: false })
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process?.Dispose();
        process = null;
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    private void Keep(string? line)
    {
        lock (output)
        {
            output.AppendLine(line);
        }
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
