using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;
using Autocura.Policies;
using Autocura.Policies.Runbooks;

namespace Autocura.Cluster.Policies;

/// <summary>Says of every runbook whether it can be used, before any incident needs it. It watches nothing else.</summary>
public sealed class RunbookWatch(JobOptions jobs) : IPolicyWatch
{
    private const int MostProblems = 8;

    public async Task<PolicyLook> LookAsync(PolicyRound round, CancellationToken cancellationToken)
    {
        var runbooks = await Declared<RunbookSpec>.ReadAsync(round.Cluster, Kinds.Runbook, cancellationToken);
        var commands = jobs.AllowedCommands();
        return new PolicyLook
        {
            Statuses = [.. runbooks.Select(runbook => Status(runbook, commands, round.Now)).OfType<PolicyStatus>()],
            Policies = runbooks.Count,
            Questions = 1,
        };
    }

    private static PolicyStatus? Status(Declared<RunbookSpec> runbook, IReadOnlyDictionary<string, string> commands, DateTimeOffset now)
    {
        var ready = Ready(runbook, commands);
        var isKnown = PolicyConditions.Says(runbook.Manifest, ready) && PolicyConditions.IsObserved(runbook.Manifest);
        return isKnown ? null : new PolicyStatus(
            runbook.Ref,
            runbook.Manifest,
            new JsonObject
            {
                ["observedGeneration"] = PolicyConditions.Generation(runbook.Manifest),
                ["conditions"] = PolicyConditions.With(runbook.Manifest, now, ready),
            },
            IsNews: true);
    }

    private static PolicyCondition Ready(Declared<RunbookSpec> runbook, IReadOnlyDictionary<string, string> commands)
    {
        if (runbook.Spec is not { } spec)
        {
            return new PolicyCondition(PolicyCondition.Ready, false, "InvalidSpec", $"It cannot be read: {runbook.Problem}");
        }

        string[] problems = [.. StepCheck.Problems(spec, commands).Take(MostProblems)];
        return problems switch
        {
            { Length: > 0 } => new PolicyCondition(PolicyCondition.Ready, false, "InvalidStep", $"It is not used: {string.Join(" ", problems)}"),
            _ when spec.Suspend => new PolicyCondition(PolicyCondition.Ready, false, "Suspended", "spec.suspend is true: it is not used."),
            _ => new PolicyCondition(PolicyCondition.Ready, true, "Usable", $"{spec.Steps.Count} steps, and every one can be carried out."),
        };
    }
}
