using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Applications.Conditions;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Extensions.ChaosMesh;

/// <summary>PodChaos that leaves the pod where it is: containers killed once, and pods that stand still while the experiment lasts.</summary>
internal sealed class PodChaosDisturbance(ObjectStore store) : IPodDisturbance
{
    public DateTimeOffset? NextChange => null;

    public Disturbance Of(JsonObject pod, string container) => store.List(ChaosKind.Group, ChaosKind.Pod.Plural)
        .Select(chaos => Of(chaos, pod, container))
        .Aggregate(Disturbance.None, (sum, next) => sum.And(next));

    public IEnumerable<ObjectKey> Concerned(ObjectChange change) => change.Key is { Group: ChaosKind.Group } && change.Key.Plural == ChaosKind.Pod.Plural
        ? new[] { change.Previous, change.Current }.OfType<JsonObject>().SelectMany(Pods).Distinct()
        : [];

    private static IEnumerable<ObjectKey> Pods(JsonObject chaos) =>
        chaos.Records().Select(record => record.Text("id")!.Split('/')).Select(id => ObjectKey.Core("pods", id[0], id[1]));

    private static Disturbance Of(JsonObject chaos, JsonObject pod, string container) => chaos.Text("spec", "action") switch
    {
        "pod-failure" when chaos.IsIn(pod) => Disturbance.Failed(),
        "container-kill" when chaos.Time("status", "instances", $"{pod.Namespace()}/{pod.Name()}/{container}", "startTime") is { } at => Disturbance.Killed(at),
        _ => Disturbance.None,
    };
}
