using System.Text.Json.Serialization;

namespace Autocura.Guardrails.Notices;

/// <summary>The moments of an incident at which people are told.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NoticeMoment>))]
public enum NoticeMoment
{
    /// <summary>It is an incident of its own, and its cause is known as far as it can be.</summary>
    Opened,

    /// <summary>A plan waits for people to decide.</summary>
    NeedsApproval,

    /// <summary>A plan is being carried out.</summary>
    Remediating,

    /// <summary>It has recovered.</summary>
    Resolved,

    /// <summary>A person must look: the system does no more.</summary>
    Escalated,
}
