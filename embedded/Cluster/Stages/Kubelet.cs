using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Cluster.Applications.Conditions;
using Autocura.Embedded.Cluster.Applications.Following;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Stages;

/// <summary>
/// The agent of every node: takes pods that are bound to its node through the stages of their containers and reports what it sees. What a real node keeps
/// to itself (how often a pull failed, since when a container waits) is stored beside the pod, so that a restart goes on where it was.
/// </summary>
internal sealed class Kubelet(ObjectStore store, TimeProvider time, ContainerProfiles profiles, StageInterpreter stages, ConditionSet conditions) : IController
{
    private const int MostStagesAtOnce = 20;
    private static readonly TimeSpan LooksAgainAfter = TimeSpan.FromSeconds(2);
    private readonly MissingReferences references = new(store.Find);
    private readonly Connection connection = new(store, profiles, conditions);
    private readonly StrainWatch strains = new(store, conditions);

    public string Name => "kubelet";

    public IEnumerable<ObjectKey> Concerned(ObjectChange change) => change.Key switch
    {
        { Group: "", Plural: "pods" } when change.Kind != ChangeKind.Deleted => [change.Key],
        { Group: "", Plural: "nodes" } => Matters(change) ? store.State.Index.Find(IndexTerm.Node(change.Key.Name)) : [],
        _ => conditions.Disturbances.SelectMany(disturbance => disturbance.Concerned(change)).Concat(strains.Concerned(change)),
    };

    public DateTimeOffset? Reconcile(ObjectKey key)
    {
        if (store.Find(key) is not { } stored || stored.Text("spec", "nodeName") is not { } node || !IsUp(node) || IsFinished(stored))
        {
            return null;
        }

        var work = new PodWork(stored.Copy(), NodeMemory.Load(store, key), time.GetUtcNow());
        if (work.Pod.At("status", "startTime") is null)
        {
            PodStart.Report(work.Pod, store, work.Now);
        }

        var due = RunStages(work);
        PodResizing.Act(work, store.Find(ObjectKey.Core("nodes", null, node))!, () => store.State.Find(IndexTerm.Node(node)));
        Write(key, work);
        if (stored.IsDeleting() && work.Memory.AllStopped(work.Pod))
        {
            store.Delete(key, Actor.Kubelet(node), DeleteOptions.Now);
            return null;
        }

        return due;
    }

    /// <summary>Most changes of a node are heartbeats, and nothing to its pods.</summary>
    private static bool Matters(ObjectChange change) => change.Previous is not { } before
        || !JsonNode.DeepEquals(before.At("metadata", "annotations"), change.Current.At("metadata", "annotations"))
        || !JsonNode.DeepEquals(before.At("status", "allocatable"), change.Current.At("status", "allocatable"));

    private static bool IsFinished(JsonObject pod) => !pod.IsDeleting() && pod.Text("status", "phase") is "Succeeded" or "Failed";

    private bool IsUp(string node) =>
        store.Find(ObjectKey.Core("nodes", null, node)) is { } found && found.Annotation(NodeLifecycle.Stopped) is null;

    private DateTimeOffset? RunStages(PodWork work)
    {
        DateTimeOffset? due = null;
        var initDone = RunContainers(work, "initContainers", "initContainerStatuses", turn: true, ref due);
        RunContainers(work, "containers", "containerStatuses", initDone, ref due);
        return due;
    }

    /// <summary>Runs what is due for each container of one list. Init containers have their turn one after the other. True when all have completed.</summary>
    private bool RunContainers(PodWork work, string specs, string statuses, bool turn, ref DateTimeOffset? due)
    {
        var init = specs == "initContainers";
        foreach (var container in work.Pod.Objects("spec", specs))
        {
            var name = container.Text("name")!;
            var status = work.Pod.Objects("status", statuses).First(known => known.Text("name") == name);
            var look = new ContainerWork(container, status, work.Memory.Of(name, work.Now), turn, init);
            due = Earlier(due, RunContainer(work, look));
            turn = turn && look.LetsOthersGo;
        }

        return turn;
    }

    private DateTimeOffset? RunContainer(PodWork work, ContainerWork container)
    {
        var surroundings = Around(work.Pod, container.Spec);
        for (var i = 0; i < MostStagesAtOnce; i++)
        {
            var view = container.Look(work, surroundings);
            var identity = container.Identity(work.Pod);
            if (stages.Next(view, identity) is not { } move)
            {
                return LooksAgain(work, surroundings);
            }

            if (move.Due > work.Now)
            {
                return Earlier(move.Due, LooksAgain(work, surroundings));
            }

            work.Tell(move.Stage, view, container.Init);
            if (move.Stage.KeepsImage)
            {
                work.Pulled.Add(container.Spec.Text("image") ?? "");
            }

            StageInterpreter.Apply(move, view, container.Status, container.Runtime);
        }

        throw new InvalidOperationException($"Container {container.Spec.Text("name")} of pod {work.Pod.Name()} went through {MostStagesAtOnce} stages in one moment: the stages run in a circle.");
    }

    private Surroundings Around(JsonObject pod, JsonObject container)
    {
        var (profile, name) = (profiles.Of(pod, container), container.Text("name")!);
        return new Surroundings(profile, profiles.JsonOf(profile, container.Text("image") ?? ""), references)
        {
            WaitsFor = profile.WaitsFor is { } address && !connection.IsAccepted(pod, address) ? address : null,
            Config = ContainerConfig.Read(store.Find, pod, container),
            Disturbance = conditions.Disturbances.Aggregate(Disturbance.None, (sum, next) => sum.And(next.Of(pod, name))),
            HasImage = NodeImages.Has(store.Find(ObjectKey.Core("nodes", null, pod.Text("spec", "nodeName")!)), container.Text("image") ?? ""),
        };
    }

    private DateTimeOffset? LooksAgain(PodWork work, Surroundings surroundings) =>
        Earlier(NextOutside(work.Now), surroundings.WaitsFor is null ? null : work.Now + LooksAgainAfter);

    /// <summary>When what is done to pods from outside changes by itself.</summary>
    private DateTimeOffset? NextOutside(DateTimeOffset now) => conditions.Disturbances.Select(disturbance => disturbance.NextChange)
        .Concat(conditions.Strains.Select(strain => strain.NextChange))
        .Where(instant => instant > now)
        .Min();

    private static DateTimeOffset? Earlier(DateTimeOffset? left, DateTimeOffset? right) => left is null || right < left ? right ?? left : left;

    private void Write(ObjectKey key, PodWork work)
    {
        var actor = Actor.Kubelet(work.Pod.Text("spec", "nodeName")!);
        PodSummary.Write(work.Pod, work.Now);
        store.Update(
            key,
            pod =>
            {
                pod["status"] = work.Pod["status"]!.DeepClone();
                return pod;
            },
            actor);
        work.Memory.Save(store, work.Pod, actor);
        NodeImages.Add(store, work.Pod.Text("spec", "nodeName")!, work.Pulled, actor);
        var events = new EventRecorder(store, time, actor);
        var source = new EventSource("kubelet", work.Pod.Text("spec", "nodeName"));
        foreach (var told in work.Told)
        {
            var about = told.OnNode ? store.Find(ObjectKey.Core("nodes", null, source.Host!)) : work.Pod;
            events.Record(about!, told.Text, source);
        }
    }
}
