using System.CommandLine;
using System.Diagnostics;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Demo;
using Autocura.Embedded.Hosting;
using Autocura.Embedded.Hosting.Invocation;
using Autocura.Embedded.Hosting.Settings;
using Autocura.Embedded.Scenarios;
using k8s.Exceptions;
using Microsoft.Extensions.Options;
using Spectre.Console;

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
        if (host.Cluster is { } cluster) Console.WriteLine($"Simulated cluster: kubectl --kubeconfig {cluster.KubeconfigPath} -n {Home(request.Options)} get pods");
        Console.WriteLine($"Started in {Stopwatch.GetElapsedTime(begun).TotalSeconds:0.00} s. Ctrl+C stops.");
        await UntilStoppedAsync(host, request.Scenario, stopped);
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

// Where the application is that was asked for last: a scenario's, when there is one.
static string Home(EmbeddedHostOptions options) => ApplicationCatalog.Load().Find(options.Applications[^1]).Namespace;

static async Task UntilStoppedAsync(EmbeddedHost host, string? scenario, CancellationToken stopped)
{
    try
    {
        if (scenario is not null && host.Cluster is { } cluster)
            await new DemoRun(host, cluster, AnsiConsole.Console, TimeProvider.System).RunAsync(ScenarioCatalog.Load().Find(scenario), stopped);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopped);
    }
    catch (OperationCanceledException) when (stopped.IsCancellationRequested)
    {
        Console.WriteLine("Stopping: what runs may finish.");
    }
}
