using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Cluster.Policies;
using Autocura.Cluster.Readers;
using Autocura.Policies.Healing;
using Autocura.Signals;

namespace Autocura.Metrics.Policies;

/// <summary>What a HealingPolicy says of itself after a look.</summary>
internal static class HealingStatus
{
    private const string Watching = "Watching";

    public static PolicyStatus Of(MeasuredPolicy policy, IReadOnlyList<Finding> findings, DateTimeOffset now)
    {
        var (before, spec) = (policy.Policy.Manifest, policy.Policy.Spec!);
        var attempts = before.Int("status", "attempts") ?? 0;
        var isWell = findings.Count == 0 && policy.Readings.All(reading => reading.Value is not null);
        var firing = policy.Readings.Select(reading => findings.Any(finding => finding.About.EndsWith($"/{reading.Name}", StringComparison.Ordinal))).ToList();
        var ready = Ready(policy, findings.Count > 0 && attempts >= spec.MaxAttempts);
        var fields = new JsonObject
        {
            ["observedGeneration"] = PolicyConditions.Generation(before),
            ["lastEvaluation"] = PolicyConditions.Stamp(now),
            ["currentMetrics"] = new JsonArray([.. policy.Readings.Zip(firing, Metric)]),
            ["conditions"] = PolicyConditions.With(before, now, ready),
        };
        if (isWell && attempts > 0)
        {
            fields["attempts"] = 0;
        }

        return new PolicyStatus(policy.Policy.Ref, before, fields, IsNews(before, firing, ready) || fields.ContainsKey("attempts"));
    }

    /// <summary>Of one that is not watched: it rests, or cannot be understood. Null when it says so already.</summary>
    public static PolicyStatus? OfUnwatched(Declared<HealingPolicySpec> policy, DateTimeOffset now)
    {
        var ready = policy.Spec is null
            ? new PolicyCondition(PolicyCondition.Ready, false, "InvalidSpec", $"It cannot be read: {policy.Problem}")
            : new PolicyCondition(PolicyCondition.Ready, false, "Suspended", "spec.suspend is true: nothing is measured and nothing is done.");
        return !IsNews(policy.Manifest, [], ready) ? null : new PolicyStatus(
            policy.Ref,
            policy.Manifest,
            new JsonObject
            {
                ["observedGeneration"] = PolicyConditions.Generation(policy.Manifest),
                ["currentMetrics"] = new JsonArray(),
                ["conditions"] = PolicyConditions.With(policy.Manifest, now, ready),
            },
            IsNews: true);
    }

    private static bool IsNews(JsonObject before, List<bool> firing, PolicyCondition ready) =>
        !PolicyConditions.Says(before, ready)
        || !PolicyConditions.IsObserved(before)
        || !before.Items("status", "currentMetrics").Select(metric => metric.Flag("firing")).SequenceEqual(firing);

    private static JsonObject Metric(MetricReading reading, bool isFiring) => new()
    {
        ["name"] = reading.Name,
        ["value"] = reading.Value is { } value ? value.ToString("0.####", CultureInfo.InvariantCulture) : "",
        ["firing"] = isFiring,
        ["message"] = reading.Told.Clip(256),
    };

    private static PolicyCondition Ready(MeasuredPolicy policy, bool hasGivenUp)
    {
        var unmeasured = policy.Readings.Where(reading => reading.Value is null).ToList();
        return policy switch
        {
            { Usage: null } => new PolicyCondition(PolicyCondition.Ready, false, "TargetNotFound", $"{policy.Target} does not exist."),
            _ when hasGivenUp => new PolicyCondition(PolicyCondition.Ready, false, "GivenUp", $"{policy.Policy.Spec!.MaxAttempts} healings did not help: it tries again once all metrics have been well."),
            _ when unmeasured.Count > 0 => new PolicyCondition(PolicyCondition.Ready, false, "MetricsUnavailable", string.Join("; ", unmeasured.Select(reading => reading.Told))),
            _ => new PolicyCondition(PolicyCondition.Ready, true, Watching, $"{policy.Readings.Count} metrics of {policy.Target} are watched."),
        };
    }
}
