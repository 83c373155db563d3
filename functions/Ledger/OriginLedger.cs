using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Policies;
using Autocura.Cluster.Readers;
using Autocura.Planning;
using Autocura.Policies;
using Autocura.Verification;

namespace Autocura.Ledger;

/// <summary>
/// Tells the runbook or policy that prescribed a plan what became of it: when it was used, how often, and whether the workload was well afterwards. A plan is counted once, however often it is told.
/// </summary>
internal sealed class OriginLedger(ICluster cluster)
{
    /// <summary>Plans that are remembered so that none is counted twice; a runbook serves several workloads at a time.</summary>
    private const int MostPlans = 20;

    private const int Tries = 5;

    /// <summary>Why it could not be told; empty when it was, or there is nothing to tell.</summary>
    /// <exception cref="ClusterException">The API server cannot be reached or is overwhelmed: worth another try.</exception>
    public async Task<string> TellAsync(IncidentRecord record, CancellationToken cancellationToken)
    {
        if (record.Plan is not { Origin: { Source: not (PrescriptionSource.ParallelEnvironment or PrescriptionSource.Forecast) } origin } plan || !record.Receipts.Any(receipt => receipt.Result is ReceiptResult.Applied or ReceiptResult.Reverted))
        {
            return "";
        }

        for (var left = Tries; left > 0; left--)
        {
            if (await cluster.FindAsync(origin.Resource, cancellationToken) is not { } found || Fields(found, record, plan) is not { } fields || await TryWriteAsync(origin, found, fields, cancellationToken))
            {
                return "";
            }
        }

        return $"{origin.Resource} was not told of plan {plan.Id}: others write it all the time.";
    }

    private async Task<bool> TryWriteAsync(PlanOrigin origin, JsonObject found, JsonObject fields, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["metadata"] = new JsonObject { ["resourceVersion"] = found.Text("metadata", "resourceVersion") }, ["status"] = fields };
        try
        {
            await cluster.PatchAsync(origin.Resource, new ObjectPatch(PatchKind.Merge, body, Subresource: "status"), cancellationToken);
            return true;
        }
        catch (ClusterException moved) when (moved.IsConflict)
        {
            return false;
        }
        catch (ClusterException gone) when (gone.IsNotFound)
        {
            return true;
        }
    }

    /// <summary>What is new to say; null when all has been said.</summary>
    private static JsonObject? Fields(JsonObject found, IncidentRecord record, RemediationPlan plan)
    {
        var known = found.Items("status", "recentPlans").Select(one => one.DeepClone().AsObject()).ToList();
        var mine = known.Find(one => one.Text("id") == plan.Id);
        var helped = record.Assessment is { IsFinal: true, Kind: AssessmentKind.Recovered };
        if (mine is not null && (!helped || mine.Flag("recovered")))
        {
            return null;
        }

        var fields = plan.Origin!.Source switch
        {
            PrescriptionSource.Runbook => OfRunbook(found, record, mine is null, helped),
            PrescriptionSource.RollbackPolicy => mine is null ? new JsonObject { ["lastRollback"] = PolicyConditions.Stamp(record.At), ["issueRef"] = Issue(record) } : [],
            _ => mine is null ? OfHealing(found, record, plan) : [],
        };
        known.Remove(mine!);
        known.Add(new JsonObject { ["id"] = plan.Id, ["recovered"] = helped });
        fields["recentPlans"] = new JsonArray([.. known.TakeLast(MostPlans)]);
        return fields;
    }

    private static JsonObject OfRunbook(JsonObject found, IncidentRecord record, bool isNew, bool helped)
    {
        var fields = new JsonObject();
        if (isNew)
        {
            fields["uses"] = (found.Int("status", "uses") ?? 0) + 1;
            fields["lastUsed"] = PolicyConditions.Stamp(record.At);
        }

        if (helped)
        {
            fields["recoveries"] = (found.Int("status", "recoveries") ?? 0) + 1;
        }

        return fields;
    }

    private static JsonObject OfHealing(JsonObject found, IncidentRecord record, RemediationPlan plan) => new()
    {
        ["attempts"] = (found.Int("status", "attempts") ?? 0) + 1,
        ["lastHealing"] = PolicyConditions.Stamp(record.At),
        ["issueRef"] = Issue(record),
        ["conditions"] = PolicyConditions.With(found, record.At, new PolicyCondition("HealingExecuted", true, "MetricsThresholdExceeded", plan.Strategy)),
    };

    private static JsonObject Issue(IncidentRecord record) => Manifest.Reference(RecordNames.Issue(record.Incident));
}
