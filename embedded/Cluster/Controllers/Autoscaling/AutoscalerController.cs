using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Stages;
using Autocura.Embedded.Cluster.Usage;

namespace Autocura.Embedded.Cluster.Controllers.Autoscaling;

/// <summary>Looks at each HorizontalPodAutoscaler every 15 seconds and sets the replicas of its target to what its metrics ask for.</summary>
internal sealed class AutoscalerController(ClusterClient client, ResourceMetrics resources, IReadOnlyList<IWorkloadMetrics> others) : IController
{
    private const string Group = "autoscaling";
    private const string Plural = "horizontalpodautoscalers";
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(15);
    private readonly Dictionary<string, ScalingMemory> memories = [];

    public string Name => "horizontal-pod-autoscaler";

    public IEnumerable<ObjectKey> Concerned(ObjectChange change) => change.Key switch
    {
        { Group: Group, Plural: Plural } when !JsonNode.DeepEquals(change.Previous?["spec"], change.Current["spec"]) => [change.Key],
        _ => [],
    };

    public DateTimeOffset? Reconcile(ObjectKey key)
    {
        if (client.Find(key) is not { } autoscaler || autoscaler.IsDeleting())
        {
            return null;
        }

        var look = new AutoscalerStatus(autoscaler, client.Now);
        Look(autoscaler, look);
        client.SetStatus(key, look.Status);
        return client.Now + Period;
    }

    private void Look(JsonObject autoscaler, AutoscalerStatus look)
    {
        var (found, failure) = ScaleTarget.Find(client, autoscaler);
        if (found is not { } target)
        {
            client.Warn(autoscaler, "FailedGetScale", failure!);
            look.Say("AbleToScale", new(false, "FailedGetScale", $"the HPA controller was unable to get the target's current scale: {failure}"));
            return;
        }

        look.Say("AbleToScale", new(true, "SucceededGetScale", "the HPA controller was able to get the target's current scale"));
        var memory = Memory(autoscaler, target);
        if (Desired(autoscaler, target, memory, look) is not { } decision)
        {
            look.Count(target.CurrentReplicas, null);
            return;
        }

        look.Count(target.CurrentReplicas, decision.Replicas);
        if (decision.Replicas != target.Replicas)
        {
            Rescale(autoscaler, target, decision, look);
            memory.Change(decision.Replicas - target.Replicas, client.Now);
        }
    }

    private ScalingMemory Memory(JsonObject autoscaler, ScaleTarget target)
    {
        if (!memories.TryGetValue(autoscaler.Uid(), out var memory))
        {
            memories[autoscaler.Uid()] = memory = new ScalingMemory();
            memory.Recommend(target.Replicas, client.Now);
        }

        return memory;
    }

    private (int Replicas, string Reason)? Desired(JsonObject autoscaler, ScaleTarget target, ScalingMemory memory, AutoscalerStatus look)
    {
        var (min, max) = (autoscaler.Whole("spec", "minReplicas") ?? 1, autoscaler.Count("spec", "maxReplicas"));
        if (target.Replicas == 0 && min != 0)
        {
            look.Say("ScalingActive", new(false, "ScalingDisabled", "scaling is disabled since the replica count of the target is zero"));
            return (0, "");
        }

        if (target.Replicas > max)
        {
            return (max, "Current number of replicas above Spec.MaxReplicas");
        }

        if (target.Replicas < min)
        {
            return (min, "Current number of replicas below Spec.MinReplicas");
        }

        if (Ask(autoscaler, target, look) is not { } asked)
        {
            return null;
        }

        var normalization = new Normalization(autoscaler, memory, client.Now);
        var replicas = normalization.Normalize(target.Replicas, asked.Replicas);
        look.Say("AbleToScale", normalization.AbleToScale);
        look.Say("ScalingLimited", normalization.ScalingLimited);
        return (replicas, asked.Replicas > target.Replicas ? $"{asked.Name} above target" : "All metrics below target");
    }

    /// <summary>The greatest proposal of all metrics. When one is missing, the others may make the target grow, and never shrink.</summary>
    private (int Replicas, string Name)? Ask(JsonObject autoscaler, ScaleTarget target, AutoscalerStatus look)
    {
        if (target.Selector is null)
        {
            client.Warn(autoscaler, "SelectorRequired", "selector is required");
            look.Say("ScalingActive", new(false, "InvalidSelector", "the HPA target's scale is missing a selector"));
            return null;
        }

        List<JsonObject> pods = [.. client.List("", "pods", target.Key.Namespace).Where(target.Selector.Matches)];
        var evaluation = new MetricEvaluation(resources, others, client.Now);
        var proposals = new List<MetricProposal>();
        var failures = new List<MetricUnavailableException>();
        var metrics = autoscaler.Objects("spec", "metrics").ToList();
        foreach (var metric in metrics)
        {
            try
            {
                proposals.Add(evaluation.Evaluate(metric, target, pods));
            }
            catch (MetricUnavailableException failure)
            {
                failures.Add(failure);
                client.Warn(autoscaler, failure.Reason, failure.Message);
            }
        }

        look.Measured(proposals);
        var greatest = proposals.MaxBy(proposal => proposal.Replicas);
        if (greatest is null || (failures.Count > 0 && greatest.Replicas < target.Replicas))
        {
            var first = failures.Count > 0 ? failures[0] : new MetricUnavailableException("InvalidMetricSourceType", "no metrics are given");
            look.Say("ScalingActive", new(false, first.Reason, $"the HPA was unable to compute the replica count: {first.Message}"));
            client.Warn(autoscaler, "FailedComputeMetricsReplicas", $"invalid metrics ({failures.Count} invalid out of {metrics.Count}), first error is: {first.Message}");
            return null;
        }

        look.Say("ScalingActive", new(true, "ValidMetricFound", $"the HPA was able to successfully calculate a replica count from {greatest.Name}"));
        return (greatest.Replicas, greatest.Name);
    }

    private void Rescale(JsonObject autoscaler, ScaleTarget target, (int Replicas, string Reason) decision, AutoscalerStatus look)
    {
        target.Scale(client, decision.Replicas);
        look.Say("AbleToScale", new(true, "SucceededRescale", $"the HPA controller was able to update the target scale to {decision.Replicas}"));
        look.Rescaled();
        client.Record(autoscaler, "SuccessfulRescale", $"New size: {decision.Replicas}; reason: {decision.Reason}");
    }
}
