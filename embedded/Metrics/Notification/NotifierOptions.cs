namespace Autocura.Embedded.Metrics.Notification;

/// <summary>Where notifications go and how they are paced. The defaults are short, so that a demonstration shows every step within seconds.</summary>
public sealed record NotifierOptions
{
    /// <summary>The webhook that receives the notifications.</summary>
    public required Uri Webhook { get; init; }

    /// <summary>Headers that go with each message, such as a key.</summary>
    public Func<IEnumerable<KeyValuePair<string, string>>> Headers { get; init; } = () => [];

    public string Receiver { get; init; } = "autocura";

    /// <summary>How long a new group waits for more alerts before it is told.</summary>
    public TimeSpan GroupWait { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a group that was told waits before it tells of changes.</summary>
    public TimeSpan GroupInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a group without changes waits before it is told again.</summary>
    public TimeSpan RepeatInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Most alerts in one notification; zero for all.</summary>
    public int MaxAlerts { get; init; }

    public IReadOnlyList<string> GroupBy { get; init; } = ["alertname", "namespace"];

    /// <summary>How long one notification is tried: never shorter than ten seconds, as in Alertmanager.</summary>
    internal TimeSpan Deadline => GroupInterval > TimeSpan.FromSeconds(10) ? GroupInterval : TimeSpan.FromSeconds(10);
}
