using System.Text.Json.Nodes;
using Autocura.Guardrails;
using Autocura.Incidents;
using Autocura.Planning;
using Autocura.Planning.Foresight;
using Autocura.Verification;

namespace Autocura.Ledger;

/// <summary>One attempt as a RemediationPlan. Its spec is written once and never changes; its status tells how it went.</summary>
internal static class PlanManifest
{
    private const int MaxSteps = 32;
    private const int MostCandidates = 8;
    private const int DiffLength = 16384;

    public static JsonObject Spec(IncidentRecord record, RemediationPlan plan)
    {
        var spec = new JsonObject
        {
            ["issueRef"] = Manifest.Reference(RecordNames.Issue(record.Incident)),
            ["attempt"] = plan.Attempt,
            ["strategy"] = Manifest.Text(plan.Strategy, Manifest.Prose),
            ["source"] = plan.Origin?.Source.ToString() ?? "Rules",
            ["actions"] = new JsonArray([.. plan.Steps.Take(MaxSteps).Select(Action)]),
            ["candidates"] = new JsonArray([.. record.Candidates.Take(MostCandidates).Select(Weighed)]),
        };
        if (plan.Origin is { } origin)
        {
            spec["sourceRef"] = Manifest.Resource(origin.Resource);
        }

        return spec;
    }

    /// <summary>By what a plan is found: for whoever learns from it, and for whoever decides on it.</summary>
    public static void Mark(JsonObject manifest, IncidentRecord record, RemediationPlan plan)
    {
        var labels = manifest["metadata"]!["labels"]!;
        labels[RecordNames.CauseLabel] = plan.Cause;
        labels[RecordNames.ActionLabel] = plan.Remedy.Action;
        if (record.Status.Phase == IncidentPhase.AwaitingApproval)
        {
            labels[RecordNames.WaitingLabel] = RecordNames.WaitingForApproval;
        }

        manifest["metadata"]!["annotations"] = new JsonObject { [RecordNames.InstanceAnnotation] = record.Incident.InstanceId, [RecordNames.PlanAnnotation] = plan.Id };
    }

    /// <param name="record">What is known now.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="before">The plan as it stands in the cluster: when it began and when it was judged is kept.</param>
    public static JsonObject Status(IncidentRecord record, RemediationPlan plan, JsonObject before)
    {
        var state = PlanState.Of(record);
        var status = new JsonObject
        {
            ["observedGeneration"] = before["metadata"]?["generation"]?.GetValue<long>() ?? 1,
            ["state"] = state,
            ["steps"] = new JsonArray([.. plan.Steps.Take(MaxSteps).Select((step, index) => Step(record, step, plan.KeyOf(index)))]),
        };
        if (record.Verdict is { } verdict)
        {
            status["review"] = Review(record, verdict);
        }

        if (record.Assessment is { IsFinal: true } assessment)
        {
            status["verdict"] = assessment.Kind.ToString();
            status["result"] = Manifest.Text(assessment.Reason, Manifest.Prose);
        }
        else if (record.Outcome is { } outcome)
        {
            status["result"] = Manifest.Text(outcome.Reason, Manifest.Prose);
        }
        else if (PlanState.IsFinal(state) && record.Status.Timeline is [.., var last])
        {
            // It was given up on the way, before anything could be measured: what was said of it last.
            status["result"] = Manifest.Text(last.Message, Manifest.Prose);
        }

        Keep(status, "startedAt", before, record, state is "Executing" || record.Receipts.Count > 0);
        Keep(status, "completedAt", before, record, PlanState.IsFinal(state));
        return status;
    }

    private static JsonObject Review(IncidentRecord record, PlanVerdict verdict)
    {
        var review = new JsonObject { ["verdict"] = verdict.Kind.ToString(), ["reason"] = Manifest.Text(verdict.Reason, Manifest.Prose) };
        if (record.Ballot is not { } ballot)
        {
            return review;
        }

        review["planHash"] = ballot.PlanHash;
        review["approvers"] = ballot.Needed;
        Approval[] decided = [.. ballot.Approvals, .. ballot.Rejection is { } no ? new[] { no } : []];
        if (decided.Length > 0)
        {
            review["decidedBy"] = Manifest.Text(string.Join(", ", decided.Select(one => one.By)), 253);
            review["decidedAt"] = Manifest.Time(decided[^1].At ?? record.At);
            review["decisions"] = new JsonArray([.. decided.Select(one => JsonValue.Create(Manifest.Text(Ballot.Tell(one), Manifest.Sentence)))]);
        }

        return review;
    }

    private static void Keep(JsonObject status, string name, JsonObject before, IncidentRecord record, bool reached)
    {
        if (reached)
        {
            status[name] = before["status"]?[name]?.DeepClone() ?? Manifest.Time(record.At);
        }
    }

    private static JsonObject Action(PlanStep step) => new()
    {
        ["type"] = step.Action,
        ["params"] = Manifest.Map(step.Parameters, 64),
        ["target"] = Manifest.Resource(step.Target),
        ["reason"] = Manifest.Text(step.Why, Manifest.Prose),
    };

    private static JsonObject Weighed(Candidate candidate)
    {
        var manifest = new JsonObject { ["action"] = candidate.Action, ["target"] = Manifest.Text(candidate.Target, 512), ["cause"] = candidate.Cause, ["score"] = candidate.Score };
        if (candidate.Rejected is { } rejected)
        {
            manifest["rejected"] = Manifest.Text(rejected, Manifest.Sentence);
        }

        if (candidate.Chance is { } chance)
        {
            manifest["chance"] = new JsonObject { ["expected"] = chance.Mean, ["low"] = chance.Low, ["high"] = chance.High, ["from"] = Manifest.Text(chance.Told, Manifest.Sentence) };
        }

        if (candidate.Forecast is { } forecast)
        {
            manifest["simulation"] = new JsonObject
            {
                ["iterations"] = forecast.Iterations,
                ["recovers"] = forecast.Recovers,
                ["worsens"] = forecast.Worsens,
                ["lostMinutes"] = forecast.LostMinutes,
                ["lostMinutesOtherwise"] = forecast.LostOtherwise,
                ["podsStarted"] = forecast.PodsStarted,
            };
            AddTimes((JsonObject)manifest["simulation"]!, forecast);
        }

        return manifest;
    }

    private static void AddTimes(JsonObject simulation, Forecast forecast)
    {
        if (forecast is { FastSeconds: { } fast, MedianSeconds: { } median, SlowSeconds: { } slow })
        {
            (simulation["fastSeconds"], simulation["medianSeconds"], simulation["slowSeconds"]) = (fast, median, slow);
        }
    }

    private static JsonObject Step(IncidentRecord record, PlanStep step, string key)
    {
        var receipt = record.Receipts.FirstOrDefault(one => one.Key == key);
        var manifest = new JsonObject
        {
            ["key"] = key,
            ["action"] = step.Action,
            ["target"] = Manifest.Text($"{step.Target.Kind}/{step.Target.Namespace}/{step.Target.Name}", 512),
            ["state"] = PlanState.OfStep(record, receipt),
        };
        if (receipt is not null)
        {
            manifest["diff"] = Manifest.Text(string.Join('\n', receipt.Diff), DiffLength);
            manifest["reason"] = Manifest.Text(receipt.Reason, Manifest.Prose);
        }

        return manifest;
    }
}
