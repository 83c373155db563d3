using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Autocura.Embedded.Hosting;
using Autocura.Incidents;

namespace Autocura.EndToEnd;

/// <summary>
/// The embedded host as a process of its own, so that it can be killed as a machine kills it. Every start uses the same data folder and the same ports.
/// </summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);
    private readonly TemporaryFolder data = new();
    private readonly StringBuilder output = new();
    private readonly int port = ClientProcess.FreePort();
    private readonly int clusterPort = ClientProcess.FreePort();
    private readonly int metricsPort = ClientProcess.FreePort();
    private Process? process;

    public HostProcess() => Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/") };

    public HttpClient Http { get; }

    public Uri Webhook => new(Http.BaseAddress!, "api/alerts");

    /// <summary>Host and port that a Prometheus scrapes.</summary>
    public string MetricsTarget => $"127.0.0.1:{metricsPort}";

    public async Task StartAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = data.FullName };
        foreach (var argument in (string[])[typeof(EmbeddedHostOptions).Assembly.Location, "--no-demo", "--data", data.FullName, "--port", Text(port), "--cluster-port", Text(clusterPort), "--metrics-port", Text(metricsPort), .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await UntilAsync("the host answers", async () => (await Http.GetAsync("api/incidents")).IsSuccessStatusCode, StartDeadline);
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

    /// <summary>What kubectl prints.</summary>
    public Task<string> KubectlAsync(params string[] arguments) =>
        ClientProcess.RunAsync("kubectl", ["--kubeconfig", Path.Combine(data.FullName, "kubeconfig"), "--cache-dir", Path.Combine(data.FullName, "kubectl-cache"), .. arguments]);

    public Task ShopIsUpAsync() => KubectlAsync("rollout", "status", "deployment", "-n", "shop", "--timeout=60s");

    /// <summary>The instance as the durable management API shows it; null while there is none.</summary>
    public async Task<JsonObject?> InstanceAsync(string id)
    {
        using var response = await Http.GetAsync($"runtime/webhooks/durabletask/instances/{id}");
        return response.IsSuccessStatusCode ? await response.Content.ReadFromJsonAsync<JsonObject>() : null;
    }

    public async Task<IncidentPhase?> PhaseAsync(string id) =>
        await InstanceAsync(id) is { } instance && instance["customStatus"]?["Phase"]?.GetValue<string>() is { } phase ? Enum.Parse<IncidentPhase>(phase) : null;

    /// <summary>Requests that changed an object, in the name of this system, dry runs left out.</summary>
    public async Task<IReadOnlyList<JsonObject>> OwnWritesAsync(string resource, string name)
    {
        var audit = JsonNode.Parse(await KubectlAsync("get", "--raw", "/autocura/audit"))!;
        return [.. audit["entries"]!.AsArray().OfType<JsonObject>().Where(entry =>
            entry["resource"]!.GetValue<string>() == resource && entry["name"]!.GetValue<string>() == name && !entry["dryRun"]!.GetValue<bool>()
            && entry["fieldManager"]!.GetValue<string>() == "autocura" && entry["code"]!.GetValue<int>() < 300)];
    }

    public Task UntilAsync(string what, Func<Task<bool>> ask, TimeSpan deadline) => Eventually.TrueAsync(
        what,
        deadline,
        async () => process is { HasExited: false } ? await ask() : throw new InvalidOperationException($"The host ended before {what}.\n{Output()}"),
        Output);

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Http.Dispose();
        data.Dispose();
    }

    private string Output()
    {
        lock (output)
        {
            return output.ToString();
        }
    }

    private void Keep(string? line)
    {
        lock (output)
        {
            output.AppendLine(line);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
