using Autocura.Correlation;
using Autocura.Diagnosis;
using Autocura.Guardrails;
using Autocura.Incidents;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>How an incident finds out why: all parts of the evidence at once, then the answer, then where the answer points to.</summary>
internal static class EvidenceCalls
{
    /// <summary>The answer, as much of the evidence as planning needs, and what the whole of it shows.</summary>
    public static async Task<(RankedHypotheses Diagnosis, Evidence Outline, PlanScope Scope)> FindOutWhyAsync(this TaskOrchestrationContext context, IncidentStory story)
    {
        var evidence = (await context.GatherEvidenceAsync(new EvidenceRequest(story.Incident, story.Inbox.Signals))) with { Flapping = story.Memory.Flapping };
        var byRules = await context.DiagnoseAsync(story, evidence);
        var diagnosis = await context.TakeAdviceAsync(story, evidence, byRules);
        // What a model names relates no incidents and opens no namespace.
        story.Diagnosed(diagnosis, TiesReading.Of(evidence, byRules));
        return (diagnosis, EvidenceBounds.Outline(evidence), PlanScope.Of(evidence, byRules));
    }

    /// <summary>The evidence, its parts read side by side.</summary>
    private static async Task<Evidence> GatherEvidenceAsync(this TaskOrchestrationContext context, EvidenceRequest request)
    {
        var own = context.CallActivityAsync<Evidence>(FunctionNames.CollectEvidence, request, RetryPolicies.Reads);
        var around = context.CallActivityAsync<SurroundingsReading>(FunctionNames.CollectSurroundings, request, RetryPolicies.Reads);
        var neighbours = context.CallActivityAsync<NeighboursReading>(FunctionNames.CollectNeighbours, request, RetryPolicies.Reads);
        var measurements = context.CallActivityAsync<MeasurementsReading>(FunctionNames.CollectMeasurements, request, RetryPolicies.Reads);
        await Task.WhenAll(own, around, neighbours, measurements);
        return (await own).With(await around, await neighbours, await measurements);
    }

    /// <summary>The diagnosis, followed to where the trouble begins as deep as the settings allow.</summary>
    private static async Task<RankedHypotheses> DiagnoseAsync(this TaskOrchestrationContext context, IncidentStory story, Evidence evidence)
    {
        var diagnosis = await context.CallActivityAsync<RankedHypotheses>(FunctionNames.DiagnoseIncident, evidence);
        if (story.Settings.MaxDiagnosisDepth <= 1)
        {
            return diagnosis;
        }

        var looks = CauseChain.Directions(diagnosis, [evidence.Workload]).Select(direction => context.CallActivityAsync<Investigation>(
            FunctionNames.InvestigateWorkload,
            new InvestigationRequest
            {
                Workload = direction,
                Onset = evidence.Onset,
                OpenedAt = story.Incident.OpenedAt,
                Depth = story.Settings.MaxDiagnosisDepth - 2,
                Visited = [evidence.Workload],
            },
            RetryPolicies.Reads)).ToList();
        return CauseChain.Follow(diagnosis, await Task.WhenAll(looks), evidence.Workload);
    }
}
