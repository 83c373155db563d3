using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;

namespace Autocura.Cluster.Readers.Surroundings;

/// <summary>Reads the limits of the namespace that refused a pod, or are about to.</summary>
internal static partial class QuotaReader
{
    private const int Most = 10;

    // Where so much is used, the surge of a rollout hardly fits.
    private const double NearlyUsed = 0.9;

    public static Task<IReadOnlyList<QuotaView>> ReadAsync(Scene scene) => scene.PartAsync<IReadOnlyList<QuotaView>>(EvidencePart.Quotas, [], async () =>
    {
        var quotas = await scene.HereAsync(Kinds.ResourceQuota);
        if (quotas.Count == 0)
        {
            return [];
        }

        var refused = (await scene.WarningsAsync())
            .Where(happened => happened.Text("reason") == "FailedCreate")
            .SelectMany(happened => Refusals(happened.Text("message") ?? ""))
            .ToHashSet();
        return [.. quotas
            .SelectMany(Limits)
            .Select(limit => (Limit: limit, WasNamed: refused.Contains((limit.Name, limit.Resource))))
            .Where(one => one.WasNamed || one.Limit.Used >= one.Limit.Hard * NearlyUsed)
            .OrderByDescending(one => one.WasNamed)
            .ThenByDescending(one => one.Limit.Hard > 0 ? one.Limit.Used / one.Limit.Hard : double.MaxValue)
            .ThenBy(one => one.Limit.Name, StringComparer.Ordinal)
            .ThenBy(one => one.Limit.Resource, StringComparer.Ordinal)
            .Select(one => one.Limit)
            .Take(Most)];
    });

    private static IEnumerable<QuotaView> Limits(JsonObject quota)
    {
        var change = ManagedFields.Latest(quota);
        return quota.Map("spec", "hard").Select(hard => new QuotaView
        {
            Name = quota.Name(),
            Resource = hard.Key,
            Hard = Quantity.Parse(hard.Value) ?? 0,
            Used = Quantity.Parse(quota.NumberOrText("status", "used", hard.Key)) ?? 0,
            ChangedAt = change.At,
            ChangedBy = change.Manager,
        });
    }

    // "exceeded quota: memory, requested: requests.memory=64Mi,pods=1, used: ..., limited: ...".
    private static IEnumerable<(string Quota, string Resource)> Refusals(string message) =>
        from refusal in Exceeded().Matches(message)
        from resource in refusal.Groups["requested"].Value.Split(',', StringSplitOptions.TrimEntries)
        select (refusal.Groups["quota"].Value, resource.Split('=')[0]);

    [GeneratedRegex(@"exceeded quota: (?<quota>[^,\s]+), requested: (?<requested>.+?), used:", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Exceeded();
}
