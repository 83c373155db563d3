using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Cluster.Controllers;
using Autocura.Embedded.Hosting;
using Autocura.Embedded.Scenarios;
using Autocura.Incidents;
using Spectre.Console;

namespace Autocura.Embedded.Demo;

/// <summary>
/// Shows one fault and its healing in the terminal, live: the change that breaks the application, the alert, the diagnosis with its numbers, the remedy,
/// the measurements and the verdict. It plays the scenario and watches; everything else happens as it would without it.
/// </summary>
internal sealed class DemoRun(EmbeddedHost host, SimulatedCluster cluster, IAnsiConsole console, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>How long a scenario in which nothing is wrong is watched for an incident that should not be.</summary>
    private static readonly TimeSpan WatchHealthy = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    public async Task RunAsync(Scenario scenario, CancellationToken cancellationToken)
    {
        console.MarkupLine($"[grey]Waiting for {scenario.Application} to be up ...[/]");
        await new ScenarioRun(cluster.Store, time).PrepareAsync(scenario, cancellationToken);
        while (!IsUp(scenario))
        {
            await Task.Delay(LookEvery, time, cancellationToken);
        }

        console.WriteLine();
        console.Write(new Rule($"[bold]{Markup.Escape(scenario.Title)}[/]") { Justification = Justify.Left });
        console.MarkupLine($"[grey]{Markup.Escape(scenario.Description)}[/]");
        console.WriteLine();
        var began = time.GetUtcNow();
        await new ScenarioRun(cluster.Store, time).PlayAsync(scenario, cancellationToken);
        var printer = new TimelinePrinter(console);
        var outcome = await new IncidentFollower(host.Engine.Client, time)
            .FollowAsync(Workload(scenario), began, scenario.Cure is null ? WatchHealthy : Patience, printer.Print, cancellationToken);
        Conclude(scenario, outcome, began);
    }

    private void Conclude(Scenario scenario, Outcome? outcome, DateTimeOffset began)
    {
        console.WriteLine();
        var verdict = outcome switch
        {
            null when scenario.Cure is null => "[green]Nothing was wrong, and nothing was done.[/]",
            null => $"[red]No incident ended within {Patience.TotalMinutes:0} minutes.[/]",
            { Kind: OutcomeKind.Healed } => $"[green bold]Healed[/] in [bold]{(outcome.ClosedAt - began).TotalSeconds:0} s[/] from the change, {(outcome.ClosedAt - outcome.OpenedAt).TotalSeconds:0} s from the alert.",
            _ => $"[yellow]{outcome.Kind}[/]: {Markup.Escape(outcome.Reason)}",
        };
        console.MarkupLine(verdict);
        console.WriteLine();
        console.MarkupLine("[grey]It is all on record. Look around:[/]");
        var ns = Namespace(scenario);
        foreach (var look in (string[])[$"get issues,aiinsights,remediationplans -n {ns}", $"rollout history deployment/{scenario.Workload ?? scenario.Target.Name} -n {ns}", $"get events -n {ns}"])
        {
            console.MarkupLine($"  kubectl --kubeconfig {Markup.Escape(cluster.KubeconfigPath)} {Markup.Escape(look)}");
        }

        console.MarkupLine($"  curl {host.Url}api/incidents");
        console.WriteLine();
    }

    private bool IsUp(Scenario scenario)
    {
        var deployments = cluster.Store.List("apps", "deployments", Namespace(scenario));
        return deployments.Count > 0 && deployments.All(deployment =>
            deployment.Count("status", "availableReplicas") == deployment.Replicas() && deployment.Count("status", "updatedReplicas") == deployment.Replicas());
    }

    private static WorkloadRef Workload(Scenario scenario) =>
        new(SimulatedCluster.Name, "Deployment", Namespace(scenario), scenario.Workload ?? scenario.Target.Name);

    private static string Namespace(Scenario scenario) => ApplicationCatalog.Load().Find(scenario.Application).Namespace;
}
