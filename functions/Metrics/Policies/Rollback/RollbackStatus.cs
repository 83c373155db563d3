using System.Text.Json.Nodes;
using Autocura.Cluster.Policies;
using Autocura.Cluster.Readers;
using Autocura.Policies.Rollback;

namespace Autocura.Metrics.Policies.Rollback;

/// <summary>The status of a RollbackPolicy: what people read with kubectl, and what the next look remembers.</summary>
internal static class RollbackStatus
{
    private const int MostObservations = 60;

    /// <summary>What the status remembers.</summary>
    public static RollbackMemory Remembered(JsonObject policy)
    {
        var (release, condemned) = (policy.At("status", "release"), policy.At("status", "condemnedRelease"));
        return new RollbackMemory(
            release.Text("name") is { } name
                ? new WatchedRelease(name, release.Int("revision") ?? 0, release.Time("beganAt") ?? DateTimeOffset.UnixEpoch, release.Flag("isReturn"), release.Time("beforeBeganAt"))
                : null,
            release.Long("targetGeneration") ?? 0,
            release.Time("seenAt") ?? DateTimeOffset.MinValue,
            condemned.Text("name") is { } known ? new CondemnedRelease(known, condemned.Int("revision") ?? 0) : null);
    }

    /// <summary>The status to write; null when there is nothing new to say.</summary>
    public static PolicyStatus? Of(RollbackCase one, DateTimeOffset now)
    {
        var conditions = RollbackConditions.Of(one);
        var isNews = !PolicyConditions.IsObserved(one.Policy)
            || one.Memory.Release != one.Release || one.Memory.TargetGeneration != one.TargetGeneration
            || conditions.Any(condition => !PolicyConditions.Says(one.Policy, condition));
        if (!isNews && one.Judgement is null)
        {
            return null;
        }

        var fields = new JsonObject
        {
            ["observedGeneration"] = PolicyConditions.Generation(one.Policy),
            ["conditions"] = PolicyConditions.With(one.Policy, now, [.. conditions]),
        };
        AddRelease(fields, one);
        AddJudgement(fields, one, now);
        if (RollbackConditions.IsRolledBack(one) && !PolicyConditions.Says(one.Policy, conditions[^1]))
        {
            fields["lastRollback"] = PolicyConditions.Stamp(now);
        }

        return new PolicyStatus(one.Reference, one.Policy, fields, isNews);
    }

    private static void AddRelease(JsonObject fields, RollbackCase one)
    {
        if (one.Release is { } release)
        {
            fields["currentRevision"] = $"{release.Revision}";
            fields["release"] = new JsonObject
            {
                ["name"] = release.Name,
                ["revision"] = release.Revision,
                ["beganAt"] = PolicyConditions.Stamp(release.BeganAt),
                ["isReturn"] = release.IsReturn,
                ["beforeBeganAt"] = release.BeforeBeganAt is { } before ? PolicyConditions.Stamp(before) : null,
                ["targetGeneration"] = one.TargetGeneration,
                ["seenAt"] = PolicyConditions.Stamp(one.SeenAt),
            };
        }

        if (one.Stage == RollbackStage.RollbackDue)
        {
            fields["condemnedRelease"] = new JsonObject { ["name"] = one.Release!.Name, ["revision"] = one.Release.Revision };
        }
    }

    private static void AddJudgement(JsonObject fields, RollbackCase one, DateTimeOffset now)
    {
        if (one.Judgement is not { } judged)
        {
            // What was thought of another release says nothing of this one.
            string[] stale = one.Stage is RollbackStage.Returned or RollbackStage.CameBack or RollbackStage.FirstRelease ? ["currentProbability", "lowerBound", "upperBound"] : [];
            foreach (var field in stale.Where(field => one.Policy.At("status", field) is not null))
            {
                fields[field] = null;
            }

            return;
        }

        fields["currentProbability"] = Rounded(one.Probability);
        fields["lowerBound"] = Rounded(Math.Min(judged.LowerBound, one.Probability));
        fields["upperBound"] = Rounded(Math.Max(judged.UpperBound, one.Probability));
        fields["lastEvaluation"] = PolicyConditions.Stamp(now);
        fields["observations"] = Observations(one);
    }

    /// <summary>A line for each moment since the release, with the probabilities that were known then: those of earlier looks stand in the status already.</summary>
    private static JsonArray Observations(RollbackCase one)
    {
        var known = one.Policy.Items("status", "observations").Where(seen => seen.Text("timestamp") is not null)
            .GroupBy(seen => seen.Text("timestamp")!).ToDictionary(seen => seen.Key, seen => seen.Last().At("probability")?.DeepClone());
        return new JsonArray([.. one.Moments.Index().TakeLast(MostObservations).Select(moment =>
        {
            var stamp = PolicyConditions.Stamp(moment.Item);
            JsonNode? probability = moment.Index == one.Moments.Count - 1 ? Rounded(one.Probability) : known.GetValueOrDefault(stamp);
            var observation = new JsonObject { ["timestamp"] = stamp, ["metrics"] = Values(one, moment.Index) };
            if (probability is not null) observation["probability"] = probability;
            return observation;
        })]);
    }

    private static JsonObject Values(RollbackCase one, int moment) => new(one.Metrics
        .Where(metric => metric.Since.IsMeasured(moment))
        .DistinctBy(metric => metric.Name)
        .Select(metric => KeyValuePair.Create(metric.Name, (JsonNode?)JsonValue.Create(metric.Since.Values[moment]))));

    private static JsonValue Rounded(double probability) => JsonValue.Create(Math.Round(probability, 4));
}
