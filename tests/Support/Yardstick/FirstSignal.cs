using System.Security.Cryptography;
using System.Text;
using Autocura.Alerts;
using Autocura.Embedded.Metrics.Rules;
using Autocura.Incidents;

namespace Autocura.Support.Yardstick;

/// <summary>Finds the first alert that is about a workload, among those of the rules and those of the app's own watching.</summary>
internal sealed class FirstSignal(ProductUnderTest product, DateTimeOffset since)
{
    private readonly Dictionary<string, WorkloadRef?> known = [];

    /// <summary>The workload of the alert that fired first, and all alerts that are about it; null while none is about any.</summary>
    public async Task<Signalled?> FindAsync(IEnumerable<RuleAlert> firing, IEnumerable<Alert> own)
    {
        WorkloadRef? first = null;
        var alerts = new List<Alert>();
        foreach (var alert in firing.Select(ToAlert).Concat(own).Where(alert => alert.StartsAt >= since).OrderBy(alert => alert.StartsAt).ThenBy(alert => alert.Fingerprint, StringComparer.Ordinal))
        {
            var workload = await ResolveAsync(alert);
            first ??= workload;
            if (workload is not null && workload == first)
            {
                alerts.Add(alert);
            }
        }

        return first is null ? null : new Signalled(first, alerts);
    }

    private async Task<WorkloadRef?> ResolveAsync(Alert alert)
    {
        if (!known.TryGetValue(alert.Fingerprint, out var workload))
        {
            known[alert.Fingerprint] = workload = await product.ResolveAsync(alert);
        }

        return workload;
    }

    private static Alert ToAlert(RuleAlert alert) => new()
    {
        Status = AlertStatus.Firing,
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(alert.Labels.ToString())))[..16],
        StartsAt = DateTimeOffset.FromUnixTimeMilliseconds(alert.FiredAt ?? alert.ActiveAt),
        Labels = alert.Labels.Pairs.ToDictionary(label => label.Key, label => label.Value),
        Annotations = alert.Annotations,
    };
}

/// <summary>A workload and the alerts about it.</summary>
internal sealed record Signalled(WorkloadRef Workload, IReadOnlyList<Alert> Alerts);
