namespace Autocura.Alerts;

/// <summary>
/// One webhook message. It may hold a hundred unrelated alerts: <see cref="Status"/> says only whether any of them fires, and when
/// <see cref="TruncatedAlerts"/> is not zero not even that, so nothing is ever decided by it.
/// </summary>
public sealed record AlertGroup
{
    /// <summary>The receiver's name as its owner wrote it: Alertmanager sends it quoted for a regular expression.</summary>
    public string Receiver { get; init; } = "";

    public string Status { get; init; } = "";

    public string GroupKey { get; init; } = "";

    public string ExternalUrl { get; init; } = "";

    /// <summary>"4" from Alertmanager, "1" from Grafana; other versions are read as far as their shape allows.</summary>
    public string Version { get; init; } = "";

    /// <summary>How many alerts of the group the sender left out.</summary>
    public int TruncatedAlerts { get; init; }

    public IReadOnlyList<Alert> Alerts { get; init; } = [];

    public IReadOnlyList<RejectedAlert> Rejected { get; init; } = [];
}

/// <summary>
/// An entry that could not be read, why, and the beginning of its text. <paramref name="Index"/> is its place in the message; null
/// when the message as a whole could not be read.
/// </summary>
public sealed record RejectedAlert(int? Index, string Reason, string Raw);
