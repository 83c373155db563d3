namespace Autocura.Alerts;

/// <summary>
/// An alert in the making, from a sender that is no Alertmanager. Everything is free text from outside, so everything is bounded: a label that is too long is
/// left out (cut, it would name something else), an annotation is cut, and what is empty is nothing.
/// </summary>
internal sealed class AlertDraft
{
    private const int MostLabels = 64;
    private const int MostAnnotations = 32;

    private readonly Dictionary<string, string> labels = [];
    private readonly Dictionary<string, string> annotations = [];

    /// <summary>Sets a label that is not set yet: the first who says it is believed.</summary>
    public AlertDraft Label(string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value) && value.Length <= AlertReader.LabelCharacters && labels.Count < MostLabels && name != Alert.SourceLabel)
        {
            labels.TryAdd(name, value.Trim());
        }

        return this;
    }

    public AlertDraft Annotation(string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value) && annotations.Count < MostAnnotations)
        {
            annotations.TryAdd(name, AlertReader.Clip(value));
        }

        return this;
    }

    public string? this[string label] => labels.GetValueOrDefault(label);

    /// <summary>The alert. Its fingerprint follows from its labels but the severity, so they must be the same when it fires and when it is resolved.</summary>
    public Alert ToAlert(AlertStatus status, DateTimeOffset startsAt, DateTimeOffset? endsAt = null) => new()
    {
        Status = status,
        Fingerprint = Fingerprint.Of(labels.Where(label => label.Key != "severity")),
        StartsAt = startsAt,
        EndsAt = status == AlertStatus.Resolved ? endsAt : null,
        Labels = labels,
        Annotations = annotations,
    };
}
