namespace Autocura.Metrics;

/// <summary>What names one alert: the rule's name and the labels which set this alert apart from the rule's others.</summary>
public sealed record AlertIdentity(string Name, IReadOnlyDictionary<string, string> Labels)
{
    internal const string NameLabel = "alertname";

    /// <summary>Whether an alert that carries these labels is this one: same name, and no label on which the two disagree.</summary>
    public bool Matches(IReadOnlyDictionary<string, string> labels)
    {
        if (labels.GetValueOrDefault(NameLabel) != Name)
        {
            return false;
        }

        return Labels.All(mine => mine.Key == NameLabel || !labels.TryGetValue(mine.Key, out var theirs) || theirs == mine.Value);
    }
}
