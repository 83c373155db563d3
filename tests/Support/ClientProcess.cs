using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Autocura.Support;

/// <summary>
/// A real program in a process of its own. Its output is kept for failure messages, and it is ended by its own id. The programs live in real
/// time, so this is the one place in the tests that waits for it, always with a deadline.
/// </summary>
public sealed class ClientProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly Process process;
    private readonly List<string> output = [];

    private ClientProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
    }

    /// <summary>Everything the program has printed.</summary>
    public string Output
    {
        get
        {
            lock (output)
            {
                return string.Join('\n', output);
            }
        }
    }

    public static ClientProcess Start(string binary, params string[] arguments)
    {
        var start = new ProcessStartInfo(RealClients.Require(binary), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        var client = new ClientProcess(new Process { StartInfo = start });
        client.process.Start();
        client.process.BeginOutputReadLine();
        client.process.BeginErrorReadLine();
        return client;
    }

    /// <summary>Runs a program to its end; a code other than zero fails with what it printed.</summary>
    public static async Task<string> RunAsync(string binary, params string[] arguments)
    {
        await using var client = Start(binary, arguments);
        return await client.EndAsync(Patience);
    }

    /// <summary>Waits for the program's end and returns what it printed; a code other than zero fails with that.</summary>
    public async Task<string> EndAsync(TimeSpan patience)
    {
        using var deadline = new CancellationTokenSource(patience);
        await process.WaitForExitAsync(deadline.Token);
        return process.ExitCode == 0
            ? Output
            : throw new InvalidOperationException($"{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)} ended with {process.ExitCode}:\n{Output}");
    }

    /// <summary>A port on the loopback interface that nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Asks until the answer is the awaited one; past the deadline it fails with what was awaited and what the program printed.</summary>
    public async Task<T> UntilAsync<T>(string awaited, Func<Task<T?>> ask, TimeSpan? patience = null)
        where T : class
    {
        var waiting = Stopwatch.StartNew();
        using var pace = new PeriodicTimer(Pause);
        while (waiting.Elapsed < (patience ?? Patience))
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"{process.StartInfo.FileName} ended with {process.ExitCode} before {awaited}:\n{Output}");
            }

            if (await ask() is { } answer)
            {
                return answer;
            }

            await pace.WaitForNextTickAsync();
        }

        throw new TimeoutException($"After {waiting.Elapsed.TotalSeconds:0} s: not {awaited}. {process.StartInfo.FileName} printed:\n{Output}");
    }

    /// <summary>Waits until the address answers with success.</summary>
    public Task ReadyAsync(HttpClient http, string path) => UntilAsync($"{path} answers", async () =>
    {
        try
        {
            using var response = await http.GetAsync(path);
            return response.IsSuccessStatusCode ? "ready" : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    });

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (output)
        {
            output.Add(line);
        }
    }
}
