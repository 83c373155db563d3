using System.Security.Cryptography;
using System.Text;
using Autocura.Alerts;
using Autocura.Embedded.Metrics.Rules;
using Autocura.Incidents;

namespace Autocura.Support.Yardstick;

/// <summary>Turns the rules' alerts into what the app would receive, and finds the first that is about a workload.</summary>
internal sealed class FirstSignal(ProductUnderTest product, DateTimeOffset since)
{
    private readonly Dictionary<string, WorkloadRef?> known = [];

    /// <summary>The workload of the alert that fired first, and all alerts that are about it; null while none is about any.</summary>
    public async Task<Signalled?> FindAsync(IReadOnlyList<RuleAlert> firing)
    {
        WorkloadRef? first = null;
        var alerts = new List<Alert>();
        foreach (var alert in firing.Where(alert => Since(alert) >= since).OrderBy(Since).ThenBy(alert => alert.Labels.ToString(), StringComparer.Ordinal).Select(ToAlert))
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

    private static DateTimeOffset Since(RuleAlert alert) => DateTimeOffset.FromUnixTimeMilliseconds(alert.FiredAt ?? alert.ActiveAt);

    private static Alert ToAlert(RuleAlert alert) => new()
    {
        Status = AlertStatus.Firing,
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(alert.Labels.ToString())))[..16],
        StartsAt = Since(alert),
        Labels = alert.Labels.Pairs.ToDictionary(label => label.Key, label => label.Value),
        Annotations = alert.Annotations,
    };
}

/// <summary>A workload and the alerts about it.</summary>
internal sealed record Signalled(WorkloadRef Workload, IReadOnlyList<Alert> Alerts);
