using System.Text.RegularExpressions;
using Autocura.Diagnosis.Surroundings;

namespace Autocura.Diagnosis.Rules.Configuration;

/// <summary>
/// An admission webhook that keeps pods from being made, by refusing them or by not answering; or one that changes them, and since it was changed new pods do
/// not run.
/// </summary>
internal sealed partial class AdmissionWebhookRule : IDiagnosisRule
{
    public string Cause => Diagnosis.Cause.AdmissionWebhook;

    public IEnumerable<Hypothesis> Consider(Evidence evidence)
    {
        var refusal = evidence.Warnings.Select(warning => (Warning: warning, Match: Refusal().Match(warning.Message))).FirstOrDefault(pair => pair.Match.Success);
        return refusal.Warning is not null ? Refusing(evidence, refusal.Warning, refusal.Match) : Mutating(evidence);
    }

    private static IEnumerable<Hypothesis> Refusing(Evidence evidence, EventView warning, Match match)
    {
        var name = match.Groups["name"].Value;
        var denied = match.Groups["denied"].Success;
        var all = evidence.Surroundings?.Webhooks ?? [];
        // Where it is not known whose webhook it is: only one that fails closed keeps pods away by not answering.
        List<WebhookView?> candidates = [.. all.Any(webhook => webhook.IsBlamed) ? all.Where(webhook => webhook.IsBlamed) : all.Where(webhook => denied || webhook.FailsClosed)];
        return (candidates.Count > 0 ? candidates : [null]).Select(webhook => new Hypothesis
        {
            Cause = Diagnosis.Cause.AdmissionWebhook,
            Culprit = webhook?.Ref ?? evidence.Workload.Target(),
            Headline = denied
                ? $"The admission webhook {name} refuses the pods of {evidence.Workload.Name}."
                : $"The admission webhook {name} does not answer, and no pod of {evidence.Workload.Name} can be made.",
            Clues =
            [
                new Clue($"{warning.About}: {warning.Message}", Likelihood.Decisive) { At = warning.LastAt },
                .. MissingClues(evidence),
                .. denied && evidence.ReleasedBeforeOnset() ? [new Clue($"it refuses release {evidence.Current()!.Revision}, which is new", Likelihood.Slight)] : Array.Empty<Clue>(),
                .. webhook is not null ? ChangeClues(evidence, webhook) : [],
            ],
            Remedies = [.. webhook is not null ? Change(evidence, webhook)?.Remedies() ?? [] : [], .. denied ? evidence.WaysOut() : []],
            WouldChange = [denied ? "what it finds wrong with the pods: its message says so" : "whether the Service behind the webhook has ready pods"],
        });
    }

    // Nobody says that a pod was changed on its way in: only that the new ones ail and the old ones do not, though nothing was released.
    private static IEnumerable<Hypothesis> Mutating(Evidence evidence) =>
        from webhook in evidence.Surroundings?.Webhooks ?? []
        where webhook.IsMutating && webhook.ChangedAt >= evidence.Onset - ReleaseHistory.TriggerWindow
        let ill = evidence.Pods.Where(pod => pod.CreatedAt > webhook.ChangedAt && !pod.Ready).ToList()
        where ill.Count > 0
        let older = evidence.Pods.Count(pod => pod.CreatedAt <= webhook.ChangedAt && pod.Ready)
        select new Hypothesis
        {
            Cause = Diagnosis.Cause.AdmissionWebhook,
            Culprit = webhook.Ref,
            Headline = $"{webhook.Ref} was changed, and the {ill.Count} pods of {evidence.Workload.Name} made since are not ready.",
            Clues =
            [
                .. ChangeClues(evidence, webhook),
                older > 0
                    ? new Clue($"the {ill.Count} pods made since are not ready, the {older} made before are", Likelihood.Substantial)
                    : new Clue($"the {ill.Count} pods made since are not ready", Likelihood.Slight),
                evidence.ReleasedBeforeOnset()
                    ? new Clue($"release {evidence.Current()!.Revision} is new too", -Likelihood.Substantial)
                    : new Clue("no release explains it", Likelihood.Substantial),
                .. evidence.Pods.Any(pod => pod.Unschedulable is not null) ? [new Clue("pods are not placed: that is the scheduler's doing", -Likelihood.Substantial)] : Array.Empty<Clue>(),
            ],
            Remedies = Change(evidence, webhook)?.Remedies() ?? [],
            WouldChange = ["how a pod differs from its template: that is what the webhook did"],
        };

    private static IEnumerable<Clue> MissingClues(Evidence evidence)
    {
        if (evidence.State is { } state)
        {
            yield return evidence.PodsInAll < state.Replicas
                ? new Clue($"{evidence.PodsInAll} of {state.Replicas} pods exist", Likelihood.Substantial)
                : state.UpdatedReplicas < state.Replicas
                    ? new Clue($"{state.UpdatedReplicas} of {state.Replicas} pods are of the new release", Likelihood.Slight)
                    : new Clue("all pods exist by now", -Likelihood.Strong);
        }
    }

    private static IEnumerable<Clue> ChangeClues(Evidence evidence, WebhookView webhook)
    {
        if (Change(evidence, webhook) is { } change)
        {
            return change.Clues(evidence);
        }

        return webhook.ChangedAt >= evidence.Onset - ReleaseHistory.TriggerWindow
            ? [Timing.Clue($"{webhook.Ref} was changed", webhook.ChangedAt, evidence) with { SeenOn = webhook.Ref }]
            : [new Clue($"{webhook.Ref} has been as it is for {Timing.Span(evidence.Onset - webhook.ChangedAt)}", -Likelihood.Slight) { SeenOn = webhook.Ref, At = webhook.ChangedAt }];
    }

    private static ObjectChange? Change(Evidence evidence, WebhookView webhook) =>
        evidence.ChangedObjects().FirstOrDefault(change => change.Target.Kind == webhook.Ref.Kind && change.Target.Name == webhook.Ref.Name);

    [GeneratedRegex("""admission webhook "(?<name>[^"]+)" (?<denied>denied)|failed calling webhook "(?<name>[^"]+)"|admission webhook "(?<name>[^"]+)"[^"]*timeout""", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Refusal();
}
