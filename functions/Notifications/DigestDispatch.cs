using Autocura.Cluster.Readers;
using Autocura.Guardrails.Notices;

namespace Autocura.Notifications;

/// <summary>Takes a digest to its channel. What is wrong with a channel is its answer, never an exception.</summary>
public sealed class DigestDispatch(IEnumerable<INotifier> notifiers)
{
    private const int LongestLine = 300;

    private readonly Dictionary<string, INotifier> byName = notifiers.ToDictionary(notifier => notifier.Name);

    public async Task<DeliveryReceipt> SendAsync(DigestDelivery delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return byName.GetValueOrDefault(delivery.Channel) switch
        {
            IDigestNotifier { Missing: "" } notifier => await notifier.SendAsync(Clean(delivery.Digest), cancellationToken),
            IDigestNotifier unset => DeliveryReceipt.Refused($"It is not set up: Autocura:Notifications:{unset.Missing} is missing."),
            _ => DeliveryReceipt.Refused($"No channel '{delivery.Channel}' can carry a digest; {string.Join(", ", NotificationOptions.Carriers)} can."),
        };
    }

    /// <summary>Secrets and addresses of people are taken out of every line once more, as each may quote what came from outside.</summary>
    internal static WeekDigest Clean(WeekDigest digest) => digest with
    {
        Title = Clean(digest.Title),
        Sections = [.. digest.Sections.Select(section => new DigestSection(Clean(section.Title), [.. section.Lines.Select(Clean)]))],
    };

    private static string Clean(string text)
    {
        var line = LogRedactor.Redact(text).ReplaceLineEndings(" ");
        return line.Length <= LongestLine ? line : $"{line[..LongestLine]}…";
    }
}
