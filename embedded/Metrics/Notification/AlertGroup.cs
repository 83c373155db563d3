using Autocura.Embedded.Metrics.Storage;

namespace Autocura.Embedded.Metrics.Notification;

/// <summary>
/// The alerts that are told together and what was last told of them. A group speaks when an alert is new, when one has resolved that was
/// told as firing, and otherwise only after the repeat interval: Alertmanager's rule of deduplication.
/// </summary>
internal sealed class AlertGroup(LabelSet labels, NotifierOptions options)
{
    private readonly Dictionary<LabelSet, NotifiedAlert> alerts = [];
    private HashSet<LabelSet> toldFiring = [];
    private HashSet<LabelSet> toldResolved = [];
    private DateTimeOffset toldAt;

    public LabelSet Labels { get; } = labels;

    public bool IsEmpty => alerts.Count == 0;

    /// <summary>Takes the newest state of an alert. One that resolved before anybody heard of it is of no interest.</summary>
    public void Accept(NotifiedAlert alert)
    {
        if (alert.IsFiring || alerts.ContainsKey(alert.Labels))
        {
            alerts[alert.Labels] = alert;
        }
    }

    /// <summary>What must be told now, or null.</summary>
    public Notification? Due(DateTimeOffset now)
    {
        var due = new Notification(Labels, [.. alerts.Values.OrderBy(alert => alert.Labels["job"]).ThenBy(alert => alert.Labels["instance"])
            .ThenBy(alert => alert.Labels, LabelSet.Order)]);
        return NeedsTelling(due, now) ? due : null;
    }

    /// <summary>Remembers that the notification was delivered; alerts that it told as resolved leave the group.</summary>
    public void Told(Notification notification, DateTimeOffset now)
    {
        toldFiring = [.. notification.Firing];
        toldResolved = [.. notification.Resolved];
        toldAt = now;
        Forget(notification.Resolved);
    }

    /// <summary>Drops alerts that resolved without anything having to be told of them.</summary>
    public void ForgetResolved() => Forget(alerts.Values.Where(alert => !alert.IsFiring).Select(alert => alert.Labels).ToList());

    private bool NeedsTelling(Notification due, DateTimeOffset now)
    {
        if (!toldFiring.IsSupersetOf(due.Firing))
        {
            return true;
        }

        if (!due.Firing.Any())
        {
            return toldFiring.Count > 0;
        }

        return !toldResolved.IsSupersetOf(due.Resolved) || now - toldAt >= options.RepeatInterval;
    }

    // An alert that fires again since the notification was made stays.
    private void Forget(IEnumerable<LabelSet> resolved)
    {
        foreach (var gone in resolved.Where(gone => alerts.TryGetValue(gone, out var alert) && !alert.IsFiring))
        {
            alerts.Remove(gone);
        }
    }
}

/// <summary>One message about one group.</summary>
internal sealed record Notification(LabelSet GroupLabels, IReadOnlyList<NotifiedAlert> Alerts)
{
    public IEnumerable<LabelSet> Firing => Alerts.Where(alert => alert.IsFiring).Select(alert => alert.Labels);

    public IEnumerable<LabelSet> Resolved => Alerts.Where(alert => !alert.IsFiring).Select(alert => alert.Labels);
}
