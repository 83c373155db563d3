using Autocura.Guardrails.Notices;
using Autocura.Guardrails.Windows;
using Autocura.Incidents;

namespace Autocura.Notifications;

/// <summary>Settings under <c>Autocura:Notifications</c>: who is told of incidents, when and by which way. See docs/notifications.md.</summary>
public sealed record NotificationOptions
{
    /// <summary>Every way that there is.</summary>
    public static readonly IReadOnlyList<string> Known = ["email", "pagerduty", "slack", "teams", "webhook"];

    /// <summary>Those of them that can carry the digest of a week.</summary>
    public static readonly IReadOnlyList<string> Carriers = ["email", "slack", "teams", "webhook"];

    /// <summary>The ways that are told every Monday what the week was like, separated by commas; empty or <c>none</c>: none.</summary>
    public string Digest { get; init; } = "";

    /// <summary>The ways in use, separated by commas; empty: all that are set up; <c>none</c>: none.</summary>
    public string Channels { get; init; } = "";

    public string Routes { get; init; } = "";

    public string Escalation { get; init; } = "";

    public string QuietHours { get; init; } = "";

    /// <summary>low, medium, high or critical.</summary>
    public string LoudFrom { get; init; } = "critical";

    public int MostPerHour { get; init; } = 60;

    /// <summary>Where people look at an incident: an address with <c>{id}</c> in it.</summary>
    public string IncidentUrl { get; init; } = "";

    /// <summary>How long one message may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    public SlackOptions Slack { get; init; } = new();

    public TeamsOptions Teams { get; init; } = new();

    public PagerDutyOptions PagerDuty { get; init; } = new();

    public EmailOptions Email { get; init; } = new();

    public WebhookOptions Webhook { get; init; } = new();

    /// <summary>Every setting that is wrong: which, and what it may be.</summary>
    public IEnumerable<string> Problems() =>
        Own().Concat(Slack.Problems()).Concat(Teams.Problems()).Concat(PagerDuty.Problems()).Concat(Email.Problems()).Concat(Webhook.Problems()).Select(problem => $"Autocura:Notifications:{problem}");

    /// <summary>The ways that are named and not set up. It is a mistake in the app's settings; where a ConfigMap names them it is told with each incident.</summary>
    public IEnumerable<string> Unusable() => ChannelNames.Read(Channels).Intersect(Known).Where(channel => MissingFor(channel).Length > 0)
        .Select(channel => $"Autocura:Notifications:Channels names {channel}, which is not set up: {MissingFor(channel)} is missing.")
        .Concat(ChannelNames.Read(Digest).Intersect(Carriers).Where(channel => MissingFor(channel).Length > 0)
            .Select(channel => $"Autocura:Notifications:Digest names {channel}, which is not set up: {MissingFor(channel)} is missing."));

    /// <summary>The ways that are told of each week.</summary>
    public IReadOnlyList<string> DigestChannels() => [.. ChannelNames.Read(Digest).Distinct()];

    public NoticeSettings ToSettings() => new()
    {
        Channels = InUse(),
        Routes = Routes,
        Escalation = Escalation,
        QuietHours = QuietHours,
        LoudFrom = Enum.Parse<Severity>(LoudFrom, ignoreCase: true),
        MostPerHour = MostPerHour,
        IncidentUrl = IncidentUrl,
    };

    /// <summary>By the name of each way the settings without which it cannot be used; empty where none is missing.</summary>
    public string MissingFor(string channel) => channel switch
    {
        "email" => Email.Missing,
        "pagerduty" => PagerDuty.Missing,
        "slack" => Slack.Missing,
        "teams" => Teams.Missing,
        "webhook" => Webhook.Missing,
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, "There is no such channel."),
    };

    private IReadOnlyList<string> InUse() => Channels.Trim().Length == 0 ? [.. Known.Where(channel => MissingFor(channel).Length == 0)] : ChannelNames.Read(Channels);

    private IEnumerable<string> Own()
    {
        foreach (var name in ChannelNames.Read(Channels).Except(Known)) yield return $"Channels names '{name}'; it may name {string.Join(", ", Known)}, or be none.";
        foreach (var name in ChannelNames.Read(Digest).Except(Carriers)) yield return $"Digest names '{name}'; it may name {string.Join(", ", Carriers)}, or be none.";
        foreach (var problem in NoticeRoutes.Problems(Routes, Known)) yield return $"Routes: {problem}";
        foreach (var problem in EscalationLadder.Problems(Escalation, Known)) yield return $"Escalation: {problem}";
        foreach (var problem in ChangeCalendar.Problems(QuietHours)) yield return $"QuietHours: {problem}";
        if (!Enum.TryParse<Severity>(LoudFrom, ignoreCase: true, out _) || int.TryParse(LoudFrom, out _)) yield return $"LoudFrom is '{LoudFrom}'; it may be low, medium, high or critical.";
        if (MostPerHour < 1) yield return $"MostPerHour is {MostPerHour}; it must be at least 1.";
        if (Timeout <= TimeSpan.Zero || Timeout > TimeSpan.FromMinutes(2)) yield return $"Timeout is {Timeout}; it must be longer than zero and at most 00:02:00.";
        if (IncidentUrl.Length > 0 && (!IncidentUrl.Contains("{id}", StringComparison.Ordinal) || !WebAddress.Is(IncidentUrl))) yield return $"IncidentUrl is '{IncidentUrl}'; it must be an http or https address with {{id}} in it.";
    }
}
