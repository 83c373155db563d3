using System.Collections.Concurrent;
using Autocura.Diagnosis;
using Autocura.Diagnosis.Neighbours;
using Autocura.Diagnosis.Surroundings;
using Autocura.Incidents;

namespace Autocura.Functions.Tests.Orchestrations;

/// <summary>
/// A world small enough to say exactly who is ill and why: workloads, what each of them needs (a node, an object, another workload), and what of that is
/// broken. Acting on a broken thing mends it, unless it is beyond repair.
/// </summary>
internal sealed class SmallWorld
{
    private readonly ConcurrentDictionary<string, string[]> needs = new();
    private readonly ConcurrentDictionary<string, bool> broken = new();
    private int collecting;

    /// <summary>What was acted on, by whom ("workload web by db").</summary>
    public ConcurrentQueue<string> Acts { get; } = new();

    public ConcurrentQueue<string> Collected { get; } = new();

    /// <summary>The most workloads that evidence was collected of at once.</summary>
    public int MostAtOnce { get; private set; }

    /// <summary>Things that no action mends.</summary>
    public ConcurrentDictionary<string, bool> BeyondRepair { get; } = new();

    public IncidentSettings Settings { get; set; } = new() { Mode = OperatingMode.Auto };

    public static string OfWorkload(string name) => $"workload {name}";

    public void Has(string name, params string[] needed) => needs[name] = [OfWorkload(name), .. needed];

    public void Break(string thing) => broken[thing] = true;

    public void Mend(string thing) => broken.TryRemove(thing, out _);

    public void Act(string thing, string by)
    {
        Acts.Enqueue($"{thing} by {by}");
        if (!BeyondRepair.ContainsKey(thing))
        {
            Mend(thing);
        }
    }

    public bool IsIll(string name) => Faults(name).Any();

    public async Task<Evidence> CollectAsync(EvidenceRequest request)
    {
        var name = request.Incident.Workload.Name;
        Collected.Enqueue(name);
        MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref collecting));
        await Task.Yield();
        Interlocked.Decrement(ref collecting);
        return new Evidence { Workload = request.Incident.Workload, CollectedAt = request.Incident.OpenedAt, Onset = request.Onset() };
    }

    public SurroundingsReading Around(string name) => new(
        new SurroundingsView { Nodes = [.. Faults(name).Where(thing => thing.StartsWith("node ", StringComparison.Ordinal)).Select(thing => new NodeView(thing[5..], false, true, 1))] }, []);

    public NeighboursReading Neighbours(string name) => new(
        [.. Below(name).Where(IsIll).Select(one => new NeighbourView { Workload = IncidentRun.Workload(one), Direction = Direction.Dependency, Source = "metrics", Trouble = "0 of 1 pods ready" })], []);

    public RankedHypotheses Diagnose(WorkloadRef workload)
    {
        var name = workload.Name;
        var fault = Faults(name).FirstOrDefault();
        var top = fault is null ? new Hypothesis { Cause = Cause.NothingWrong, Headline = "Nothing is wrong.", Probability = 0.9 }
            : fault == OfWorkload(name) ? Blames("BadImage", fault, null)
            : fault.StartsWith("workload ", StringComparison.Ordinal) ? Blames("DependencyDown", fault, new ObjectRef("apps/v1", "Deployment", "shop", fault[9..]) { Cluster = "test" }) with { Remedies = [] }
            : Blames("NodeDown", fault, new ObjectRef("v1", "Node", "", fault[5..]));
        return new RankedHypotheses { Hypotheses = [top, new Hypothesis { Cause = Cause.Unknown, Headline = "Something else.", Probability = 0.1 }], Reason = "It is so in this world." };
    }

    private static Hypothesis Blames(string cause, string thing, ObjectRef? culprit) => new()
    {
        Cause = cause,
        Headline = $"{thing} is broken.",
        Probability = 0.9,
        Culprit = culprit,
        Remedies = [new Remedy("Mend", culprit ?? new ObjectRef("apps/v1", "Deployment", "shop", thing[9..]), new Dictionary<string, string> { ["thing"] = thing }, "it is broken")],
    };

    /// <summary>Its own fault first, then what it needs, and what that needs.</summary>
    private IEnumerable<string> Faults(string name) => needs[name].SelectMany(thing =>
        thing.StartsWith("workload ", StringComparison.Ordinal) && thing != OfWorkload(name) ? Faults(thing[9..]) : broken.ContainsKey(thing) ? [thing] : []);

    private IEnumerable<string> Below(string name) => needs[name].Skip(1).Where(thing => thing.StartsWith("workload ", StringComparison.Ordinal)).Select(thing => thing[9..]);
}
