using Autocura.Embedded.Cluster.Faults;
using Autocura.Support.Catalogue;

namespace Autocura.Support.Chaos;

/// <summary>What the plan of a run has in store for one host, through all of its lives.</summary>
internal sealed class HostFate(ChaosPlan plan, ChaosHost host, ClusterInFile cluster, Action stepBegins) : IFate
{
    private static readonly string[] Writes = ["create", "update", "patch", "delete"];

    private readonly Dictionary<string, int> runs = [];
    private TaskCompletionSource died = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Kill? killedBy;

    /// <summary>Completes at the death of this life.</summary>
    public Task Died => died.Task;

    /// <summary>How long it stays dead.</summary>
    public TimeSpan Down => killedBy?.Down ?? TimeSpan.Zero;

    public int Deaths { get; private set; }

    /// <summary>The next life begins.</summary>
    public void BeReborn()
    {
        died = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        killedBy = null;
    }

    public async Task<Moment?> BeginAsync(string activity)
    {
        // What the cluster is like when a request comes must not be up to the machine.
        await cluster.Simulation.WhenIdleAsync();
        stepBegins();
        var nth = runs[activity] = runs.GetValueOrDefault(activity) + 1;
        var all = runs[Kill.Any] = runs.GetValueOrDefault(Kill.Any) + 1;
        killedBy = plan.Kills.FirstOrDefault(kill => kill.Host == host.Index && (kill.Activity == activity ? kill.Nth == nth : kill.Activity == Kill.Any && kill.Nth == all));
        if (killedBy is { Moment: Moment.Unsent or Moment.Unanswered })
        {
            cluster.Server!.Faults.Set([new FaultRule { Kind = FaultKind.Reset, Verbs = Writes, AfterEffect = killedBy.Moment == Moment.Unanswered, UserAgent = host.Agent }], plan.Seed);
        }

        return killedBy?.Moment;
    }

    public void Die()
    {
        Deaths++;
        cluster.Server!.Faults.Set(plan.Faults, plan.Seed + Deaths);
        died.TrySetResult();
    }

    public string? Change(string activity, string? input, string? output) => activity == Orchestrations.FunctionNames.DraftPlan ? new CureBook(plan, cluster.Store).Rewrite(output) : output;
}
