using Autocura.Embedded.Demo;
using Autocura.Embedded.Scenarios;
using Spectre.Console;
using System.CommandLine;
using System.Diagnostics;
using Autocura.Embedded.Hosting;
using Autocura.Embedded.Hosting.Invocation;
using Autocura.Embedded.Hosting.Settings;
using k8s.Exceptions;
using Microsoft.Extensions.Options;

// What runs gets its time to finish before the process is ended.
var patience = TimeSpan.FromSeconds(20);
return await new CommandLine().Command(RunAsync).Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = patience + patience });

async Task<int> RunAsync(Request request, CancellationToken stopped)
{
    var begun = Stopwatch.GetTimestamp();
    try
    {
        await using var host = await EmbeddedHost.StartAsync(request.Options, TimeProvider.System);
        Console.WriteLine(host.Functions.Listing);
        if (host.Cluster is { } cluster) Console.WriteLine($"Simulated cluster: kubectl --kubeconfig {cluster.KubeconfigPath} -n shop get pods");
        Console.WriteLine($"Started in {Stopwatch.GetElapsedTime(begun).TotalSeconds:0.00} s. Ctrl+C stops.");
        if (request.Scenario is { } name && host.Cluster is { } shown)
        {
            await new DemoRun(host, shown, AnsiConsole.Console, TimeProvider.System).RunAsync(ScenarioCatalog.Load().Find(name), stopped);
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, stopped).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using var limit = new CancellationTokenSource(patience);
        await host.StopAsync(limit.Token);
        return 0;
    }
    catch (Exception error) when (error is SettingsException or FunctionIndexException or OptionsValidationException or KubeConfigException or IOException)
    {
        await Console.Error.WriteLineAsync(error.Message);
        return 1;
    }
}
