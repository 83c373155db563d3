using Autocura.Cluster;
using Autocura.Cluster.Policies;
using Autocura.Policies.Healing;
using Autocura.Signals;

namespace Autocura.Metrics.Policies;

/// <summary>Looks at every HealingPolicy of a cluster at once, and says which of their metrics call for healing.</summary>
/// <remarks>
/// A metric fires when it has been over its limit for its duration, and is over when it has been well for as long, and for half a minute at least: what wavers around its
/// limit is one breach. A metric that cannot be measured neither fires nor ends anything.
/// </remarks>
public sealed class HealingWatch(HealingReader reader) : IPolicyWatch
{
    public async Task<PolicyLook> LookAsync(PolicyRound round, CancellationToken cancellationToken)
    {
        var policies = await Declared<HealingPolicySpec>.ReadAsync(round.Cluster, Kinds.HealingPolicy, cancellationToken);
        if (policies.Count == 0)
        {
            return PolicyLook.Empty with { WouldSee = condition => condition.Observation == Observation.PolicyBreached };
        }

        var measured = await reader.MeasureAsync(round.Cluster, policies, cancellationToken);
        var looks = measured.All.ToDictionary(policy => policy.Policy.Ref, policy => (Policy: policy, Findings: Findings(policy, round)));
        var unmeasured = measured.All.SelectMany(policy => policy.Readings.Where(reading => reading.Value is null).Select(reading => (Subject.Of(policy.Target), About(policy, reading)))).ToHashSet();
        return new PolicyLook
        {
            Findings = [.. looks.Values.SelectMany(look => look.Findings)],
            WouldSee = condition => condition.Observation == Observation.PolicyBreached && !unmeasured.Contains((condition.Subject, condition.About)),
            Statuses = [.. policies.Select(policy => looks.TryGetValue(policy.Ref, out var look)
                ? HealingStatus.Of(look.Policy, look.Findings, round.Now)
                : HealingStatus.OfUnwatched(policy, round.Now)).OfType<PolicyStatus>()],
            Questions = measured.Questions + 1,
            Policies = policies.Count,
        };
    }

    private static List<Finding> Findings(MeasuredPolicy policy, PolicyRound round) =>
        [.. policy.Readings.Select(reading => Finding(policy, reading, round)).OfType<Finding>()];

    private static Finding? Finding(MeasuredPolicy policy, MetricReading reading, PolicyRound round)
    {
        var finding = new Finding(Observation.PolicyBreached, Subject.Of(policy.Target)) { About = About(policy, reading), Grace = reading.Limit.Duration, Detail = reading.Told };
        if (reading.Value is null || reading.IsBreached)
        {
            return reading.IsBreached ? finding : null;
        }

        // What was announced is over only when it has been well for a while.
        var known = round.Standing.FirstOrDefault(condition => condition.IsAnnounced && condition.IsThatOf(finding));
        var quiet = known?.QuietSince ?? round.Now;
        return known is null || round.Now - quiet >= HealingLimits.ToRecovery(reading.Limit).Duration ? null : finding with { QuietSince = quiet };
    }

    private static string About(MeasuredPolicy policy, MetricReading reading) => $"{policy.Policy.Ref.Namespace}/{policy.Policy.Ref.Name}/{reading.Name}";
}
