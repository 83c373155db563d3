using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Hosting.Remote;
using Autocura.Embedded.Scenarios;
using Autocura.Incidents;

namespace Autocura.Embedded.Hosting;

/// <summary>What the program was asked for: how to start the host, and which scenario to show on it, if any.</summary>
internal sealed record Request(EmbeddedHostOptions Options, string? Scenario);

/// <summary>The options of the program, with what may not be combined.</summary>
internal sealed class CommandLine
{
    private const string DefaultScenario = "crash-after-release";

    private readonly Option<int> port = Port("--port", "Port of the function app.", EmbeddedHostOptions.DefaultPort);
    private readonly Option<string> address = new("--address") { Description = "Address of this machine that the function app listens on. Others than 127.0.0.1 need keys (Host__Keys__*).", HelpName = "ip", DefaultValueFactory = _ => "127.0.0.1" };
    private readonly Option<int> clusterPort = Port("--cluster-port", "Port of the simulated Kubernetes API server.", EmbeddedHostOptions.DefaultClusterPort);
    private readonly Option<int> metricsPort = Port("--metrics-port", "Port of the embedded, Prometheus-compatible metrics.", EmbeddedHostOptions.DefaultMetricsPort);
    private readonly Option<string?> prometheus = new("--prometheus") { Description = "Ask this Prometheus, and leave alerting to the Alertmanager behind it. It scrapes the metrics port.", HelpName = "url" };
    private readonly Option<string> data = new("--data") { Description = "Folder for everything that must survive a restart.", DefaultValueFactory = _ => ".autocura" };
    private readonly Option<string> scenario = new("--scenario") { Description = "The fault to show.", HelpName = "name", DefaultValueFactory = _ => DefaultScenario };
    private readonly Option<string[]> application = new("--application")
    {
        Description = $"The application to run in the simulated cluster; may be given several times, or several with commas (default: {ApplicationCatalog.Default}).",
        HelpName = "name",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<bool> noDemo = new("--no-demo") { Description = "Start without showing a scenario." };
    private readonly Option<string?> kubeconfig = new("--kubeconfig") { Description = "Use the real cluster of this kubeconfig instead of a simulated one.", HelpName = "path" };
    private readonly Option<string?> context = new("--context") { Description = "The context of that kubeconfig (default: its current one).", HelpName = "name" };
    private readonly Option<OperatingMode?> mode = new("--mode") { Description = "How much may be done without asking (default: auto in the simulation, observe on a real cluster)." };
    private readonly Option<int> seed = new("--seed") { Description = "Seed of the simulation's chance.", DefaultValueFactory = _ => 1 };

    public CommandLine()
    {
        Exclude(scenario, noDemo, "--scenario and --no-demo exclude each other.");
        Exclude(scenario, kubeconfig, "--scenario breaks things on purpose, so it runs in the simulation only: leave out --kubeconfig or --scenario.");
        address.Validators.Add(given =>
        {
            if (given.Tokens.Count == 1 && !IPAddress.TryParse(given.Tokens[0].Value, out _)) given.AddError($"--address must be an address such as 0.0.0.0, not {given.Tokens[0].Value}.");
        });
        prometheus.Validators.Add(url =>
        {
            if (url.Tokens.Count == 1 && !(Uri.TryCreate(url.Tokens[0].Value, UriKind.Absolute, out var address) && (address.Scheme is "http" or "https")))
                url.AddError($"--prometheus must be an address such as http://127.0.0.1:9090, not {url.Tokens[0].Value}.");
        });
        scenario.Validators.Add(scenario =>
        {
            if (scenario.Tokens.Count == 1 && ScenarioCatalog.Load().Refusal(scenario.Tokens[0].Value) is { } refusal) scenario.AddError(refusal);
        });
        application.Validators.Add(given =>
        {
            var names = ApplicationCatalog.Load().All.Select(known => known.Name).ToList();
            foreach (var name in Names(given.Tokens.Select(token => token.Value)).Where(name => !names.Contains(name)))
                given.AddError($"There is no application '{name}'. There are: {string.Join(", ", names)}.");
        });
        context.Validators.Add(context =>
        {
            if (!IsGiven(context, kubeconfig)) context.AddError("--context names a context of a kubeconfig: give --kubeconfig too.");
        });
        kubeconfig.Validators.Add(path =>
        {
            if (path.Tokens.Count == 1 && !File.Exists(path.Tokens[0].Value)) path.AddError($"--kubeconfig: there is no file {Path.GetFullPath(path.Tokens[0].Value)}.");
        });
    }

    /// <summary>The command: help, version and errors are its own, a request is handed on.</summary>
    public RootCommand Command(Func<Request, CancellationToken, Task<int>> run)
    {
        var root = new RootCommand("Autocura Functions: self-healing for Kubernetes. Starts the function app, with a simulated cluster unless a kubeconfig is given.")
        {
            port, address, clusterPort, metricsPort, prometheus, data, application, scenario, noDemo, kubeconfig, context, mode, seed,
        };
        root.SetAction((parsed, cancellation) => run(Read(parsed), cancellation));
        root.Add(ScenariosCommand.Create());
        root.Add(HealthCommand.Create());
        root.Add(AuditCommand.Create());
        root.Add(LookCommands.Incidents(TimeProvider.System));
        root.Add(LookCommands.Explain());
        root.Add(LookCommands.Report());
        foreach (var order in OrderCommands.All()) root.Add(order);
        return root;
    }

    private Request Read(ParseResult parsed)
    {
        var kubeconfig = parsed.GetValue(this.kubeconfig);
        var scenario = parsed.GetValue(noDemo) || kubeconfig is not null ? null : parsed.GetValue(this.scenario);
        var options = new EmbeddedHostOptions
        {
            Port = parsed.GetValue(port),
            Address = IPAddress.Parse(parsed.GetValue(address)!),
            ClusterPort = parsed.GetValue(clusterPort),
            MetricsPort = parsed.GetValue(metricsPort),
            Prometheus = parsed.GetValue(this.prometheus) is { } prometheus ? new Uri(prometheus) : null,
            DataFolder = parsed.GetValue(data)!,
            Kubeconfig = kubeconfig,
            Context = parsed.GetValue(context),
            Mode = parsed.GetValue(mode),
            Seed = parsed.GetValue(seed),
            Applications = Applications(parsed.GetValue(application) ?? [], scenario),
            Logging = scenario is null ? HostLogging.ToConsole : HostLogging.WarningsToConsole,
        };
        return new Request(options, scenario);
    }

    /// <summary>A scenario brings its application along.</summary>
    private static IReadOnlyList<string> Applications(string[] given, string? scenario)
    {
        IEnumerable<string> needed = scenario is null ? [] : [ScenarioCatalog.Load().Find(scenario).Application];
        var named = Names(given).Union(needed).ToList();
        return named.Count == 0 || named.SequenceEqual(EmbeddedHostOptions.DefaultApplications) ? EmbeddedHostOptions.DefaultApplications : named;
    }

    private static List<string> Names(IEnumerable<string> given) =>
        [.. given.SelectMany(names => names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct()];

    private static Option<int> Port(string name, string description, int port)
    {
        var option = new Option<int>(name) { Description = description + " 0 takes a free one.", DefaultValueFactory = _ => port };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var value) && value is < 0 or > ushort.MaxValue)
                result.AddError($"{name} must be 0 to {ushort.MaxValue}.");
        });
        return option;
    }

    private static void Exclude(Option one, Option other, string message) => one.Validators.Add(result =>
    {
        if (!result.Implicit && IsGiven(result, other)) result.AddError(message);
    });

    private static bool IsGiven(SymbolResult result, Option option) => result.GetResult(option) is { Implicit: false };
}
