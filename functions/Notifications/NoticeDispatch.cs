using Autocura.Guardrails.Notices;

namespace Autocura.Notifications;

/// <summary>Takes a notice to its channel, unless it is to be held back. What is wrong with a channel is its answer, never an exception.</summary>
public sealed class NoticeDispatch(IEnumerable<INotifier> notifiers, NotificationRate rate, TimeProvider time)
{
    private readonly Dictionary<string, INotifier> byName = notifiers.ToDictionary(notifier => notifier.Name);

    public async Task<DeliveryReceipt> DeliverAsync(NoticeDelivery delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        if (!byName.TryGetValue(delivery.Channel, out var notifier))
        {
            return DeliveryReceipt.Refused($"There is no channel '{delivery.Channel}'; there is {string.Join(", ", byName.Keys.Order(StringComparer.Ordinal))}.");
        }

        if (notifier.Missing.Length > 0)
        {
            return DeliveryReceipt.Refused($"It is not set up: Autocura:Notifications:{notifier.Missing} is missing.");
        }

        if (QuietHours.Hold(delivery, time.GetUtcNow()) is { } quiet)
        {
            return DeliveryReceipt.HeldBack(quiet);
        }

        var mustBeTold = delivery.Notice.NeedsPeople || delivery.Notice.IsLast;
        return rate.Take(delivery.Channel, delivery.Key, delivery.Settings.MostPerHour, mustBeTold)
            ? await notifier.SendAsync(MessageWriting.Write(delivery), cancellationToken)
            : DeliveryReceipt.HeldBack($"{delivery.Settings.MostPerHour} messages were sent there within the last hour.");
    }
}
