using Autocura.Embedded.Metrics.Storage;

namespace Autocura.Embedded.Metrics.Notification;

/// <summary>An alert as a receiver gets it: firing until it has an end.</summary>
internal sealed record NotifiedAlert(
    LabelSet Labels, IReadOnlyDictionary<string, string> Annotations, DateTimeOffset StartsAt, DateTimeOffset? EndsAt, string GeneratorUrl)
{
    public bool IsFiring => EndsAt is null;

    public string Fingerprint => Alerts.Fingerprint.Text(Labels.Fingerprint);
}
