using Autocura.Diagnosis;
using Autocura.Guardrails;
using Autocura.Incidents;
using Autocura.Planning;
using Autocura.Planning.GitOps;
using Autocura.Verification;

namespace Autocura.Orchestrations;

/// <content>What becomes of the plan on the table.</content>
internal sealed partial class IncidentStory
{
    /// <summary>What the plan on the table has done, and what was taken back of it.</summary>
    public IReadOnlyList<ActionReceipt> Receipts => record.Receipts;

    /// <summary>Fields of the workload that the plan on the table wrote.</summary>
    public IReadOnlyList<string> Written => WrittenFields.Of(record.Receipts, incident.Workload.Target());

    public void Planned(RemediationPlan plan, PlanDraft draft, IReadOnlyList<string> diff)
    {
        status = status with { Plan = plan.Summary(diff) };
        record = record with { Plan = plan, Candidates = draft.Candidates };
        if (draft.Gap.Length > 0)
        {
            Note(draft.Gap);
        }

        Note($"Plan: {plan.Strategy}");
    }

    public void Reviewed(PlanVerdict verdict)
    {
        status = status with { Plan = status.Plan is null ? null : status.Plan with { Verdict = $"{verdict.Kind}: {StatusBounds.Line(verdict.Reason)}" } };
        record = record with { Verdict = verdict };
        Note($"{verdict.Kind}: {verdict.Reason}");
    }

    /// <summary>What stands to be decided, and who has decided how.</summary>
    public void Balloted(Ballot ballot)
    {
        status = status with { Plan = status.Plan is { } plan ? plan with { Hash = ballot.PlanHash, Approvers = ballot.Needed } : null };
        record = record with { Ballot = ballot };
        if (ballot.Said.Length > 0)
        {
            Note(ballot.Said);
        }
    }

    public void Executed(Execution execution)
    {
        record = record with { Receipts = execution.Receipts };
        Memory.Acted(record.Plan!, execution, context.Now());
        Note(execution.Result == ExecutionResult.Done
            ? $"Done: {string.Join("; ", execution.Receipts.Select(receipt => $"{receipt.Action} on {receipt.Target}: {receipt.Reason}"))}"
            : $"{execution.Result}: {execution.Reason}");
    }

    /// <summary>The status shows every measurement; the timeline only what changed, for numbers move at every round.</summary>
    public void Measured(MeasurementRound round, Assessment assessment)
    {
        record = record with { Assessment = assessment };
        status = status with { Measurements = round.AsLines() };
        var results = string.Join(", ", round.Measurements.Select(measurement => $"{measurement.Criterion} {measurement.Result}"));
        if (results == measured)
        {
            Publish();
        }
        else
        {
            measured = results;
            Note($"Measured: {results}");
        }
    }
}
