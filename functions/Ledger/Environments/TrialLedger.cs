using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Environments;
using Autocura.Incidents;
using Autocura.Planning;
using Autocura.Verification;

namespace Autocura.Ledger.Environments;

/// <summary>Makes the ParallelEnvironment that tries a plan, and looks how it stands. It belongs to the incident's Issue, and goes when that is pruned.</summary>
public sealed class TrialLedger(IClusters clusters)
{
    private const int LongestLife = 86_400;

    /// <exception cref="ClusterException">The API server cannot be reached or is overwhelmed: worth another try.</exception>
    public async Task<TrialStart> StartAsync(TrialOrder order, CancellationToken cancellationToken)
    {
        var cluster = clusters.Named(order.Incident.Workload.Cluster);
        var target = Kinds.ParallelEnvironment.Ref(order.Incident.Workload.Namespace, $"{order.Incident.RecordName}-{order.Plan.Attempt}");
        try
        {
            var issue = await cluster.FindAsync(RecordNames.Issue(order.Incident), cancellationToken);
            var made = await cluster.FindAsync(target, cancellationToken)
                ?? await cluster.CreateAsync(Kinds.ParallelEnvironment, Manifest.Of(target, Spec(order), order.Incident.RecordName, issue), cancellationToken);
            return new TrialStart(EnvironmentNotes.LookAt(made, cluster.Name).Order, "");
        }
        catch (ClusterException refused) when (!refused.IsTransient && !refused.IsConflict)
        {
            return new TrialStart(null, refused.Message);
        }
    }

    public async Task<TrialLook> LookAsync(EnvironmentOrder order, CancellationToken cancellationToken)
    {
        var found = await clusters.Named(order.Cluster).FindAsync(Kinds.ParallelEnvironment.Ref(order.Namespace, order.Name), cancellationToken);
        if (found is null || $"{found["metadata"]!["uid"]}" != order.Uid)
        {
            return new TrialLook(EnvironmentPhase.Failed, null, $"{order} was deleted.");
        }

        var status = found["status"];
        AssessmentKind? verdict = Enum.TryParse<AssessmentKind>($"{status?["verdict"]}", out var kind) ? kind : null;
        return new TrialLook(EnvironmentNotes.LookAt(found, order.Cluster).Phase, verdict, $"{status?["reason"]}");
    }

    private static JsonObject Spec(TrialOrder order)
    {
        var seconds = (int)order.Within.TotalSeconds;
        var workload = order.Incident.Workload;
        return new JsonObject
        {
            ["workloads"] = new JsonArray(new JsonObject { ["kind"] = workload.Kind, ["name"] = workload.Name }),
            ["include"] = new JsonObject { ["secrets"] = $"{order.Terms.Secrets}" },
            ["actions"] = new JsonArray([.. order.Plan.Steps.Select(Action)]),
            ["verification"] = new JsonObject { ["timeoutSeconds"] = seconds, ["successCriteria"] = Criteria(order.Plan) },
            ["promotion"] = nameof(PromotionMode.Never),
            ["ttlSeconds"] = Math.Clamp(2 * seconds, 60, LongestLife),
            ["issueRef"] = new JsonObject { ["name"] = order.Incident.RecordName },
        };
    }

    private static JsonObject Action(PlanStep step) => new()
    {
        ["type"] = step.Action,
        ["target"] = new JsonObject { ["apiVersion"] = step.Target.ApiVersion, ["kind"] = step.Target.Kind, ["name"] = step.Target.Name, ["namespace"] = step.Target.Namespace },
        ["params"] = Manifest.Map(step.Parameters, 64),
        ["reason"] = Manifest.Text(step.Why, Manifest.Prose),
    };

    /// <summary>What the plan's author wants to hold, where the metrics source can be asked about a copy.</summary>
    private static JsonArray Criteria(RemediationPlan plan) => new([.. (plan.Origin?.Criteria ?? []).Where(criterion => criterion.Resource is null).Select(criterion => new JsonObject
    {
        ["metricName"] = criterion.Metric,
        ["threshold"] = criterion.Threshold,
        ["comparisonOperator"] = $"{criterion.Comparison}",
        ["durationSeconds"] = int.Parse($"{criterion.Duration.TotalSeconds:0}", CultureInfo.InvariantCulture),
    })]);
}
