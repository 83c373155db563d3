namespace Autocura.Signals.Detectors;

/// <summary>A pod is in trouble on a node that is. A node in trouble that harms no pod is reported by the sweep itself, for no workload.</summary>
internal sealed class NodeTroubleDetector : ISweepDetector
{
    public Observation Observation => Observation.NodeInTrouble;

    public SceneParts Needs => SceneParts.Pods | SceneParts.Nodes;

    public IEnumerable<Finding> Detect(SweepScene scene) => PodSymptoms.Findings(scene, Observation, scene.Terms.Grace, pod =>
        !pod.IsReady && scene.Nodes.TryGetValue(pod.Node, out var node) && !node.IsOnlyCordoned
            ? new Symptom(node.Since, $"node {node.Name} {node.Trouble}") { About = node.Name }
            : null);
}
