using Autocura.Embedded.Metrics.Storage;
using Microsoft.Extensions.Logging;

namespace Autocura.Embedded.Metrics.Notification;

/// <summary>
/// Sorts alerts into groups and tells the webhook of each group at its own pace, retrying what can be retried. It stands where an Alertmanager
/// stands in production.
/// </summary>
internal sealed class Notifier(NotifierOptions options, WebhookClient webhook, TimeProvider time, Busyness busyness, ILogger logger) : IDisposable
{
    private static readonly TimeSpan FirstBackOff = TimeSpan.FromMilliseconds(500);

    private readonly Lock gate = new();
    private readonly Dictionary<LabelSet, Channel> channels = [];
    private readonly CancellationTokenSource stopping = new();

    public void Accept(NotifiedAlert alert)
    {
        var labels = alert.Labels.Only(options.GroupBy);
        lock (gate)
        {
            if (channels.TryGetValue(labels, out var known))
            {
                known.Group.Accept(alert);
            }
            else if (alert.IsFiring && !stopping.IsCancellationRequested)
            {
                Open(labels).Group.Accept(alert);
            }
        }
    }

    public void Dispose()
    {
        stopping.Cancel();
        lock (gate)
        {
            foreach (var channel in channels.Values)
            {
                channel.Timer?.Dispose();
            }

            channels.Clear();
        }

        webhook.Dispose();
        stopping.Dispose();
    }

    private Channel Open(LabelSet labels)
    {
        var channel = channels[labels] = new Channel(new AlertGroup(labels, options));
        channel.Timer = time.CreateTimer(_ => Tick(channel), null, options.GroupWait, Timeout.InfiniteTimeSpan);
        return channel;
    }

    /// <summary>The group's next flush, or the next attempt at what could not be delivered.</summary>
    private void Tick(Channel channel)
    {
        lock (gate)
        {
            if (stopping.IsCancellationRequested)
            {
                return;
            }

            channel.Attempt ??= channel.Group.Due(time.GetUtcNow()) is { } due ? new Attempt(due, time.GetUtcNow() + options.Deadline, FirstBackOff) : null;
            if (channel.Attempt is { } attempt)
            {
                _ = DeliverAsync(channel, attempt, busyness.Enter());
                return;
            }

            channel.Group.ForgetResolved();
            CloseOrWait(channel);
        }
    }

    private async Task DeliverAsync(Channel channel, Attempt attempt, IDisposable work)
    {
        using (work)
        {
            try
            {
                var delivery = await webhook.PostAsync(attempt.Notification, stopping.Token);
                lock (gate)
                {
                    Conclude(channel, attempt, delivery);
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                logger.LogDebug("Stopped while telling of {Group}", channel.Group.Labels);
            }
        }
    }

    private void Conclude(Channel channel, Attempt attempt, Delivery delivery)
    {
        var now = time.GetUtcNow();
        if (delivery is Delivery.TryAgain again && now + attempt.BackOff < attempt.Deadline)
        {
            logger.LogDebug("Notification of {Group} is tried again: {Reason}", channel.Group.Labels, again.Reason);
            channel.Attempt = attempt with { BackOff = attempt.BackOff * 2 };
            channel.Timer?.Change(attempt.BackOff, Timeout.InfiniteTimeSpan);
            return;
        }

        channel.Attempt = null;
        if (delivery is Delivery.Delivered)
        {
            channel.Group.Told(attempt.Notification, now);
        }
        else
        {
            // Not told: the next flush finds it due again.
            logger.LogWarning("Notification of {Group} failed: {Delivery}", channel.Group.Labels, delivery);
        }

        CloseOrWait(channel);
    }

    private void CloseOrWait(Channel channel)
    {
        if (channel.Group.IsEmpty)
        {
            channels.Remove(channel.Group.Labels);
            channel.Timer?.Dispose();
        }
        else
        {
            channel.Timer?.Change(options.GroupInterval, Timeout.InfiniteTimeSpan);
        }
    }

    private sealed record Attempt(Notification Notification, DateTimeOffset Deadline, TimeSpan BackOff);

    private sealed class Channel(AlertGroup group)
    {
        public AlertGroup Group { get; } = group;

        public ITimer? Timer { get; set; }

        /// <summary>What is being delivered, if anything.</summary>
        public Attempt? Attempt { get; set; }
    }
}
