using Autocura.Guardrails;
using Autocura.Planning;
using Microsoft.DurableTask;

namespace Autocura.Orchestrations;

/// <summary>What the server said to a plan without doing it: the exact changes and what they were worked out from, or why one of them cannot be made.</summary>
internal sealed record Rehearsal(IReadOnlyList<string> Diff, IReadOnlyList<StepSight> Sights, string? Refusal);

/// <summary>Trying a plan on the server before anybody judges it.</summary>
internal static class Rehearsing
{
    /// <summary>Has the server try every step, so that a person or a guardrail judges the exact change and not an intention.</summary>
    public static async Task<Rehearsal> RehearseAsync(this TaskOrchestrationContext context, RemediationPlan plan)
    {
        var diff = new List<string>();
        var sights = new List<StepSight>();
        for (var i = 0; i < plan.Steps.Count; i++)
        {
            var prepared = await context.PrepareStepAsync(new StepOrder(plan.Steps[i], plan.KeyOf(i)));
            if (prepared.Refused is not null)
            {
                return new Rehearsal(diff, sights, prepared.Refused);
            }

            sights.Add(StepSight.Of(prepared));
            diff.AddRange(prepared.Diff.Select(line => $"{prepared.Target}: {line}"));
        }

        return new Rehearsal(diff, sights, null);
    }
}
