using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;

namespace Autocura.Cluster.Readers.Surroundings;

/// <summary>Finds pods of the workload that had to go for more important ones, and who these are.</summary>
internal static partial class PreemptionReader
{
    private const int Most = 5;
    private const int LongestMessage = 200;

    public static Task<IReadOnlyList<PreemptionView>> ReadAsync(Scene scene) => scene.PartAsync<IReadOnlyList<PreemptionView>>(EvidencePart.Events, [], async () =>
    {
        var events = (await scene.FirstAsync(Kinds.Event, new ListQuery(scene.Namespace, FieldSelector: "reason=Preempted")))
            .Where(happened => PodNames.IsOf(scene.Workload, happened.Text("involvedObject", "name") ?? ""))
            .OrderByDescending(EventReader.LastAt)
            .Take(Most)
            .ToList();
        return await Task.WhenAll(events.Select(happened => ViewAsync(scene, happened)));
    });

    private static async Task<PreemptionView> ViewAsync(Scene scene, JsonObject happened)
    {
        var message = happened.Text("message") ?? "";
        var view = new PreemptionView(happened.Text("involvedObject", "name") ?? "", message.Clip(LongestMessage), EventReader.LastAt(happened));
        if (await PreemptorAsync(scene, happened, message) is not { } pod)
        {
            return view;
        }

        var name = pod.Text("spec", "priorityClassName") ?? "";
        var priority = name.Length > 0 ? await scene.FindAsync(Kinds.PriorityClass.Ref("", name)) : null;
        return view with
        {
            By = await OwnerAsync(scene, pod),
            PriorityClass = name,
            Priority = pod.Int("spec", "priority") ?? priority.Int("value") ?? 0,
            PriorityClassCreatedAt = priority?.CreatedAt(),
        };
    }

    // The event names the other pod where the scheduler wrote it; its message knows the pod's uid and node.
    private static async Task<JsonObject?> PreemptorAsync(Scene scene, JsonObject happened, string message)
    {
        if (happened.Text("related", "name") is { } name && await scene.FindAsync(Kinds.Pod.Ref(happened.Text("related", "namespace") ?? scene.Namespace, name)) is { } pod)
        {
            return pod;
        }

        var told = ByPod().Match(message);
        var candidates = told.Success ? await scene.ListAsync(Kinds.Pod, new ListQuery(FieldSelector: $"spec.nodeName={told.Groups["node"].Value}")) : [];
        return candidates.FirstOrDefault(candidate => candidate.Uid() == told.Groups["pod"].Value)
            ?? candidates.FirstOrDefault(candidate => $"{candidate.Text("metadata", "namespace")}/{candidate.Name()}" == told.Groups["pod"].Value);
    }

    private static async Task<string> OwnerAsync(Scene scene, JsonObject pod)
    {
        var ns = pod.Text("metadata", "namespace") ?? "";
        var owner = pod.Controller();
        if (owner.Text("kind") == Kinds.ReplicaSet.Kind && await scene.FindAsync(Kinds.ReplicaSet.Ref(ns, owner.Text("name") ?? "")) is { } set)
        {
            owner = set.Controller() ?? owner;
        }

        return owner is null ? $"Pod {ns}/{pod.Name()}" : $"{owner.Text("kind")} {ns}/{owner.Text("name")}";
    }

    [GeneratedRegex(@"^Preempted by (a )?(pod )?(?<pod>\S+) on node (?<node>\S+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex ByPod();
}
