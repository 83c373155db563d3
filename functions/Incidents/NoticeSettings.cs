namespace Autocura.Incidents;

/// <summary>Who is told of an incident, as the administrator wanted it when the incident began. Without a channel nobody is, and nothing is asked of the outside.</summary>
public sealed record NoticeSettings
{
    /// <summary>Names of the channels in use.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>Which of them are told of which incidents; empty: all of all.</summary>
    public string Routes { get; init; } = "";

    /// <summary>Who else is told when nobody answers a request for approval, and after what time; empty: nobody.</summary>
    public string Escalation { get; init; } = "";

    /// <summary>When nobody is disturbed by what needs nobody; empty: never.</summary>
    public string QuietHours { get; init; } = "";

    /// <summary>From this severity on an incident is told of in quiet hours too.</summary>
    public Severity LoudFrom { get; init; } = Severity.Critical;

    /// <summary>Messages that a channel gets within an hour; what needs a person, and the end of what was told, comes on top.</summary>
    public int MostPerHour { get; init; } = 60;

    /// <summary>Where people look at an incident, with <c>{id}</c> for its id; empty where nobody can.</summary>
    public string IncidentUrl { get; init; } = "";

    /// <summary>Where people look at this incident; empty where nobody can.</summary>
    public string UrlOf(string incidentId) => IncidentUrl.Replace("{id}", Uri.EscapeDataString(incidentId), StringComparison.Ordinal);
}
