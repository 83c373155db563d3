using System.Net.Http.Json;
using Autocura.Embedded.Cluster;
using Autocura.Incidents;
using Autocura.Orchestrations;
using Autocura.Support.Catalogue;
using Microsoft.DurableTask.Client;

namespace Autocura.Support.Chaos;

/// <summary>
/// One run: a small cluster, one or two hosts of the whole system on the real engine, and everything that its plan says goes wrong. It goes on until nobody does anything any
/// more, on a clock that nobody waits for.
/// </summary>
internal sealed class ChaosRun : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Calm = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Patience = TimeSpan.FromHours(3);

    private readonly ChaosPlan plan;
    private readonly DirectoryInfo folder;
    private readonly ClusterInFile cluster;
    private readonly ManualTime time;
    private readonly Agenda agenda;
    private readonly Townsfolk folk;
    private readonly Pager pager;
    private readonly Witness witness;
    private readonly HttpClient http = new();
    private readonly List<(ChaosHost Host, HostFate Fate)> hosts = [];
    private readonly SortedDictionary<string, ChaosIncident> incidents = new(StringComparer.Ordinal);
    private readonly HashSet<string> approved = [];
    private readonly HashSet<string> refused = [];
    private readonly HashSet<string> answered = [];
    private readonly DateTimeOffset began;
    private DateTimeOffset quietSince;
    private DateTimeOffset? stoppedAt;
    private List<string> unfinished = [];
    private int steps;

    private ChaosRun(ChaosPlan plan, DirectoryInfo folder, (ClusterInFile Cluster, ManualTime Time, string Kubeconfig) opened)
    {
        (this.plan, this.folder, cluster, time) = (plan, folder, opened.Cluster, opened.Time);
        began = quietSince = time.GetUtcNow();
        agenda = new Agenda(time);
        folk = new Townsfolk(cluster.Store, plan, agenda);
        pager = new Pager(cluster.Store, plan, time);
        witness = new Witness(cluster.Store, time);
        for (var index = 0; index < plan.Hosts; index++)
        {
            var host = new ChaosHost(index, Path.Combine(folder.FullName, $"host-{index}"), opened.Kubeconfig, plan, time);
            hosts.Add((host, new HostFate(plan, host, cluster, StepBegins)));
        }
    }

    private DateTimeOffset Now => time.GetUtcNow();

    public static async Task<ChaosRecord> RunAsync(ChaosPlan plan)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"autocura-chaos-{Guid.NewGuid():N}"));
        await using var run = new ChaosRun(plan, folder, await ChaosCluster.OpenAsync(folder.FullName));
        return await run.RunAsync();
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        witness.Dispose();
        foreach (var (host, _) in hosts)
        {
            await host.DisposeAsync();
        }

        await cluster.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private async Task<ChaosRecord> RunAsync()
    {
        foreach (var (host, fate) in hosts)
        {
            await host.StartAsync(fate);
            // Their clocks tick apart, so that what they do has one order.
            agenda.In(TimeSpan.FromSeconds(5) + (host.Index * TimeSpan.FromMilliseconds(1370)), () => LookAsync(host));
        }

        folk.Prepare();
        await cluster.Simulation.WhenIdleAsync();
        cluster.Server!.Faults.Set(plan.Faults, plan.Seed);
        agenda.In(TimeSpan.FromSeconds(10), folk.MakeTrouble);
        while (!IsOver())
        {
            await SettleAsync();
            if (!await agenda.DoNextAsync())
            {
                var next = time.NextDue is { } due && due < agenda.NextDue ? due : agenda.NextDue!.Value;
                time.AdvanceTo(next > Now ? next : Now);
            }
        }

        return Testify();
    }

    private bool IsOver() => Now - began > Patience || (Now - began > Calm && Now - quietSince >= Calm);

    /// <summary>Until nobody has anything to do at this moment; whoever dies meanwhile is buried.</summary>
    private async Task SettleAsync()
    {
        while (true)
        {
            foreach (var (host, fate) in hosts.Where(one => one.Host.IsAlive && one.Fate.Died.IsCompleted))
            {
                await host.BuryAsync();
                agenda.In(fate.Down, () => ResurrectAsync(host, fate));
            }

            var alive = hosts.Where(one => one.Host.IsAlive).ToList();
            List<Task> idle = [cluster.Simulation.WhenIdleAsync(), .. alive.Select(one => one.Host.Host.WhenIdleAsync())];
            if (idle.TrueForAll(part => part.IsCompletedSuccessfully))
            {
                return;
            }

            await Task.WhenAny([Task.WhenAll(idle), .. alive.Select(one => one.Fate.Died)]);
        }
    }

    private async Task ResurrectAsync(ChaosHost host, HostFate fate)
    {
        fate.BeReborn();
        await host.StartAsync(fate);
    }

    /// <summary>An activity is about to run somewhere: what people do just then, they do now.</summary>
    private void StepBegins()
    {
        var step = Interlocked.Increment(ref steps);
        if (step == plan.StopsAt)
        {
            stoppedAt = Now;
            folk.Stop();
        }

        if (step == plan.EditsAt)
        {
            folk.EditByHand();
        }
    }

    /// <summary>The monitoring looks, a person looks, and we look how the incidents stand.</summary>
    private async Task LookAsync(ChaosHost host)
    {
        agenda.In(Look, () => LookAsync(host));
        pager.Look();
        if (host.IsAlive)
        {
            await pager.TellAsync(host, http);
            unfinished = [.. unfinished.Where(one => !one.StartsWith(host.Name, StringComparison.Ordinal)), .. await OpenAsync(host)];
        }

        if (unfinished.Count > 0 || hosts.Any(one => !one.Host.IsAlive) || !pager.HasTold(hosts.Select(one => one.Host)))
        {
            quietSince = Now;
        }
    }

    /// <summary>What is under way in a host.</summary>
    private async Task<IReadOnlyList<string>> OpenAsync(ChaosHost host)
    {
        var open = new List<string>();
        await foreach (var instance in host.Engine.Client.GetAllInstancesAsync(new OrchestrationQuery { FetchInputsAndOutputs = true }))
        {
            if (instance.RuntimeStatus is OrchestrationRuntimeStatus.Running or OrchestrationRuntimeStatus.Pending)
            {
                open.Add($"{host.Name} {instance.Name} {instance.InstanceId}");
            }

            if (instance.Name == FunctionNames.Incident && instance.SerializedCustomStatus is not null && instance.ReadCustomStatusAs<IncidentStatus>() is { } status)
            {
                var outcome = instance.RuntimeStatus == OrchestrationRuntimeStatus.Completed ? instance.ReadOutputAs<Outcome>() : null;
                incidents[$"{host.Name} {status.RecordName}"] = new ChaosIncident(host.Name, status, outcome);
                await AnswerAsync(host, instance.InstanceId, status);
            }
            else if (instance.RuntimeStatus is OrchestrationRuntimeStatus.Failed)
            {
                throw new InvalidOperationException($"{instance.Name} {instance.InstanceId} failed: {instance.FailureDetails?.ErrorMessage}");
            }
        }

        return open;
    }

    private async Task AnswerAsync(ChaosHost host, string instance, IncidentStatus status)
    {
        if (status is not { Phase: IncidentPhase.AwaitingApproval, Plan: { } asked } || plan.Word == PersonsWord.None || !answered.Add($"{host.Name} {asked.Id}"))
        {
            return;
        }

        var about = plan.Word == PersonsWord.YesToAnother ? $"{asked.Id}0" : asked.Id;
        using var answer = await http.PostAsJsonAsync(new Uri(host.Host.Url, $"api/incidents/{instance}/approval"), new { planId = about, approved = plan.Word != PersonsWord.No, by = "on-call", reason = "chaos" });
        if (answer.IsSuccessStatusCode && plan.Word is PersonsWord.Yes or PersonsWord.No)
        {
            (plan.Word == PersonsWord.Yes ? approved : refused).Add(asked.Id);
        }
    }

    private ChaosRecord Testify()
    {
        var audit = cluster.Store.Audit.Read();
        return new ChaosRecord
        {
            Plan = plan,
            Audit = audit,
            Seen = witness.Testify(audit),
            Incidents = [.. incidents.Values],
            Approved = approved,
            Refused = refused,
            Leases = cluster.Store.List("coordination.k8s.io", "leases", ChaosRecord.Own),
            Ledger = cluster.Store.Find(ObjectKey.Core("configmaps", ChaosRecord.Own, "autocura-brake"))?["data"]?["ledger"]?.GetValue<string>(),
            Plans = [.. cluster.Store.List("autocura.cognitiva.io", "remediationplans")],
            StoppedAt = stoppedAt,
            EndedAt = Now,
            Unfinished = Now - began > Patience ? unfinished : [],
            Deaths = hosts.Sum(one => one.Fate.Deaths),
        };
    }
}
