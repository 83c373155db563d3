using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Diagnosis;
using Autocura.Incidents;
using Autocura.Planning;
using Autocura.Planning.GitOps;

namespace Autocura.Remediation.GitOps;

/// <summary>
/// How a plan gets past a GitOps tool: through it, where what is to be mended differs from Git and the tool only has to be asked; or, where the administrator wants
/// it so, with the tool suspended first, and whatever would take that suspension back before it.
/// </summary>
public sealed class GitOpsRoute(GitOpsOwners owners, TimeProvider time)
{
    public async Task<RemediationPlan> CompleteAsync(RemediationPlan plan, IReadOnlyDictionary<string, ActionProfile> profiles, ReviewSettings settings, CancellationToken cancellationToken)
    {
        if (settings.GitOps == GitOpsPolicy.Ignore || !profiles.ContainsKey(ActionNames.SyncGitOps) || !profiles.ContainsKey(ActionNames.SuspendGitOps))
        {
            return plan;
        }

        var written = plan.Steps.Where(step => !GitOpsTools.Harmless.Contains(step.Action)).Select(step => step.Target).Distinct().ToList();
        var found = new List<(ObjectRef Target, IReadOnlyList<GitOpsOwner> Owners)>();
        foreach (var target in written)
        {
            found.Add((target, await owners.OfAsync(target, cancellationToken)));
        }

        return Through(plan, found, profiles) ?? (settings.GitOps == GitOpsPolicy.Suspend ? Suspending(plan, found, profiles, settings.SuspendFor) : plan);
    }

    /// <summary>The plan through the tool: everything it would write belongs to one Application that says it differs from Git, and does not sync by itself. Null otherwise.</summary>
    private static RemediationPlan? Through(RemediationPlan plan, List<(ObjectRef Target, IReadOnlyList<GitOpsOwner> Owners)> found, IReadOnlyDictionary<string, ActionProfile> profiles)
    {
        if (found.Count == 0 || found.Any(one => one.Owners is not [{ } nearest, ..] || !Drifted(nearest.Found, one.Target)) || found.DistinctBy(one => one.Owners[0].Ref.ToString()).Count() > 1)
        {
            return null;
        }

        var application = found[0].Owners[0];
        var profile = profiles[ActionNames.SyncGitOps];
        var why = $"{found[0].Target} was changed in the cluster and differs from Git, and {application.Tool} does not sync it by itself";
        return plan with
        {
            Steps = [new PlanStep(ActionNames.SyncGitOps, application.Ref, new Dictionary<string, string>(), why)],
            Strategy = $"{ActionNames.SyncGitOps} on {application.Ref}: {why} (in place of {plan.Strategy})",
            SettleTime = profile.SettleOf(application.Ref.Kind),
            BlastRadius = profile.BlastRadius,
        };
    }

    private static bool Drifted(JsonObject application, ObjectRef target) =>
        application.Text("kind") == Kinds.Application.Kind
        && (application.At("spec", "syncPolicy", "automated") is not JsonObject automated || automated["enabled"]?.ToString() == "false")
        && SuspensionMark.Note(application, SuspensionMark.By) is null
        && application.Items("status", "resources").Any(one =>
            one.Text("kind") == target.Kind && one.Text("name") == target.Name && (one.Text("namespace") ?? "") == target.Namespace && one.Text("status") == "OutOfSync");

    private RemediationPlan Suspending(RemediationPlan plan, List<(ObjectRef Target, IReadOnlyList<GitOpsOwner> Owners)> found, IReadOnlyDictionary<string, ActionProfile> profiles, TimeSpan suspendFor)
    {
        var now = time.GetUtcNow();
        var parameters = new Dictionary<string, string>
        {
            [ActionParameters.By] = plan.Id,
            [ActionParameters.Since] = SuspensionMark.Written(now),
            [ActionParameters.Until] = SuspensionMark.Written(now + suspendFor),
        };
        // The outermost first, or it would take the suspension of the next back.
        List<PlanStep> steps = [.. found
            .SelectMany(one => one.Owners.Reverse().Select(owner => new PlanStep(ActionNames.SuspendGitOps, owner.Ref, parameters, $"{owner.Tool} would take a change of {one.Target} back")))
            .DistinctBy(step => step.Target.ToString())];
        var profile = profiles[ActionNames.SuspendGitOps];
        return steps.Count == 0 ? plan : plan with
        {
            Steps = [.. steps, .. plan.Steps],
            Strategy = $"{string.Join(", ", steps.Select(step => $"{step.Action} on {step.Target}"))}; then {plan.Strategy}",
            BlastRadius = plan.BlastRadius > profile.BlastRadius ? plan.BlastRadius : profile.BlastRadius,
        };
    }
}
