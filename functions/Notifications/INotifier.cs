using Autocura.Guardrails.Notices;

namespace Autocura.Notifications;

/// <summary>
/// One way to reach people. It sends once and says what came of it; who calls it decides whether to try again. Told the same twice, the other side can know it by the message's key.
/// </summary>
public interface INotifier
{
    /// <summary>As the settings name it.</summary>
    string Name { get; }

    /// <summary>The settings without which it cannot be used; empty when none is missing.</summary>
    string Missing { get; }

    Task<DeliveryReceipt> SendAsync(Message message, CancellationToken cancellationToken);
}

/// <summary>A way that can also carry what a week was like. What wakes people is none.</summary>
public interface IDigestNotifier : INotifier
{
    Task<DeliveryReceipt> SendAsync(WeekDigest digest, CancellationToken cancellationToken);
}
