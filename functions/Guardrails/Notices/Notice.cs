using System.Text.Json.Serialization;
using Autocura.Incidents;

namespace Autocura.Guardrails.Notices;

/// <summary>What people are told of an incident at one moment: facts, in the words of the incident, that a channel puts into its own form.</summary>
public sealed record Notice
{
    /// <summary>The first of an incident is 1, and the next one more.</summary>
    public int Number { get; init; }

    public required NoticeMoment Moment { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string RecordName { get; init; }

    public required WorkloadRef Workload { get; init; }

    public required Severity Severity { get; init; }

    public required int Risk { get; init; }

    /// <summary>When the trouble began, as far as its alerts tell.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Names of its alerts, the first three.</summary>
    public IReadOnlyList<string> Alerts { get; init; } = [];

    /// <summary>What the first alert says of itself.</summary>
    public string Summary { get; init; } = "";

    public string RunbookUrl { get; init; } = "";

    /// <summary>The most probable cause in one line; empty before there is a diagnosis.</summary>
    public string Cause { get; init; } = "";

    /// <summary>How probable it is, 0 to 1.</summary>
    public double Probability { get; init; }

    /// <summary>What speaks for it most, three lines.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>The plan on the table, or that was carried out last; null when there was none.</summary>
    public NoticedPlan? Plan { get; init; }

    /// <summary>What has just happened, and why.</summary>
    public string Said { get; init; } = "";

    /// <summary>Until when a decision counts; null where none is asked for.</summary>
    public DateTimeOffset? AnswerBy { get; init; }

    /// <summary>Nothing follows it.</summary>
    [JsonIgnore]
    public bool IsLast => Moment is NoticeMoment.Resolved or NoticeMoment.Escalated;

    /// <summary>Whether it asks something of people: such a notice is never held back.</summary>
    [JsonIgnore]
    public bool NeedsPeople => Moment is NoticeMoment.NeedsApproval or NoticeMoment.Escalated;
}
