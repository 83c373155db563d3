using Autocura.Guardrails.Notices;
using Autocura.Incidents;

namespace Autocura.Notifications;

/// <summary>
/// A notice as it goes out: what an engineer on call needs, in the order it is needed. Secrets and addresses of people are taken out of every text that came from outside.
/// </summary>
public sealed record Message
{
    /// <summary>The same whenever the same is told.</summary>
    public required string Key { get; init; }

    public required NoticeMoment Moment { get; init; }

    public required Severity Severity { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The durable instance.</summary>
    public required string IncidentId { get; init; }

    public required string RecordName { get; init; }

    public required WorkloadRef Workload { get; init; }

    /// <summary>What is wrong and where, in one line.</summary>
    public required string Title { get; init; }

    /// <summary>What has just happened.</summary>
    public required string Said { get; init; }

    /// <summary>What is asked of whoever reads it; empty when nothing is.</summary>
    public required string Asked { get; init; }

    /// <summary>Where, since when, how bad.</summary>
    public required IReadOnlyList<MessageFact> Facts { get; init; }

    /// <summary>The cause and the plan.</summary>
    public required IReadOnlyList<MessageSection> Sections { get; init; }

    public required IReadOnlyList<MessageLink> Links { get; init; }

    /// <summary>What a decision names; null where none is asked for.</summary>
    public NoticedPlan? ToDecide { get; init; }

    /// <summary>What the channel said last; empty for the first message of an incident.</summary>
    public string Thread { get; init; } = "";

    /// <summary>The message as plain text.</summary>
    public string PlainText()
    {
        IEnumerable<string> parts =
        [
            Title,
            Said,
            Asked,
            string.Join('\n', Facts.Select(fact => $"{fact.Name}: {fact.Value}")),
            .. Sections.Select(section => $"{section.Title}\n{string.Join('\n', section.Lines.Select(line => $"  {line}"))}"),
            string.Join('\n', Links.Select(link => $"{link.Title}: {link.Url}")),
        ];
        return string.Join("\n\n", parts.Where(part => part.Length > 0));
    }
}

/// <summary>A name and a value.</summary>
public sealed record MessageFact(string Name, string Value);

/// <summary>Lines under a title; <paramref name="IsCode"/> where they are to be shown letter by letter.</summary>
public sealed record MessageSection(string Title, IReadOnlyList<string> Lines, bool IsCode = false);

/// <summary>An address to look at.</summary>
public sealed record MessageLink(string Title, string Url);
